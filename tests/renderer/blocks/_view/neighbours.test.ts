import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { caption, dialogue, embed, figure, h2, hr, p, pre, quote, source, turn, ul } from '../../../build.ts'
import { bodyOf, pressed, run, same, shown, stateOf } from '../states.ts'

/** One block of each kind, with its own words in it where it has words. */
const KINDS: Readonly<Record<string, (words: string) => NodeJSON>> = {
  paragraph: (words) => p(words),
  heading: (words) => h2(words),
  dialogue: (words) => dialogue(turn('Mina', `${words}a`), turn('Jun', words)),
  caption: (words) => caption(words),
  figure: (words) => figure({ credit: 'JTBC' }, words),
  embed: () => embed('https://www.youtube.com/watch?v=abcdefghijk'),
  source: (words) => source('', words),
  list: (words) => ul(`${words}a`, words),
  quote: (words) => quote(words),
  code: (words) => pre('', words),
  divider: () => hr(),
}
const RUN_TOGETHER = new Set(['paragraph', 'heading', 'list', 'quote'])
const CARDS = new Set(['figure', 'embed', 'divider'])
const names = Object.keys(KINDS)
const withWords = names.filter((name) => name !== 'embed' && name !== 'divider')

function made(name: string, words: string): NodeJSON {
  const make = KINDS[name]
  if (make === undefined) throw new Error(`no kind of block is named ${name}`)
  return make(words)
}

/** Two neighbours, the caret at the start of the second or at the end of the first. */
function between(first: string, second: string, at: 'start' | 'end') {
  const json = bodyOf(made(first, 'one'), made(second, 'two'))
  const state = stateOf(json)
  const body = state.doc.child(2)
  const start = state.doc.child(0).nodeSize + state.doc.child(1).nodeSize + 1
  const border = start + body.child(0).nodeSize
  const $at = state.doc.resolve(border)
  const selection =
    at === 'start' ? TextSelection.findFrom($at, 1, true) : TextSelection.findFrom($at, -1, true)
  if (selection === null) throw new Error('there is no text at that edge')
  return { state: state.apply(state.tr.setSelection(selection)), border }
}

const words = (doc: { textContent: string }): string => doc.textContent.replace(/^H/, '')

describe('Backspace at the start of a block deletes nothing before it', () => {
  const pairs = names.flatMap((first) => withWords.map((second) => [first, second] as const))

  it.each(pairs)('%s before %s', (first, second) => {
    const { state, border } = between(first, second, 'start')
    const after = run(pressed('Backspace'), state)
    // A turn that steps out of its dialogue takes its name along; all other words stay as they are, in their order.
    expect(words(after.doc).replace('Mina: ', '')).toBe(words(state.doc))
    expect(after.doc.child(2).child(0).type.name).toBe(state.doc.child(2).child(0).type.name)
    if (CARDS.has(second)) expect(after.selection).toBeInstanceOf(NodeSelection)
    else if (CARDS.has(first) && ['paragraph', 'heading', 'code'].includes(second))
      expect([after.selection instanceof NodeSelection, after.selection.to]).toEqual([true, border])
    // Turn, caption and source change their own kind; of two that run together either may give way.
    const changes = ['dialogue', 'caption', 'source', 'list', 'quote'].includes(second)
    if (!changes && !(RUN_TOGETHER.has(first) && RUN_TOGETHER.has(second)))
      expect(after.doc.toJSON()).toEqual(state.doc.toJSON())
  })
})

describe('Delete at the end of a block deletes nothing behind it', () => {
  const pairs = withWords.flatMap((first) => names.map((second) => [first, second] as const))

  it.each(pairs)('%s before %s', (first, second) => {
    const { state, border } = between(first, second, 'end')
    const after = run(pressed('Delete'), state)
    expect(words(after.doc)).toBe(words(state.doc))
    if (first === 'dialogue' && second === 'dialogue')
      expect([after.doc.child(2).childCount, after.doc.child(2).child(0).childCount]).toEqual([1, 4])
    else if (!(RUN_TOGETHER.has(first) && RUN_TOGETHER.has(second)))
      expect(after.doc.toJSON()).toEqual(state.doc.toJSON())
    if (CARDS.has(second) && first !== 'figure')
      expect([after.selection instanceof NodeSelection, after.selection.from]).toEqual([true, border])
  })
})

describe('an empty paragraph is deleted without its neighbours:', () => {
  it.each(['dialogue', 'caption', 'source', 'code'])(
    'Backspace below a %s moves the caret into its text',
    (first) => {
      const state = stateOf(bodyOf(made(first, 'one'), p('|'), p('end')))
      const after = run(pressed('Backspace'), state)
      expect(after.doc.toJSON()).toEqual(same(bodyOf(made(first, 'one'), p('end'))))
      expect(after.selection.$from.parent.textContent).toBe('one')
      expect(after.selection.$from.parentOffset).toBe(3)
    },
  )

  it.each(['figure', 'embed', 'divider'])('Backspace below a %s selects it and changes nothing', (first) => {
    const state = stateOf(bodyOf(made(first, 'one'), p('|')))
    const after = run(pressed('Backspace'), state)
    expect(after.doc.toJSON()).toEqual(state.doc.toJSON())
    expect(after.selection).toBeInstanceOf(NodeSelection)
    expect(run(pressed('Backspace'), after).doc.child(2).childCount).toBe(1)
  })

  it.each(names.filter((name) => name !== 'paragraph'))('Delete above a %s', (second) => {
    const state = stateOf(bodyOf(p('start'), p('|'), made(second, 'two')))
    const after = run(pressed('Delete'), state)
    expect(after.doc.toJSON()).toEqual(same(bodyOf(p('start'), made(second, 'two'))))
  })

  it('between two dialogues leaves two adjacent dialogues', () => {
    const one = dialogue(turn('Mina', 'a'))
    const other = dialogue(turn('Jun', 'b'))
    expect(shown(run(pressed('Backspace'), stateOf(bodyOf(one, p('|'), other))))).toEqual(
      same(bodyOf(dialogue(turn('Mina', 'a|')), other)),
    )
  })
})

describe('text typed on a selected card', () => {
  it('starts a paragraph below it', async () => {
    const { insertBelowCard: typedBelow } = await import('../../../../src/blocks/_view/cardTyping.ts')
    const state = stateOf(bodyOf(p('a'), hr(), p('b')))
    const at = state.doc.child(0).nodeSize + state.doc.child(1).nodeSize + 1 + 3
    const selected = state.apply(state.tr.setSelection(NodeSelection.create(state.doc, at)))
    const tr = typedBelow(selected, 'x')
    expect(tr === null ? null : shown(selected.apply(tr))).toEqual(
      same(bodyOf(p('a'), hr(), p('x|'), p('b'))),
    )
    expect(typedBelow(state, 'x')).toBeNull()
    expect(schema.nodes.divider?.isAtom).toBe(true)
  })
})
