import { Extension } from '@tiptap/core'
import { closeHistory, undo } from '@tiptap/pm/history'
import { InputRule, inputRules } from '@tiptap/pm/inputrules'
import { keymap } from '@tiptap/pm/keymap'
import type { MarkType, Schema } from '@tiptap/pm/model'
import {
  type Command,
  type EditorState,
  type Plugin,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import { canJoin } from '@tiptap/pm/transform'
import { isLinkAddress } from '../../../../text/url.ts'
import type { TypedShortcut } from '../../../../blocks/_view/view.ts'
import { type Kind, kinds } from '../commands/kinds.ts'
import { convertLines } from '../commands/lines.ts'
import { insertBlock, emptyBlock } from '../commands/blocks.ts'
import { isInAddress, quoteFor, typographyFor } from './typography.ts'

/**
 * Input rules: text that changes into something else as it is typed, such as `## ` at the start of a paragraph or `--`. Each
 * rule is an undo step of its own: the first undo restores the typed characters, and the rule does not apply again to them.
 */

/** Makes the change for typed text from `start` to `end`; null to leave it as typed. */
type Handler = (state: EditorState, match: RegExpMatchArray, start: number, end: number) => Transaction | null

/** Returns an input rule as an undo step of its own, so that one undo restores what was typed. Rules never apply in code. */
function rule(match: RegExp, handler: Handler): InputRule {
  return new InputRule(
    match,
    (state, found, start, end) => {
      const tr = handler(state, found, start, end)
      return tr === null ? null : closeHistory(tr)
    },
    { inCodeMark: false },
  )
}

/** Returns true if a position is in a paragraph of the body itself, not of a list or quote. */
function isInBodyParagraph(state: EditorState, position: number): boolean {
  const $at = state.doc.resolve(position)
  return $at.depth === 2 && $at.parent.type.name === 'paragraph'
}

/**
 * The rule of a kind's typed shortcut: `## ` at the start of a paragraph makes it a heading, with the words after the caret.
 * A kind that holds no words replaces a paragraph that holds nothing else.
 */
function blockRule(kind: Kind, { pattern, attrs }: TypedShortcut): InputRule {
  return rule(pattern, (state, found, start, end) => {
    if (!isInBodyParagraph(state, start)) return null
    const matched = attrs === undefined ? kind : { ...kind, attrs: attrs(found) }
    return kind.turns ? turnParagraphInto(state, matched, start, end) : replaceParagraph(state, matched, end)
  })
}

/** Turns the paragraph into a kind, with the words after the caret. */
function turnParagraphInto(state: EditorState, kind: Kind, start: number, end: number): Transaction {
  const $end = state.doc.resolve(end)
  const content = $end.parent.content.cut($end.parentOffset)
  const made = convertLines(kind, [{ content, start, speaker: '' }], state.schema)
  const at = $end.before()
  const tr = state.tr.replaceWith(at, $end.after(), made.nodes)
  tr.setSelection(TextSelection.create(tr.doc, at + (made.starts[0] ?? 1)))
  return joinList(tr, at)
}

/** Joins a list to the one right above it if it is of the same kind and continues its numbers. */
function joinList(tr: Transaction, at: number): Transaction {
  const { nodeBefore, nodeAfter } = tr.doc.resolve(at)
  if (nodeAfter?.type.isInGroup('list') !== true || nodeBefore?.type !== nodeAfter.type) return tr
  const next = Number(nodeBefore.attrs.start) + nodeBefore.childCount
  const isNumbered = nodeAfter.attrs.start !== undefined
  return (!isNumbered || nodeAfter.attrs.start === next) && canJoin(tr.doc, at) ? tr.join(at) : tr
}

/** Replaces the paragraph with a block without words; null if words follow the caret. */
function replaceParagraph(state: EditorState, kind: Kind, end: number): Transaction | null {
  const $end = state.doc.resolve(end)
  if ($end.parentOffset < $end.parent.content.size) return null
  let tr: Transaction | null = null
  insertBlock(emptyBlock(kind, state.schema), true)(state, (made) => {
    tr = made
  })
  return tr
}

/**
 * Returns the rule that marks words between two runs of a sign and removes the signs: `**words**`.
 * @param width length of each run
 */
function markRule(match: RegExp, type: MarkType | undefined, width: number): InputRule[] {
  if (type === undefined) return []
  return [
    rule(match, (state, [whole, words = ''], start, end) => {
      if (!state.doc.resolve(start).parent.type.allowsMarkType(type)) return null
      const open = start + whole.length - words.length - 2 * width
      const tr = state.tr.delete(open + width + words.length, end).delete(open, open + width)
      return tr.addMark(open, open + words.length, type.create()).removeStoredMark(type)
    }),
  ]
}

/** Returns the rule that makes a link of `[words](address)`. */
function linkRule(type: MarkType | undefined): InputRule[] {
  if (type === undefined) return []
  return [
    rule(/\[([^[\]]+)\]\((\S+)\)$/, (state, [, words = '', href = ''], start, end) => {
      if (!isLinkAddress(href) || !state.doc.resolve(start).parent.type.allowsMarkType(type)) return null
      const tr = state.tr.delete(start + 1 + words.length, end).delete(start, start + 1)
      return tr.addMark(start, start + words.length, type.create({ href })).removeStoredMark(type)
    }),
  ]
}

/** Returns the rules of Markdown: what each kind says can be typed for it, marks, links. */
function markdownRules(schema: Schema): InputRule[] {
  const { strong, em, strike, code, link } = schema.marks
  return [
    ...kinds.flatMap((kind) => (kind.typed === undefined ? [] : [blockRule(kind, kind.typed)])),
    ...markRule(/(?:^|[^*])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, strong, 2),
    ...markRule(/(?:^|[^*\p{L}\p{N}])\*([^*\s](?:[^*]*[^*\s])?)\*$/u, em, 1),
    ...markRule(/(?:^|[^~])~~([^~\s](?:[^~]*[^~\s])?)~~$/, strike, 2),
    ...markRule(/(?:^|[^`])`([^`]+)`$/, code, 1),
    ...linkRule(link),
  ]
}

/** Up to 500 characters of the block before a position. */
function textBefore(state: EditorState, position: number): string {
  const $at = state.doc.resolve(position)
  return $at.parent.textBetween(Math.max(0, $at.parentOffset - 500), $at.parentOffset, null, '\ufffc')
}

/** The kinds of typographic substitution, by the settings that turn them on. */
export type Substitution = 'smartQuotes' | 'smartDashes' | 'smartEllipsis'

/** What typography works with. Functions are called each time, so that a change applies to the next key. */
export interface TypographyOptions {
  /** The article's language, as a BCP 47 tag. */
  readonly language: () => string
  /** Returns true if typed marks of a kind are replaced. */
  readonly isSubstituted: (kind: Substitution) => boolean
}

/** Quotation marks, dashes and ellipses of the article's language, outside addresses. */
function typographyRules({ language, isSubstituted }: TypographyOptions): InputRule[] {
  const substitution = (kind: Substitution, pattern: RegExp, replace: Handler): InputRule =>
    rule(pattern, (state, found, start, end) =>
      !isSubstituted(kind) || isInAddress(textBefore(state, start))
        ? null
        : replace(state, found, start, end),
    )
  return [
    substitution('smartQuotes', /["']$/, (state, [typed], start, end) => {
      const quote = quoteFor(typed === '"' ? '"' : "'", textBefore(state, start), typographyFor(language()))
      return quote === null ? null : state.tr.insertText(quote, start, end)
    }),
    substitution('smartDashes', /--$/, (state, _found, start, end) =>
      state.tr.insertText(typographyFor(language()).dash, start, end),
    ),
    substitution('smartEllipsis', /\.\.\.$/, (state, _found, start, end) =>
      state.tr.insertText('…', start, end),
    ),
  ]
}

/** Undoes the rule that was applied last and restores what was typed, as if there were no rule. */
export function undoRule(plugin: Plugin): Command {
  return (state, dispatch) => {
    const applied = plugin.getState(state) as { from: number; to: number; text: string } | null | undefined
    if (applied === null || applied === undefined) return false
    if (dispatch === undefined) return true
    let now = state
    const send = (tr: Transaction): void => {
      now = now.apply(tr)
      dispatch(tr)
    }
    undo(state, send)
    if (applied.text !== '') send(now.tr.insertText(applied.text, applied.from, applied.to).scrollIntoView())
    return true
  }
}

/** Returns the plugin of all input rules: Markdown's shortcuts, then typography. */
export function rulesPlugin(schema: Schema, typography: TypographyOptions): Plugin {
  return inputRules({ rules: [...markdownRules(schema), ...typographyRules(typography)] })
}

/** Input rules, and Mod+Z right after one. */
export const InputRules = Extension.create<TypographyOptions>({
  name: 'inputRules',
  priority: 250,
  addOptions: () => ({ language: () => 'en', isSubstituted: () => true }),
  addProseMirrorPlugins() {
    const plugin = rulesPlugin(this.editor.schema, this.options)
    return [plugin, keymap({ 'Mod-z': undoRule(plugin) })]
  },
})
