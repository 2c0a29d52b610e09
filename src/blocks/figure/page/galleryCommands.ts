import type { Node, NodeType } from '@tiptap/pm/model'
import {
  type Command,
  type EditorState,
  NodeSelection,
  Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import { closeHistory } from '@tiptap/pm/history'
import { placeCaretInParagraph } from '../../_view/keys.ts'
import { inGalleries } from '../gallery/rows.ts'
import { MAX_PHOTOS, MIN_PHOTOS } from '../gallery/schema.ts'

/** Commands for galleries. A photo is a figure of the body or of a gallery; no command loses a word of a caption. */

/** A node and where it is. */
export interface Placed {
  readonly node: Node
  readonly position: number
}

/** Returns the photo or gallery of the body that the selection is in, or that is selected; null for anything else. */
function blockAround({ selection, doc }: EditorState): Placed | null {
  const { $from } = selection
  const node = $from.depth >= 2 ? $from.node(2) : selection instanceof NodeSelection ? selection.node : null
  const position = $from.depth >= 2 ? $from.before(2) : selection.from
  if (node === null || (node.type.name !== 'figure' && node.type.name !== 'gallery')) return null
  return doc.resolve(position).depth === 1 ? { node, position } : null
}

/** Returns the photos of a gallery; a photo itself for a photo. */
export const photosOf = (block: Node): Node[] =>
  block.type.name === 'figure' ? [block] : block.children.filter(({ type }) => type.name === 'figure')

/** Returns the caption of a gallery; an empty one for a photo. */
function captionOf({ lastChild, type }: Node): Node | null {
  const { galleryCaption } = type.schema.nodes
  return type.name === 'gallery' ? lastChild : (galleryCaption?.create() ?? null)
}

/** Returns a gallery of photos with captions one behind the other; null if it would have too few or too many. */
function galleryOf(photos: readonly Node[], captions: readonly (Node | null)[]): Node | null {
  const [first] = photos
  const { gallery, galleryCaption } = first?.type.schema.nodes ?? {}
  if (gallery === undefined || galleryCaption === undefined) return null
  if (photos.length < MIN_PHOTOS || photos.length > MAX_PHOTOS) return null
  const words = captions.flatMap((caption) =>
    caption === null || caption.content.size === 0 ? [] : [caption],
  )
  const content = words.flatMap((caption, index) => [
    ...(index === 0 ? [] : [galleryCaption.schema.text(' ')]),
    ...caption.children,
  ])
  return gallery.create(null, [...photos, galleryCaption.create(null, content)])
}

/** Makes one gallery of the photo or gallery around the selection and the one below it. */
export const joinWithBelow: Command = (state, dispatch) => {
  const above = blockAround(state)
  if (above === null) return false
  const at = above.position + above.node.nodeSize
  const below = state.doc.nodeAt(at)
  if (below === null || (below.type.name !== 'figure' && below.type.name !== 'gallery')) return false
  const joined = galleryOf(
    [...photosOf(above.node), ...photosOf(below)],
    [captionOf(above.node), captionOf(below)],
  )
  if (joined === null) return false
  const tr = state.tr.replaceWith(above.position, at + below.nodeSize, joined)
  dispatch?.(closeHistory(tr.setSelection(NodeSelection.create(tr.doc, above.position)).scrollIntoView()))
  return true
}

/** Splits the gallery around the selection into its photos; its caption becomes a paragraph below them. */
export const splitGallery: Command = (state, dispatch) => {
  const around = blockAround(state)
  if (around?.node.type.name !== 'gallery') return false
  const tr = state.tr.replaceWith(around.position, around.position + around.node.nodeSize, [
    ...photosOf(around.node),
    ...captionAsParagraph(around.node),
  ])
  dispatch?.(closeHistory(tr.setSelection(NodeSelection.create(tr.doc, around.position)).scrollIntoView()))
  return true
}

function captionAsParagraph(gallery: Node): Node[] {
  const caption = captionOf(gallery)
  const { paragraph } = gallery.type.schema.nodes
  return caption === null || caption.content.size === 0 || paragraph === undefined
    ? []
    : [paragraph.create(null, caption.content)]
}

/** Returns true if a photo is at a position: of the body, or of a gallery. */
export function isPhotoAt({ doc }: EditorState, position: number): boolean {
  return doc.nodeAt(position)?.type.name === 'figure'
}

/** Returns the gallery whose photo is at a position; null for a photo of the body. */
export function galleryOfPhoto(doc: Node, position: number): Placed | null {
  const $at = doc.resolve(position)
  return $at.parent.type.name === 'gallery' ? { node: $at.parent, position: $at.before() } : null
}

/** Removes a photo. A gallery of which one photo is left becomes that photo, with the gallery's caption as a paragraph. */
export function removePhoto(tr: Transaction, position: number): Transaction {
  const photo = tr.doc.nodeAt(position)
  const gallery = galleryOfPhoto(tr.doc, position)
  if (photo === null) return tr
  if (gallery === null || photosOf(gallery.node).length > MIN_PHOTOS)
    return tr.delete(position, position + photo.nodeSize)
  const left = photosOf(gallery.node).toSpliced(tr.doc.resolve(position).index(), 1)
  return tr.replaceWith(gallery.position, gallery.position + gallery.node.nodeSize, [
    ...left,
    ...captionAsParagraph(gallery.node),
  ])
}

/**
 * Returns the transaction that puts a photo beside another: into the other's gallery, or into a new one of both.
 * @param from position of the dragged photo
 * @param target position of the other photo
 * @returns null if the photos cannot stand together: the gallery is full, or both are the same
 */
export function putBeside(
  state: EditorState,
  from: number,
  target: number,
  side: 'before' | 'after',
): Transaction | null {
  const { doc } = state
  const [dragged, other] = [doc.nodeAt(from), doc.nodeAt(target)]
  if (from === target || dragged?.type.name !== 'figure' || other?.type.name !== 'figure') return null
  const home = galleryOfPhoto(doc, from)
  const gallery = galleryOfPhoto(doc, target)
  const isSame = home !== null && home.position === gallery?.position
  if (!isSame && gallery !== null && photosOf(gallery.node).length >= MAX_PHOTOS) return null
  const block = gallery ?? { node: other, position: target }
  const others = photosOf(block.node)
  // By their places: a photo that was duplicated is the same node twice.
  let index = (gallery === null ? 0 : doc.resolve(target).index()) + (side === 'after' ? 1 : 0)
  if (isSame) {
    const before = doc.resolve(from).index()
    others.splice(before, 1)
    if (before < index) index -= 1
  }
  const joined = galleryOf(others.toSpliced(index, 0, dragged), [captionOf(block.node)])
  if (joined === null) return null
  const { tr } = state
  tr.replaceWith(block.position, block.position + block.node.nodeSize, joined)
  if (!isSame) removePhoto(tr, tr.mapping.map(from, from < block.position ? -1 : 1))
  const at = tr.mapping.slice(1).map(block.position)
  const photo = at + 1 + joined.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  return closeHistory(tr.setSelection(NodeSelection.create(tr.doc, photo))).setMeta('uiEvent', 'drop')
}

/** Returns the caret if it is in a photo's caption within a gallery, or in the gallery's own; null elsewhere. */
function caretInGallery({ selection }: EditorState) {
  const { $from } = selection
  const isCaret = selection instanceof TextSelection && $from.sameParent(selection.$to)
  return isCaret && $from.depth === 3 && $from.node(2).type.name === 'gallery' ? $from : null
}

/** Enter: from a photo's caption to the next photo's or the gallery's own; from that to a paragraph below. Nothing is split. */
export function leaveCaption(paragraph: NodeType): Command {
  return (state, dispatch) => {
    const $from = caretInGallery(state)
    if ($from === null) return false
    const { tr } = state
    if ($from.parent.type.name === 'galleryCaption') placeCaretInParagraph(tr, $from.after(2), paragraph)
    else tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1)).scrollIntoView()
    dispatch?.(tr)
    return true
  }
}

/** Arrow down goes from a photo's caption to the gallery's own and then below; arrow up back, past all photos at once. */
export function arrowOut(paragraph: NodeType, step: 1 | -1): Command {
  return (state, dispatch, view) => {
    const $from = caretInGallery(state)
    if ($from === null || !state.selection.empty) return false
    if (view?.endOfTextblock(step === 1 ? 'down' : 'up', state) === false) return false
    const isOwn = $from.parent.type.name === 'galleryCaption'
    const { tr } = state
    if (step === 1 && isOwn && tr.doc.resolve($from.after(2)).nodeAfter === null)
      placeCaretInParagraph(tr, $from.after(2), paragraph)
    else {
      const target =
        step === 1
          ? isOwn
            ? Selection.findFrom(tr.doc.resolve($from.after(2)), 1)
            : TextSelection.create(tr.doc, $from.end(2) - 1)
          : isOwn
            ? TextSelection.create(tr.doc, $from.start(2) + 1)
            : Selection.findFrom(tr.doc.resolve($from.before(2)), -1)
      if (target === null) return false
      tr.setSelection(target).scrollIntoView()
    }
    dispatch?.(tr)
    return true
  }
}

/** Backspace at the start of a gallery's caption, Delete at its end: nothing is joined with it. */
export function stayInCaption(edge: 1 | -1): Command {
  return (state) => {
    const $from = caretInGallery(state)
    if ($from === null || !state.selection.empty || $from.parent.type.name !== 'galleryCaption') return false
    return edge === -1 ? $from.parentOffset === 0 : $from.parentOffset === $from.parent.content.size
  }
}

/**
 * Returns the transaction that makes galleries of photos that stand one below the other; null if they do not any more.
 * @param sources the photos' `src`, in their order
 */
export function gatherPhotos(state: EditorState, sources: readonly string[]): Transaction | null {
  const body = state.doc.child(2)
  const start = state.doc.child(0).nodeSize + state.doc.child(1).nodeSize + 1
  const isRun = (at: number): boolean =>
    sources.every((src, offset) => {
      const node = body.maybeChild(at + offset)
      return node?.type.name === 'figure' && node.attrs.src === src
    })
  const at = body.children.findIndex((_node, index) => isRun(index))
  if (at === -1) return null
  const photos = body.children.slice(at, at + sources.length)
  const before = body.children.slice(0, at).reduce((sum, { nodeSize }) => sum + nodeSize, start)
  const size = photos.reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  const galleries = inGalleries(photos).map((group) => galleryOf(group, []) ?? group)
  return closeHistory(state.tr.replaceWith(before, before + size, galleries.flat()))
}
