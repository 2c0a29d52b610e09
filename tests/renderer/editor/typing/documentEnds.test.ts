import type { Command } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { endKeys } from '../../../../src/renderer/src/editor/typing/documentEnds.ts'
import { embed, p } from '../../../build.ts'
import { after, body, same, shown, writing } from '../keys/writing.ts'
import { stateOf } from '../states.ts'

const article = (caret: string): ReturnType<typeof body> => body(p(`One${caret}.`), p('Two.'), p('Three.'))

describe('the keys to the ends of the article', () => {
  it.each([
    ['Mod-End "X"', body(p('One.'), p('Two.'), p('Three.X|'))],
    ['Mod-Shift-End', body(p('One<.'), p('Two.'), p('Three.>'))],
    ['Mod-Shift-End "X"', body(p('OneX|'))],
    ['Mod-a Mod-a ArrowRight', body(p('One.'), p('Two.'), p('Three.|'))],
    ['Mod-a Mod-a ArrowDown', body(p('One.'), p('Two.'), p('Three.|'))],
  ])('%s', async (keys, wanted) => {
    expect(await after(keys, writing(article('|')))).toEqual(same(wanted))
  })

  it.each(['Mod-Home', 'Mod-End Mod-Home', 'Mod-a Mod-a ArrowLeft', 'Mod-a Mod-a ArrowUp'])(
    '%s goes to the start of the headline',
    async (keys) => {
      const writer = writing(article('|'))
      await after(keys, writer)
      expect(writer.view.state.selection.$from.parent.type.name).toBe('headline')
      expect(writer.view.state.selection.from).toBe(1)
    },
  )

  it('select a card that ends the article', async () => {
    const writer = writing(body(p('One|.'), embed('https://www.youtube.com/watch?v=abcdefghijk')))
    await after('Mod-End', writer)
    expect(shown(writer)).toMatchObject(['embed', {}])
  })

  it('are the Mac’s own ones on a Mac', () => {
    const keys = endKeys(true)
    expect(Object.keys(keys)).toContain('Shift-Mod-ArrowDown')
    expect(Object.keys(keys)).not.toContain('Mod-End')
    const state = stateOf(article('|'))
    let head = 0
    const end: Command | undefined = keys['Mod-ArrowDown']
    end?.(state, (tr) => (head = tr.selection.head))
    expect(head).toBe(state.doc.content.size - 2)
  })
})
