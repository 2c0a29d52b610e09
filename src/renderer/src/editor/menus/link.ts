import type { MarkType, ResolvedPos } from '@tiptap/pm/model'
import { type Command, type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { isRelativeAddress, safeUrl } from '../../../../text/url.ts'
import { anchorOver } from './popoverAnchor.ts'
import { isFormattable } from './bubble.ts'
import type { Menus } from './menus.ts'

/**
 * The link editor: Mod+Shift+K opens it for the selected words or for the link around the caret. While it is open its words
 * are highlighted by a decoration, because the focus, and with it the selection's colour, is in LinkEditor.vue. The highlight
 * follows its words when something changes around them, such as a photo that arrives above.
 */

/** The words the link editor is open for, as a range of the document. */
type Range = { readonly from: number; readonly to: number } | null

const key = new PluginKey<Range>('link')

/** Range and address of the link around a position; null if there is none. */
function linkAround($at: ResolvedPos, type: MarkType): { from: number; to: number; href: string } | null {
  const { parent } = $at
  const mark =
    type.isInSet($at.marks()) ?? ($at.nodeAfter === null ? undefined : type.isInSet($at.nodeAfter.marks))
  if (mark === undefined) return null
  const has = (index: number): boolean => parent.maybeChild(index)?.marks.some((one) => one.eq(mark)) ?? false
  let index = $at.index()
  if (!has(index)) index -= 1
  let [first, last] = [index, index]
  while (has(first - 1)) first -= 1
  while (has(last + 1)) last += 1
  return { from: $at.posAtIndex(first), to: $at.posAtIndex(last + 1), href: String(mark.attrs.href) }
}

/** The words that the link editor would change: the selection, or the link around the caret. Null if neither can be linked. */
export function linkTarget(state: EditorState): { from: number; to: number; href: string } | null {
  const type = state.schema.marks.link
  const { $from, from, to, empty } = state.selection
  if (type === undefined || $from.index(0) !== 2) return null
  if (empty) return linkAround($from, type)
  if (!isFormattable(state)) return null
  let href = ''
  state.doc.nodesBetween(from, to, (node) => {
    href ||= String(type.isInSet(node.marks)?.attrs.href ?? '')
    return href === ''
  })
  return { from, to, href }
}

/** How an address within a site begins or ends where it cannot be a host's name: `/about`, `../x`, `#part`, `?q=1`, `x.html`. */
const LOOKS_RELATIVE = /^(?:\.{0,2}\/|[#?])|^[^\s/]+\.html?(?:[?#]|$)/i

/**
 * Returns the full address for what a writer typed: `example.org/a` → `https://example.org/a`, `mina@example.org` →
 * `mailto:mina@example.org`. One within a site stays as it is.
 * @param known the address that the link has; it stays, though a word such as `about` would not be taken for one
 * @returns null if it is neither a page, a mail address nor a number to call, or if it is not safe
 */
export function addressFrom(text: string, known = ''): string | null {
  const typed = text.trim()
  if (safeUrl(typed) !== null) return typed
  if (isRelativeAddress(typed) && (typed === known || LOOKS_RELATIVE.test(typed))) return typed
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(typed))
    return safeUrl(`mailto:${typed}`) === null ? null : `mailto:${typed}`
  const page = `https://${typed}`
  return /^[^\s/:@]+\.[\p{L}]{2,}(?:[/?#]\S*)?$/u.test(typed) && safeUrl(page) !== null ? page : null
}

/** Returns the title of the first link in a range, '' if there is none. */
function titleIn({ doc }: EditorState, { from, to }: { from: number; to: number }, type: MarkType): string {
  let title = ''
  doc.nodesBetween(from, to, ({ marks }) => {
    title ||= String(type.isInSet(marks)?.attrs.title ?? '')
  })
  return title
}

/** Links a range to an address, with the title of the link that is there; removes its links for ''. */
export function setLink(range: { from: number; to: number }, href: string): Command {
  return (state, dispatch) => {
    const type = state.schema.marks.link
    if (type === undefined) return false
    const tr = state.tr.removeMark(range.from, range.to, type)
    const title = titleIn(state, range, type)
    if (href !== '') tr.addMark(range.from, range.to, type.create({ href, title }))
    dispatch?.(tr)
    return true
  }
}

/** Highlights a range while a form about it has the focus; null ends that. */
export function highlightTarget(tr: Transaction, range: Range): Transaction {
  return tr
    .setMeta(key, range === null ? null : { from: range.from, to: range.to })
    .setMeta('addToHistory', false)
}

/** Returns where the highlighted words are now; null if there are none. */
export function highlightedRange(state: EditorState): Range {
  return key.getState(state) ?? null
}

/** Opens the link editor for the selection or the link around the caret. */
export function openLink(menus: Menus): Command {
  return (state, dispatch, view) => {
    const target = linkTarget(state)
    if (target === null) return false
    if (dispatch === undefined || view === undefined) return true
    const { from, to } = target
    view.dispatch(view.state.tr.setMeta(key, { from, to }))
    menus.bubble.value = null
    menus.link.value = { ...target, anchor: anchorOver(view, from, to) }
    return true
  }
}

/** Closes the link editor and returns the focus to the text. */
export function closeLink(menus: Menus, view: EditorView): void {
  if (menus.link.value === null) return
  menus.link.value = null
  view.dispatch(view.state.tr.setMeta(key, null))
  view.focus()
}

/** Highlights the words that the link editor is open for while the focus is in it. */
export function linkPlugin(): Plugin {
  return new Plugin<Range>({
    key,
    state: {
      init: () => null,
      apply: (tr, before) => {
        const range = tr.getMeta(key) as Range | undefined
        if (range !== undefined) return range
        if (before === null || !tr.docChanged) return before
        const [from, to] = [tr.mapping.map(before.from, 1), tr.mapping.map(before.to, -1)]
        return from < to ? { from, to } : null
      },
    },
    props: {
      decorations: (state) => {
        const range = key.getState(state)
        if (range === null || range === undefined) return null
        return DecorationSet.create(state.doc, [
          Decoration.inline(range.from, range.to, { class: 'link-target' }),
        ])
      },
    },
  })
}
