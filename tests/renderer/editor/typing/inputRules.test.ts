import { history, undo } from '@tiptap/pm/history'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import {
  rulesPlugin,
  type Substitution,
  undoRule,
} from '../../../../src/renderer/src/editor/typing/inputRules.ts'
import {
  caption,
  code,
  doc,
  em,
  h2,
  h4,
  hr,
  li,
  link,
  ol,
  p,
  pre,
  quote,
  strike,
  strong,
  ul,
} from '../../../build.ts'
import { same, shown, stateOf } from '../states.ts'

/** Enough of a view for typing: what ProseMirror asks plugins at each character, and the character itself if none takes it. */
class Typist {
  state: EditorState
  private readonly rules: ReturnType<typeof rulesPlugin>

  constructor(json: NodeJSON, language = 'en', isSubstituted: (kind: Substitution) => boolean = () => true) {
    this.rules = rulesPlugin(schema, { language: () => language, isSubstituted })
    this.state = stateOf(json, [history(), this.rules])
  }

  readonly dispatch = (tr: Transaction): void => {
    this.state = this.state.apply(tr)
    this.state.doc.check()
  }

  type(text: string): this {
    for (const character of text) {
      const { from, to } = this.state.selection
      const view = { state: this.state, composing: false, dispatch: this.dispatch } as unknown as EditorView
      const insert = (): Transaction => this.state.tr.insertText(character, from, to)
      const taken = this.rules.props.handleTextInput?.call(this.rules, view, from, to, character, insert)
      if (taken !== true) this.dispatch(insert())
    }
    return this
  }

  undo(): this {
    if (!undoRule(this.rules)(this.state, this.dispatch)) undo(this.state, this.dispatch)
    return this
  }
}

const typed = (text: string, language?: string): unknown =>
  shown(new Typist(doc('H', '', p('|')), language).type(text).state)
const words = (text: string, language?: string): string =>
  new Typist(doc('H', '', p('|')), language).type(text).state.doc.child(2).textContent

describe('Markdown as it is typed', () => {
  it.each([
    ['## ', doc('H', '', h2('|'))],
    ['#### ', doc('H', '', h4('|'))],
    ['> ', doc('H', '', quote(p('|')))],
    ['- ', doc('H', '', ul(li('|')))],
    ['1. ', doc('H', '', ol(1, li('|')))],
    ['7) ', doc('H', '', ol(7, li('|')))],
    ['---', doc('H', '', hr(), p('|'))],
    ['```', doc('H', '', pre('', '|'))],
    ['a **b**', doc('H', '', p('a ', strong('b'), '|'))],
    ['a *b c*', doc('H', '', p('a ', em('b c'), '|'))],
    ['~~b~~', doc('H', '', p(strike('b'), '|'))],
    ['`x = 1`', doc('H', '', p(code('x = 1'), '|'))],
    ['[here](https://a.example/b)', doc('H', '', p(link('https://a.example/b', 'here'), '|'))],
  ])('%s', (text, wanted) => {
    expect(typed(text)).toEqual(same(wanted))
  })

  it('keeps the words behind it', () => {
    expect(shown(new Typist(doc('H', '', p('|words'))).type('## ').state)).toEqual(
      same(doc('H', '', h2('|words'))),
    )
  })

  it('continues the list above', () => {
    expect(shown(new Typist(doc('H', '', ul(li('a')), p('|'))).type('- ').state)).toEqual(
      same(doc('H', '', ul(li('a'), li('|')))),
    )
  })

  it('means nothing in a caption, a headline or code, in arithmetic or in an unsafe link', () => {
    expect(shown(new Typist(doc('H', '', caption('|'))).type('## ').state)).toEqual(
      same(doc('H', '', caption('## |'))),
    )
    expect(new Typist(doc('|', '', p('x'))).type('- a').state.doc.child(0).textContent).toBe('- a')
    expect(shown(new Typist(doc('H', '', pre('', '|'))).type('**a** "b" -- ...').state)).toEqual(
      same(doc('H', '', pre('', '**a** "b" -- ...|'))),
    )
    expect(words('2*3*4')).toBe('2*3*4')
    expect(words('[x](javascript:alert)')).toBe('[x](javascript:alert)')
  })
})

describe('quotes, dashes and dots by the language of the article', () => {
  it.each([
    ['en', '"It\'s \'odd\'," she said -- "very..."', '“It’s ‘odd’,” she said — “very…”'],
    ['en-GB', '("a")', '(“a”)'],
    ['de', "\"Ja\" -- 'nein', geht's?", '„Ja“ – ‚nein‘, geht’s?'],
    ['fr', '"Oui" et l\'autre', '«\u00a0Oui\u00a0» et l’autre'],
    ['fr-CH', '"Oui"', '«Oui»'],
    ['ko', '"네, \'정말\'요"', '“네, ‘정말’요”'],
    ['ja', '"a" \'b\'', '"a" \'b\''],
    ['pl', '"Tak"', '„Tak”'],
    ['sv', '"Ja"', '”Ja”'],
    ['it', '"Sì"', '«Sì»'],
    ['ar', '"نعم"', '«نعم»'],
    ['he', 'צה"ל', 'צה"ל'],
    ['zh', '"a"', '“a”'],
    ['en', '6\'2" tall', '6’2" tall'],
  ])('%s: %s', (language, text, wanted) => {
    expect(words(text, language)).toBe(wanted)
  })

  it('leaves addresses and code as they are', () => {
    expect(words("see https://a.example/b--c'd...e")).toBe("see https://a.example/b--c'd...e")
    const inCode = new Typist(doc('H', '', p(code('ab'), '|')))
    inCode.dispatch(inCode.state.tr.setStoredMarks([schema.mark('code')]))
    expect(inCode.type('"').state.doc.child(2).textContent).toBe('ab"')
  })

  it('works in the headline too', () => {
    expect(new Typist(doc('|', '', p('x'))).type('"Tea"').state.doc.child(0).textContent).toBe('“Tea”')
  })
})

describe('one undo', () => {
  it.each([
    ['## ', '## '],
    ['"', '"'],
    ['a...', 'a...'],
    ['a--', 'a--'],
    ['**b**', '**b**'],
    ['---', '—-'],
  ])('after %s gives the typed characters back', (text, wanted) => {
    const typist = new Typist(doc('H', '', p('|'))).type(text).undo()
    expect(typist.state.doc.child(2).textContent).toBe(wanted)
    expect(typist.state.doc.child(2).firstChild?.type.name).toBe('paragraph')
  })

  it('more delete the characters themselves and never apply the rule again', () => {
    const typist = new Typist(doc('H', '', p('|'))).type('a "').undo()
    const seen: string[] = []
    for (let count = 0; count < 4; count += 1) seen.push(typist.undo().state.doc.child(2).textContent)
    expect(seen.at(-1)).toBe('')
    expect(seen.join('')).not.toMatch(/[“”]/)
  })

  it('leaves what is typed next as typed', () => {
    const typist = new Typist(doc('H', '', p('|'))).type('"').undo().type('a b')
    expect(typist.state.doc.child(2).textContent).toBe('"a b')
  })
})

describe('a substitution that is turned off', () => {
  it.each([
    ['smartQuotes', '"So" -- it goes...', '"So" — it goes…'],
    ['smartDashes', '"So" -- it goes...', '“So” -- it goes…'],
    ['smartEllipsis', '"So" -- it goes...', '“So” — it goes...'],
  ] as const)('%s leaves what is typed', (off, text, expected) => {
    const typist = new Typist(doc('H', '', p('|')), 'en', (kind) => kind !== off)
    expect(typist.type(text).state.doc.child(2).textContent).toBe(expected)
  })
})
