import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'

/**
 * Anchors: positions that asynchronous work needs again when it finishes, such as the place where a picture was dropped
 * or the figure that waits for one. They are plugin state, so every transaction maps them, and they stay valid in the
 * remembered state of a draft that is no longer visible.
 *
 *     const anchor = setAnchor(view, position)          // before the first await
 *     const range = anchorRange(view.state, anchor)     // after it: the range as mapped so far
 *     view.dispatch(releaseAnchor(tr, anchor))          // with the transaction that uses the range
 */

/** Document positions; `from === to` for a point between two nodes. */
export interface AnchoredRange {
  readonly from: number
  readonly to: number
}

/** The part of an `EditorView` that setting an anchor needs; a remembered state without a view has it too. */
interface EditorHandle {
  readonly state: EditorState
  dispatch(tr: Transaction): void
}

/** Ranges by the number that {@link setAnchor} returned. */
type Anchors = ReadonlyMap<number, AnchoredRange>

/** What a transaction carries to add an anchor or to remove one. */
type AnchorMeta = { readonly set: number; readonly range: AnchoredRange } | { readonly release: number }

const key = new PluginKey<Anchors>('anchors')
/** Numbers are unique in the page, so an anchor never means a range of another draft's state. */
let lastAnchor = 0

function applyToAnchors(tr: Transaction, before: Anchors): Anchors {
  const meta = tr.getMeta(key) as AnchorMeta | undefined
  const isMapped = tr.docChanged && before.size > 0
  if (!isMapped && meta === undefined) return before
  const mapped = new Map<number, AnchoredRange>()
  for (const [anchor, { from, to }] of before) {
    // Text typed at either end of a range stays outside it; a point stays in front of text typed at it.
    const start = tr.mapping.map(from, from === to ? -1 : 1)
    mapped.set(anchor, { from: start, to: Math.max(start, tr.mapping.map(to, -1)) })
  }
  if (meta !== undefined && 'set' in meta) mapped.set(meta.set, meta.range)
  if (meta !== undefined && 'release' in meta) mapped.delete(meta.release)
  return mapped
}

/** Returns the plugin that maps anchors through every change of the document. */
export function anchorPlugin(): Plugin<Anchors> {
  return new Plugin<Anchors>({ key, state: { init: () => new Map(), apply: applyToAnchors } })
}

/**
 * Adds an anchor for a range.
 * @param to left out for a point
 * @returns the number to pass to {@link anchorRange} and {@link releaseAnchor}
 */
export function setAnchor(editor: EditorHandle, from: number, to = from): number {
  lastAnchor += 1
  const meta: AnchorMeta = { set: lastAnchor, range: { from, to } }
  editor.dispatch(editor.state.tr.setMeta(key, meta))
  return lastAnchor
}

/** Returns the range of an anchor in this state, or null if the state does not contain the anchor. */
export function anchorRange(state: EditorState, anchor: number): AnchoredRange | null {
  return key.getState(state)?.get(anchor) ?? null
}

/** Removes an anchor with this transaction; returns the transaction. */
export function releaseAnchor(tr: Transaction, anchor: number): Transaction {
  const meta: AnchorMeta = { release: anchor }
  return tr.setMeta(key, meta)
}
