import type { MarkType, ResolvedPos } from '@tiptap/pm/model'
import { type Command, type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { safeUrl } from '../../../../text/url.ts'
import { anchorOver } from './popoverAnchor.ts'
import { isFormattable } from './bubble.ts'
import type { Menus } from './menus.ts'

type Range = { readonly from: number; readonly to: number } | null

const key = new PluginKey<Range>('link')

/** The words of the link that a caret stands in. */
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

/** Which words a link editor would be about: the selection, or the link that the caret is in. */
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

/** An address as it was meant: `example.org/a` is a page, `mina@example.org` a letter box. Null when it is neither. */
export function addressFrom(text: string): string | null {
  const given = text.trim()
  if (safeUrl(given) !== null) return given
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(given))
    return safeUrl(`mailto:${given}`) === null ? null : `mailto:${given}`
  const page = `https://${given}`
  return /^[^\s/:@]+\.[\p{L}]{2,}(?:[/?#]\S*)?$/u.test(given) && safeUrl(page) !== null ? page : null
}

/** Makes the words a link, or none when `href` is ''. */
export function setLink(range: { from: number; to: number }, href: string): Command {
  return (state, dispatch) => {
    const type = state.schema.marks.link
    if (type === undefined) return false
    const tr = state.tr.removeMark(range.from, range.to, type)
    if (href !== '') tr.addMark(range.from, range.to, type.create({ href }))
    dispatch?.(tr)
    return true
  }
}

export function openLink(menus: Menus): Command {
  return (state, _dispatch, view) => {
    const target = linkTarget(state)
    if (target === null) return false
    if (view === undefined) return true
    const { from, to } = target
    view.dispatch(view.state.tr.setMeta(key, { from, to }))
    menus.bubble.value = null
    menus.link.value = { ...target, anchor: anchorOver(view, from, to) }
    return true
  }
}

export function closeLink(menus: Menus, view: EditorView): void {
  if (menus.link.value === null) return
  menus.link.value = null
  view.dispatch(view.state.tr.setMeta(key, null))
  view.focus()
}

/** Shows which words a link is being written for while the focus is in the link editor. */
export function linkPlugin(): Plugin {
  return new Plugin<Range>({
    key,
    state: {
      init: () => null,
      apply: (tr, before) => {
        const told = tr.getMeta(key) as Range | undefined
        if (told !== undefined) return told
        return tr.docChanged ? null : before
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
