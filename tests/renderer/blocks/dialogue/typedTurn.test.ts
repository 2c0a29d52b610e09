import { undo } from '@tiptap/pm/history'
import { EditorView } from '@tiptap/pm/view'
import { describe, expect, it } from 'vitest'
import type { ViewServices } from '../../../../src/blocks/_view/services.ts'
import { typedTurnPlugin } from '../../../../src/blocks/dialogue/page/typedTurn.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { code, dialogue, p, pre, quote, turn } from '../../../build.ts'
import { bodyOf, same, stateOf } from '../states.ts'

const cast = [
  { name: 'Mina Solis', otherNames: ['서하린'] },
  { name: 'Jun', otherNames: [] },
]
const services = { people: () => cast } as unknown as ViewServices

/** Types a text at the `|`, key by key, as ProseMirror hands typing on. */
function typed(json: NodeJSON, text: string): EditorView {
  const view = new EditorView(document.createElement('div'), {
    state: stateOf(json, [typedTurnPlugin(services)]),
  })
  for (const key of text) type(view, key)
  return view
}

function type(view: EditorView, key: string): void {
  const { from, to } = view.state.selection
  const original = () => view.state.tr.insertText(key, from, to)
  const handled = view.someProp('handleTextInput', (ask) => ask(view, from, to, key, original))
  if (handled !== true) view.dispatch(original())
}

const docOf = (view: EditorView): unknown => view.state.doc.toJSON()

describe('a name and a colon at the start of a paragraph', () => {
  it('make a turn if the name is in the cast', () => {
    expect(docOf(typed(bodyOf(p('|')), 'Jun: Yes.'))).toEqual(same(bodyOf(dialogue(turn('Jun', 'Yes.')))))
  })

  it('match the cast without regard to capitals, and by another spelling', () => {
    expect(docOf(typed(bodyOf(p('|')), 'mina solis: a'))).toEqual(
      same(bodyOf(dialogue(turn('Mina Solis', 'a')))),
    )
    expect(docOf(typed(bodyOf(p('|')), '서하린：a'))).toEqual(same(bodyOf(dialogue(turn('Mina Solis', 'a')))))
  })

  it('make a turn of an unknown name if a quotation follows', () => {
    expect(docOf(typed(bodyOf(p('|')), 'Abel: “No.”'))).toEqual(same(bodyOf(dialogue(turn('Abel', '“No.”')))))
    expect(docOf(typed(bodyOf(p('|')), 'Abel: no'))).toEqual(same(bodyOf(p('Abel: no'))))
    expect(docOf(typed(bodyOf(p('|“No.”')), 'Abel: '))).toEqual(same(bodyOf(dialogue(turn('Abel', '“No.”')))))
  })

  it('may include the addressee and an aside', () => {
    expect(docOf(typed(bodyOf(p('|')), 'Jun to Mina Solis: a'))).toEqual(
      same(bodyOf(dialogue(turn({ speaker: 'Jun', to: 'Mina Solis' }, 'a')))),
    )
    expect(docOf(typed(bodyOf(p('|')), 'Jun (laughing): a'))).toEqual(
      same(bodyOf(dialogue(turn({ speaker: 'Jun', aside: 'laughing' }, 'a')))),
    )
  })

  it('make a turn of the paragraph’s text, and join the dialogue above', () => {
    const json = bodyOf(dialogue(turn('Mina Solis', 'a')), p('|words'), p('end'))
    expect(docOf(typed(json, 'Jun: '))).toEqual(
      same(bodyOf(dialogue(turn('Mina Solis', 'a'), turn('Jun', 'words')), p('end'))),
    )
  })

  it('stay text anywhere else: in mid-paragraph, in code, in a quotation', () => {
    expect(docOf(typed(bodyOf(p('He said |')), 'Jun: a'))).toEqual(same(bodyOf(p('He said Jun: a'))))
    expect(docOf(typed(bodyOf(pre('', '|')), 'Jun: a'))).toEqual(same(bodyOf(pre('', 'Jun: a'))))
    expect(docOf(typed(bodyOf(quote('|')), 'Jun: a'))).toEqual(same(bodyOf(quote('Jun: a'))))
    expect(docOf(typed(bodyOf(p(code('Jun|'))), ': a'))).toEqual(same(bodyOf(p(code('Jun: a')))))
    expect(docOf(typed(bodyOf(p('|')), 'Note: “a”'))).toEqual(same(bodyOf(p('Note: “a”'))))
  })

  it('set the speaker of a turn without words', () => {
    const json = bodyOf(dialogue(turn('Mina Solis', 'a'), turn('Mina Solis', '|')))
    expect(docOf(typed(json, 'Jun: b'))).toEqual(
      same(bodyOf(dialogue(turn('Mina Solis', 'a'), turn('Jun', 'b')))),
    )
  })
})

describe('one undo', () => {
  it('restores the text with its space, and it stays text', () => {
    const view = typed(bodyOf(p('|')), 'Jun: ')
    undo(view.state, view.dispatch.bind(view))
    expect(docOf(view)).toEqual(same(bodyOf(p('Jun: '))))
    for (const key of '“a ') type(view, key)
    expect(docOf(view)).toEqual(same(bodyOf(p('Jun: “a '))))
  })

  it('removes only the words typed since, if there are any', () => {
    const view = typed(bodyOf(p('|')), 'Jun: word')
    undo(view.state, view.dispatch.bind(view))
    expect(docOf(view)).toEqual(same(bodyOf(dialogue(turn('Jun', '')))))
  })
})

describe('a composition', () => {
  it('makes no turn while it lasts', () => {
    const view = new EditorView(document.createElement('div'), {
      state: stateOf(bodyOf(p('Jun:|')), [typedTurnPlugin(services)]),
    })
    Object.defineProperty(view, 'composing', { value: true })
    type(view, ' ')
    expect(docOf(view)).toEqual(same(bodyOf(p('Jun: '))))
  })
})
