import { history, undo } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import { renameSpeaker } from '../../../../src/blocks/dialogue/page/renameSpeaker.ts'
import { dialogue, doc, turn } from '../../../build.ts'

const name = fc.constantFrom('Mina', 'Jun', 'Zed')
const turns = fc.array(fc.record({ speaker: name, to: fc.option(name, { nil: undefined }) }), {
  minLength: 1,
  // More than twenty are renamed by one step, fewer by a step each.
  maxLength: 30,
})

/** Turns as `Mina>Jun`. */
function lines(at: Node): string[] {
  const found: string[] = []
  at.descendants(({ type, attrs }) => {
    if (type.name === 'turn') found.push(`${String(attrs.speaker)}>${String(attrs.addressee ?? '')}`)
  })
  return found
}

it('merging two people leaves nobody speaking to themselves, and undo separates them', () => {
  fc.assert(
    fc.property(turns, name, name, (given, from, to) => {
      fc.pre(from !== to)
      // Nobody speaks to themselves before.
      const spoken = given.map(({ speaker, to: addressee }) =>
        turn(
          { speaker, ...(addressee === undefined || addressee === speaker ? {} : { to: addressee }) },
          'Rain.',
        ),
      )
      let state = EditorState.create({
        doc: schema.nodeFromJSON(doc('H', '', dialogue(...spoken))),
        plugins: [history()],
      })
      const before = lines(state.doc)
      renameSpeaker([from], to)(state, (tr) => (state = state.apply(tr)))
      const merged = before.map((line) => {
        const [speaker = '', addressee = ''] = line.split('>').map((one) => (one === from ? to : one))
        return `${speaker}>${addressee === speaker ? '' : addressee}`
      })
      expect(lines(state.doc)).toEqual(merged)
      undo(state, (tr) => (state = state.apply(tr)))
      expect(lines(state.doc)).toEqual(before)
    }),
  )
})
