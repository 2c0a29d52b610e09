import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'

/**
 * Places that work which takes a while comes back to: where a picture was dropped, the figure that waits for one. They
 * are part of the editor's state, so they follow its changes, and go with a draft that is not in sight any more.
 */

/** A stretch of the document; both ends are alike for a mere place between. */
export interface AnchoredRange {
  readonly from: number
  readonly to: number
}

/** As much of an editor view as is needed to set an anchor. */
interface EditorHandle {
  readonly state: EditorState
  dispatch(tr: Transaction): void
}

type Anchors = ReadonlyMap<number, AnchoredRange>

type AnchorMeta = { readonly set: number; readonly range: AnchoredRange } | { readonly release: number }

const key = new PluginKey<Anchors>('anchors')
let lastAnchor = 0

function applyToAnchors(tr: Transaction, before: Anchors): Anchors {
  const meta = tr.getMeta(key) as AnchorMeta | undefined
  const isMapped = tr.docChanged && before.size > 0
  if (!isMapped && meta === undefined) return before
  const now = new Map<number, AnchoredRange>()
  for (const [anchor, { from, to }] of before) {
    // What is typed at either end stays outside; a mere place stays in front of it.
    const start = tr.mapping.map(from, from === to ? -1 : 1)
    now.set(anchor, { from: start, to: Math.max(start, tr.mapping.map(to, -1)) })
  }
  if (meta !== undefined && 'set' in meta) now.set(meta.set, meta.range)
  if (meta !== undefined && 'release' in meta) now.delete(meta.release)
  return now
}

/** Follows anchors through the changes of a document. */
export function anchorPlugin(): Plugin<Anchors> {
  return new Plugin<Anchors>({ key, state: { init: () => new Map(), apply: applyToAnchors } })
}

/** Remembers a stretch of the document; returns what to find it by. */
export function setAnchor(place: EditorHandle, from: number, to = from): number {
  lastAnchor += 1
  const meta: AnchorMeta = { set: lastAnchor, range: { from, to } }
  place.dispatch(place.state.tr.setMeta(key, meta))
  return lastAnchor
}

/** Where an anchor is now; null in a state that does not know it. */
export function anchorRange(state: EditorState, anchor: number): AnchoredRange | null {
  return key.getState(state)?.get(anchor) ?? null
}

export function releaseAnchor(tr: Transaction, anchor: number): Transaction {
  const meta: AnchorMeta = { release: anchor }
  return tr.setMeta(key, meta)
}
