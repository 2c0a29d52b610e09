import type { Editor } from '@tiptap/core'
import { undo } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleFrom, readMarkdown, schema, targetById } from '../../../src/article/index.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import { editing } from '../../../src/renderer/src/editor/commands/editing.ts'
import { createEditor } from '../../../src/renderer/src/editor/createEditor.ts'
import { Finder } from '../../../src/renderer/src/editor/find/index.ts'
import { InputRules } from '../../../src/renderer/src/editor/inputRules.ts'
import type { Services } from '../../../src/renderer/src/editor/taking/services.ts'
import { arbitraryArticle } from '../../article/arbitrary.ts'
import * as build from '../../build.ts'

/**
 * A writer who presses anything anywhere. Whatever comes of it, the schema accepts it, structured Markdown carries it,
 * and undo takes it back to the letter.
 */

const services: Services = {
  imageUrl: () => null,
  chooseImage: () => Promise.resolve(null),
  takeImage: () => Promise.resolve(null),
  colourOf: () => 1,
  castNames: () => ['Mina', 'Jun'],
  people: () => [
    { name: 'Mina', otherNames: [] },
    { name: 'Jun', otherNames: ['준'] },
  ],
  isDimmed: () => false,
  renamePerson: () => undefined,
  namesReturned: () => undefined,
  joinCast: () => undefined,
  openExternal: () => undefined,
  describe: () => () => undefined,
  language: () => 'en',
  importFiles: () => undefined,
  fetchImage: () => Promise.resolve(null),
  offer: () => undefined,
  withdraw: () => undefined,
}

function open(doc: NodeJSON): Editor {
  return createEditor({
    element: document.createElement('div'),
    doc,
    services,
    byline: document.createElement('div'),
    finder: new Finder(),
    onSteps: () => undefined,
    onRest: () => undefined,
    tools: [InputRules.configure({ language: () => 'en' })],
  })
}

type Act =
  | { readonly type: string; readonly text: string }
  | { readonly press: string }
  | { readonly command: string }
  | { readonly select: { readonly at: number; readonly span: number }; readonly node: boolean }

const TEXTS = [
  ...[
    'a',
    ' ',
    'word',
    '"',
    "'",
    '--',
    '...',
    '*',
    '**bold**',
    '`code`',
    '_',
    '# ',
    '## ',
    '> ',
    '- ',
    '1. ',
  ],
  ...[
    '```',
    '---',
    'Mina: ',
    'Mina: “',
    'Jun to Mina: ',
    'Mina (laughing): ',
    '/',
    ':',
    '한',
    '다',
    'é',
    '🙂',
    '[',
  ],
  ...[
    '](https://a.example/b) ',
    'people | CREDIT',
    'Source: ',
    'https://youtu.be/abcdefghijk',
    '\\',
    '<b>',
    '&amp;',
  ],
] as const

const PRESSES = [
  ...['Enter', 'Enter', 'Enter', 'Backspace', 'Backspace', 'Backspace', 'Delete', 'Tab', 'Shift-Tab'],
  ...['Shift-Enter', 'Mod-Enter', 'Escape', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'],
  ...['Mod-b', 'Mod-i', 'Mod-z', 'Mod-Shift-z', 'Alt-ArrowUp', 'Alt-ArrowDown', 'Mod-Backspace'],
  ...['Enter', 'Enter', 'Enter', 'ArrowDown', 'End', 'Tab', 'Mod-a'],
] as const

const COMMANDS = editing(schema).map(({ id }) => id)

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS).map((text) => ({ type: 'text', text })) },
  { weight: 4, arbitrary: fc.constantFrom(...PRESSES).map((press) => ({ press })) },
  { weight: 2, arbitrary: fc.constantFrom(...COMMANDS).map((command) => ({ command })) },
  {
    weight: 3,
    arbitrary: fc.record({
      select: fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        // Mostly a caret or a few letters: whoever selects half the article leaves nothing to go wrong in.
        span: fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom(0, 0, 2, 6, 12) },
          fc.integer({ min: 0, max: 80 }),
        ),
      }),
      node: fc.boolean(),
    }),
  },
)

/** Typing, as ProseMirror takes it from the browser: each letter to the rules first. */
function type(view: EditorView, text: string): void {
  for (const letter of text) {
    const { from, to } = view.state.selection
    const plain = () => view.state.tr.insertText(letter, from, to)
    const taken = view.someProp('handleTextInput', (handle) => handle(view, from, to, letter, plain)) === true
    if (!taken)
      view.dispatch(
        view.state.selection instanceof TextSelection ? plain() : view.state.tr.insertText(letter),
      )
  }
}

/** A key; where nobody takes Backspace or Delete the browser removes a character. */
function press(view: EditorView, name: string): void {
  const parts = name.split('-')
  const key = parts.pop() ?? ''
  const event = new KeyboardEvent('keydown', {
    key,
    ctrlKey: parts.includes('Mod'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  })
  if (view.someProp('handleKeyDown', (handle) => handle(view, event)) === true) return
  const { $from, empty, from } = view.state.selection
  if (!empty || !$from.parent.inlineContent) return
  const { nodeBefore, nodeAfter } = $from
  const before = nodeBefore === null ? 0 : (Array.from(nodeBefore.text ?? '|').at(-1)?.length ?? 0)
  const after = nodeAfter === null ? 0 : (Array.from(nodeAfter.text ?? '|')[0]?.length ?? 0)
  if (key === 'Backspace' && before > 0) view.dispatch(view.state.tr.delete(from - before, from))
  if (key === 'Delete' && after > 0) view.dispatch(view.state.tr.delete(from, from + after))
}

/** A position, moved off the middle of a character that takes two units. */
function between(doc: Node, position: number): number {
  const { textOffset, parent, parentOffset } = doc.resolve(position)
  const text = parent.childAfter(parentOffset - (textOffset > 0 ? 1 : 0)).node?.text ?? ''
  return textOffset > 0 && /^[\uDC00-\uDFFF]/.test(text.slice(textOffset)) ? position - 1 : position
}

function select(view: EditorView, { at, span }: { at: number; span: number }, node: boolean): void {
  const { doc, tr } = view.state
  const $from = doc.resolve(between(doc, Math.round(at * doc.content.size)))
  const $to = doc.resolve(between(doc, Math.min($from.pos + span, doc.content.size)))
  const block = $from.nodeAfter
  if (node && block?.isBlock === true && NodeSelection.isSelectable(block))
    view.dispatch(tr.setSelection(NodeSelection.create(doc, $from.pos)))
  else view.dispatch(tr.setSelection(span === 0 ? Selection.near($from) : TextSelection.between($from, $to)))
}

function perform(view: EditorView, one: Act): void {
  if ('text' in one) type(view, one.text)
  else if ('press' in one) press(view, one.press)
  else if ('select' in one) select(view, one.select, one.node)
  else
    editing(view.state.schema)
      .find(({ id }) => id === one.command)
      ?.command(view.state, view.dispatch, view)
}

/** What structured Markdown makes of it and gives back. */
function carried(doc: NodeJSON): NodeJSON {
  const target = targetById('markdown-structured')
  if (target === undefined) throw new Error('there is no structured Markdown')
  return readMarkdown(target.write({ ...articleFrom({}), doc })).doc
}

const ALL = articleFrom({
  headline: 'Everything',
  standfirst: 'In one article',
  body: [
    build.p('A paragraph with ', build.em('some'), ' ', build.strong('marks'), '.'),
    build.dialogue(build.turn('Mina', '“One.”'), build.turn('Jun', '“Two.”')),
    build.p('After it.'),
  ],
}).doc

function holds(start: NodeJSON, acts: readonly Act[]): void {
  const editor = open(start)
  const { view } = editor
  const before = view.state.doc
  for (const one of acts) {
    perform(view, one)
    view.state.doc.check()
  }
  const json = view.state.doc.toJSON() as NodeJSON
  expect(schema.nodeFromJSON(carried(json)).toJSON()).toEqual(json)
  for (let step = 0; step < 2000 && undo(view.state, view.dispatch); step += 1);
  expect(view.state.doc.toJSON()).toEqual(before.toJSON())
  editor.destroy()
}

describe('two hundred random commands and keys', () => {
  it('leave an article that the schema accepts, that Markdown carries, and that undo takes back', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 200, maxLength: 200, size: 'max' }), (acts) => {
        holds(ALL, acts)
      }),
      { numRuns: 20 },
    )
  }, 120_000)

  it('do so whatever the article was to begin with', () => {
    fc.assert(
      fc.property(
        arbitraryArticle,
        fc.array(act, { minLength: 200, maxLength: 200, size: 'max' }),
        ({ doc }, acts) => {
          holds(doc, acts)
        },
      ),
      { numRuns: 20 },
    )
  }, 120_000)
})
