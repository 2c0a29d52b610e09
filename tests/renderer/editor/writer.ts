import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import fc from 'fast-check'
import { moveTurn } from '../../../src/blocks/dialogue/commands.ts'
import { renameSpeaker } from '../../../src/blocks/dialogue/view.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import { type Command, GROUPS } from '../../../src/renderer/src/commands/command.ts'
import { paletteCommands } from '../../../src/renderer/src/editor/tools/paletteCommands.ts'
import { createEditor } from '../../../src/renderer/src/editor/createEditor.ts'
import { Finder } from '../../../src/renderer/src/editor/find/index.ts'
import { scan } from '../../../src/renderer/src/editor/find/scan.ts'
import { articleFrom } from '../../../src/article/index.ts'
import { giveSlice } from '../../../src/renderer/src/editor/copy/passage.ts'
import { startDrag } from '../../../src/renderer/src/editor/menus/handle.ts'
import { linkTarget, setLink } from '../../../src/renderer/src/editor/menus/link.ts'
import { createMenus, type Menus } from '../../../src/renderer/src/editor/menus/menus.ts'
import { insertChosenBlock, completeQuery, openSlash } from '../../../src/renderer/src/editor/menus/slash.ts'
import { slashItems } from '../../../src/renderer/src/editor/menus/slashItems.ts'
import { paste } from '../../../src/renderer/src/editor/paste/place.ts'
import { toolExtensions } from '../../../src/renderer/src/editor/tools/extensions.ts'
import type { EditorServices } from '../../../src/renderer/src/editor/paste/services.ts'
import { pageAround } from './pageAround.ts'
import { clipboardOf } from './testEditor.ts'

/** A writer who does anything anywhere: the acts, and an editor with all its tools to do them in. */
export type Act =
  | { readonly type: string }
  | { readonly press: string }
  | { readonly command: string }
  | { readonly select: { readonly at: number; readonly span: number }; readonly node: boolean }
  | { readonly paste: Readonly<Record<string, string | boolean>> }
  | { readonly carry: 'copy' | 'cut' }
  | { readonly bring: 'slice' | 'html' | 'text' }
  | { readonly drag: 'selection' | 'block' | 'turn'; readonly to: number }
  | { readonly replace: readonly [what: string, by: string]; readonly regex: boolean }
  | { readonly rename: readonly [from: string, to: string] }
  | { readonly set: Readonly<Record<string, string | boolean | null>>; readonly at: number }
  | { readonly slash: string; readonly pick: number }
  | { readonly link: string }

const fraction = fc.double({ min: 0, max: 1, noNaN: true })

const TYPED = [
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
    '준： ',
    '/',
    ':',
    '한',
    '다',
    'é',
  ],
  ...['🙂', '[', '](https://a.example/b) ', 'people | CREDIT', 'Source: ', 'https://youtu.be/abcdefghijk'],
  ...['\\', '<b>', '&amp;', '::: ', '|', '\u00a0', '​'],
] as const

const PRESSED = [
  ...['Enter', 'Enter', 'Enter', 'Enter', 'Enter', 'Enter', 'Backspace', 'Backspace', 'Backspace', 'Delete'],
  ...['Tab', 'Tab', 'Shift-Tab', 'Shift-Enter', 'Mod-Enter', 'Escape', 'ArrowUp', 'ArrowDown', 'ArrowLeft'],
  ...['ArrowRight', 'ArrowDown', 'Home', 'End', 'Mod-b', 'Mod-i', 'Mod-z', 'Mod-Shift-z', 'Mod-y', 'Mod-a'],
  ...['Alt-ArrowUp', 'Alt-ArrowDown', 'Mod-Backspace', 'Alt-Backspace', 'Shift-Backspace', 'Mod-Delete'],
  ...['Alt-Enter', 'Mod-Shift-k', 'Alt-F10', 'F2', 'Mod-\\'],
] as const

const PASTED: readonly Readonly<Record<string, string | boolean>>[] = [
  { text: 'one line' },
  { text: 'A title\n\nMina: “One.”\n\nJun: “Two.”\n\nMina, Jun | JTBC\n\nAnd on.' },
  { text: 'Mina: “One.”\nJun to Mina: “Two.”\nMina: “Three.”' },
  { text: 'https://youtu.be/abcdefghijk' },
  { text: 'https://a.example/page' },
  { text: '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>' },
  { text: 'a\tb\r\nc', isPlain: true },
  { html: '<h1>Head</h1><p>Some <b>bold</b> and <i>more</i>.</p><ul><li>a<ul><li>b</li></ul></li></ul>' },
  { html: '<p>words <a href="https://a.example/">in line</a></p>' },
  { html: '<p>Mina: “One.”</p><p>Jun: “Two.”</p><hr><blockquote><p>q</p></blockquote><pre>x\ny</pre>' },
  { html: '<figure><img src="https://a.example/b.jpg"><figcaption>who | AP</figcaption></figure>' },
  { html: '<p>x<br>y</p><img src="data:image/png;base64,iVBORw0KGgo="><table><tr><td>1</td></tr></table>' },
  { slice: '{"content":[{"type":"turn","attrs":{"speaker":"Mina"}}],"openStart":1,"openEnd":1}' },
  { slice: '{"content":[{"type":"text","text":"a\\nb"}]}', text: 'fallback' },
]

/** As a turn's, a photo's and a card's fields write them: on one line, trimmed. */
const SET: readonly Readonly<Record<string, string | boolean | null>>[] = [
  { speaker: 'Mina' },
  { speaker: 'Jun', addressee: 'Mina', parenthetical: 'laughing, "loud"' },
  { speaker: '', addressee: null },
  { speaker: 'Name: with *signs* (and more) to' },
  { credit: 'JTBC' },
  { credit: '', alt: 'Two people | a boat', decorative: false },
  { decorative: true },
  { title: 'A “film” [1]', author: 'somebody' },
]

const REPLACED = [
  ['a', 'aa'],
  ['Mina', 'Min-a'],
  ['o', ''],
  ['e', 'x\ny'],
  ['CREDIT', 'AP'],
] as const

export interface Writer {
  readonly editor: Editor
  readonly page: EditorServices
  readonly view: EditorView
  readonly menus: Menus
  readonly finder: Finder
  readonly commands: readonly Command[]
  /** What was copied last. */
  clipboard: { text: string; html: string; slice: string } | null
}

/** An editor as the page makes it: every extension, every menu's plugin. */
export function openWriter(doc: NodeJSON, onLargeDeletion: (before: Node) => void = () => undefined): Writer {
  const menus = createMenus()
  const finder = new Finder((source, flags, texts) => Promise.resolve(scan(source, flags, texts)))
  const page = pageAround(() => editor.view)
  const editor: Editor = createEditor({
    element: document.createElement('div'),
    doc,
    services: page,
    byline: document.createElement('div'),
    finder,
    onSteps: () => undefined,
    onRest: () => undefined,
    onLargeDeletion,
    tools: toolExtensions({
      menus,
      spelling: { language: () => 'en', names: () => ['Mina', 'Jun'] },
      viewSettings: {
        focusMode: () => true,
        typewriter: () => false,
        fullWidth: () => false,
        zoom: () => 100,
      },
      typography: { language: () => 'en', isSubstituted: () => true },
      frame: () => null,
      blockMenu: () => true,
    }),
  })
  const { view } = editor
  menus.view.value = view
  const commands = paletteCommands(view, menus, () => false).filter(({ group }) => GROUPS.includes(group))
  return { editor, page, view, menus, finder, commands, clipboard: null }
}

/** Every command of the palette that is the editor's. */
const COMMANDS = (() => {
  const writer = openWriter(articleFrom({}).doc)
  const ids = writer.commands.map(({ id }) => id)
  writer.editor.destroy()
  return ids
})()

export const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...TYPED).map((type) => ({ type })) },
  { weight: 8, arbitrary: fc.constantFrom(...PRESSED).map((press) => ({ press })) },
  { weight: 5, arbitrary: fc.constantFrom(...COMMANDS).map((command) => ({ command })) },
  {
    weight: 6,
    arbitrary: fc.record({
      // Mostly a caret or a few letters: whoever selects half the article leaves nothing to go wrong in.
      select: fc.record({
        at: fraction,
        span: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(0, 0, 2, 6, 12) }, fc.nat(80)),
      }),
      node: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom(...PASTED).map((paste) => ({ paste })) },
  { weight: 1, arbitrary: fc.constantFrom('copy', 'cut').map((carry) => ({ carry })) },
  { weight: 1, arbitrary: fc.constantFrom('slice', 'html', 'text').map((bring) => ({ bring })) },
  {
    weight: 2,
    arbitrary: fc.record({ drag: fc.constantFrom('selection', 'block', 'turn'), to: fraction }),
  },
  { weight: 1, arbitrary: fc.record({ replace: fc.constantFrom(...REPLACED), regex: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<[string, string]>(['Mina', 'Jun'], ['Jun', 'Mina'], ['Min-a', 'Mina'])
      .map((rename) => ({ rename })),
  },
  { weight: 2, arbitrary: fc.record({ set: fc.constantFrom(...SET), at: fraction }) },
  {
    weight: 2,
    arbitrary: fc.record({
      slash: fc.constantFrom('', '', '', 'head', 'youtube https://youtu.be/abcdefghijk'),
      pick: fc.nat(20),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom('', 'https://a.example/c').map((link) => ({ link })) },
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

function placeOf(doc: Node, at: number): number {
  return between(doc, Math.round(at * doc.content.size))
}

function select(view: EditorView, { at, span }: { at: number; span: number }, node: boolean): void {
  const { doc, tr } = view.state
  const $from = doc.resolve(placeOf(doc, at))
  const $to = doc.resolve(between(doc, Math.min($from.pos + span, doc.content.size)))
  const block = $from.nodeAfter
  if (node && block?.isBlock === true && NodeSelection.isSelectable(block))
    view.dispatch(tr.setSelection(NodeSelection.create(doc, $from.pos)))
  else view.dispatch(tr.setSelection(span === 0 ? Selection.near($from) : TextSelection.between($from, $to)))
}

/** Where nodes of these types stand that come first behind a place, or before it. */
function nearest(doc: Node, at: number, fits: (node: Node) => boolean): number | null {
  const wanted = at * doc.content.size
  let found: number | null = null
  doc.descendants((node, position) => {
    if (fits(node) && (found === null || Math.abs(position - wanted) < Math.abs(found - wanted)))
      found = position
  })
  return found
}

/** Drags as ProseMirror does it; only where the pointer is must be told, for there is no layout here. */
function drag(view: EditorView, what: 'selection' | 'block' | 'turn', to: number): void {
  const { doc, selection } = view.state
  const place = placeOf(doc, to)
  if (what === 'turn') {
    const from = nearest(doc, 1 - to, ({ type: { name } }) => name === 'turn')
    const target = nearest(doc, to, ({ type: { name } }) => name === 'turn' || name === 'paragraph')
    if (from !== null && target !== null) moveTurn(from, target)(view.state, view.dispatch)
    return
  }
  const data = new DataTransfer()
  data.setDragImage = () => undefined
  if (what === 'block') {
    const { $from } = selection
    if ($from.depth < 2 || $from.node(1).type.name !== 'body') return
    startDrag(view, $from.before(2), { dataTransfer: data } as DragEvent)
  } else if (selection.empty || selection.$from.sharedDepth(selection.to) < 1) return
  else view.dragging = { slice: selection.content(), move: true }
  Object.defineProperty(view, 'posAtCoords', {
    value: () => ({ pos: place, inside: -1 }),
    configurable: true,
  })
  const event = new DragEvent('drop', { bubbles: true, cancelable: true })
  Object.defineProperty(event, 'dataTransfer', { value: data })
  view.dom.dispatchEvent(event)
}

async function replace(finder: Finder, [what, by]: readonly [string, string], regex: boolean): Promise<void> {
  finder.status.open = true
  await finder.setQuery({ text: regex ? `[${what[0] ?? ''}]` : what, regex })
  if (regex) await finder.replace(by)
  else await finder.replaceAll(by)
  finder.close()
}

function set(view: EditorView, attrs: Readonly<Record<string, string | boolean | null>>, at: number): void {
  const fits = (node: Node): boolean => Object.keys(attrs).every((name) => name in node.attrs)
  const position = nearest(view.state.doc, at, fits)
  const node = position === null ? null : view.state.doc.nodeAt(position)
  if (position !== null && node !== null)
    view.dispatch(view.state.tr.setNodeMarkup(position, null, { ...node.attrs, ...attrs }, node.marks))
}

function slash(view: EditorView, query: string, pick: number): void {
  if (!openSlash(view)) return
  const items = slashItems(query)
  const item = items[pick % items.length]
  if (item?.block) insertChosenBlock(view, item.block(view.state.schema))
  else if (item?.completes !== undefined) completeQuery(view, item.completes)
}

function carry(writer: Writer, how: 'copy' | 'cut'): void {
  const { state } = writer.view
  if (state.selection.empty) return
  writer.clipboard = giveSlice(state.selection.content(), 'en')
  if (how === 'cut') writer.view.dispatch(state.tr.deleteSelection())
}

/** Does one thing, and what comes of it a moment later. */
export async function perform(writer: Writer, one: Act): Promise<void> {
  const { view } = writer
  if ('type' in one) type(view, one.type)
  else if ('press' in one) press(view, one.press)
  else if ('select' in one) select(view, one.select, one.node)
  else if ('command' in one) {
    const command = writer.commands.find(({ id }) => id === one.command)
    if (command?.enabled?.() === true) command.run()
  } else if ('paste' in one) {
    paste(view, clipboardOf(one.paste), writer.page)
    await new Promise((resolve) => setTimeout(resolve))
  } else if ('carry' in one) carry(writer, one.carry)
  else if ('bring' in one) {
    if (writer.clipboard !== null)
      paste(view, clipboardOf({ [one.bring]: writer.clipboard[one.bring] }), writer.page)
  } else if ('drag' in one) drag(view, one.drag, one.to)
  else if ('replace' in one) await replace(writer.finder, one.replace, one.regex)
  else if ('rename' in one) renameSpeaker([one.rename[0]], one.rename[1])(view.state, view.dispatch)
  else if ('set' in one) set(view, one.set, one.at)
  else if ('slash' in one) slash(view, one.slash, one.pick)
  else {
    const target = linkTarget(view.state)
    if (target !== null) setLink(target, one.link)(view.state, view.dispatch)
  }
}
