import { EditorView } from '@tiptap/pm/view'
import { describe, expect, it } from 'vitest'
import type { ViewServices } from '../../../src/blocks/_view/services.ts'
import { typedTurnPlugin } from '../../../src/blocks/dialogue/page/typedTurn.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import { readTextBlocks, schema } from '../../../src/article/index.ts'
import { cheatSheet, PASTED_LINES, SLASHES, TYPED_TURNS } from '../../../src/renderer/src/about/cheatSheet.ts'
import { closedCommands } from '../../../src/renderer/src/editor/tools/closedCommands.ts'
import { slashItems } from '../../../src/renderer/src/editor/menus/slashItems.ts'
import { t } from '../../../src/renderer/src/i18n.ts'
import { bodyOf, stateOf } from '../blocks/states.ts'
import { p } from '../../build.ts'

const cast = [{ name: 'Mina', otherNames: [] }]

/** Types a text into an empty paragraph, key by key; returns the body's first block. */
function typed(text: string, people: typeof cast): NodeJSON {
  const services = { people: () => people } as unknown as ViewServices
  const view = new EditorView(document.createElement('div'), {
    state: stateOf(bodyOf(p('|')), [typedTurnPlugin(services)]),
  })
  for (const key of text) {
    const { from, to } = view.state.selection
    const original = () => view.state.tr.insertText(key, from, to)
    if (view.someProp('handleTextInput', (ask) => ask(view, from, to, key, original)) !== true)
      view.dispatch(original())
  }
  return (view.state.doc.child(2).toJSON() as { content: [NodeJSON] }).content[0]
}

describe('the cheat sheet', () => {
  it.each(TYPED_TURNS)('is right about a turn that is typed: %s', (id) => {
    const block = typed(t(`about.cheatSheet.typed.${id}.text`), id === 'known' ? cast : [])
    const [turn] = block.content ?? []
    expect(block.type).toBe('dialogue')
    expect(turn?.attrs).toMatchObject({
      speaker: 'Mina',
      addressee: id === 'saysTo' ? 'Jun' : null,
      parenthetical: id === 'saysAside' ? 'laughing' : null,
    })
  })

  it('is right about lines of a pasted text', () => {
    const lines = PASTED_LINES.map((id) => t(`about.cheatSheet.pasted.${id}.text`))
    const types = readTextBlocks(lines.join('\n\n')).map(({ type }) => type)
    expect(types).toEqual(['dialogue', 'caption', 'figure', 'embed', 'source'])
  })

  it.each(SLASHES)('is right about the slash menu: %s', (id) => {
    const text = t(`about.cheatSheet.slash.${id}.text`)
    const [first] = slashItems(text.slice(1))
    const made = first?.block?.(schema).type.name
    expect(made).toBe({ menu: 'dialogue', photo: 'figure', address: 'embed' }[id])
  })

  it('lists what can be typed for every command of the editor, open or not', () => {
    const rows = cheatSheet(closedCommands())
      .at(-1)
      ?.rows.map(({ example }) => example)
    expect(rows).toContain('Ctrl+.')
    expect(rows).toEqual(expect.arrayContaining(['## ␣', '- ␣', '> ␣', '**words**', '[words](link)']))
  })
})
