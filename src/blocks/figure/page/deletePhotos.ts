import type { ResolvedPos } from '@tiptap/pm/model'
import {
  type Command,
  NodeSelection,
  type Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import { isCard, leaveCardWords } from '../../_view/neighbours.ts'
import { galleryOfPhoto, photosOf, type Placed, removePhoto } from './galleryCommands.ts'

/**
 * Deletes a selection so that no photo is lost but one that is selected as a whole. ProseMirror would join a caption with the
 * text before it: its photo would be gone, and a gallery filled up with photos that have no picture.
 */

/** The depth of the blocks of the body. */
const BLOCK_DEPTH = 2

/** Deletes the photo of a gallery that is selected as a whole, and selects its neighbour. */
function deletePhoto(tr: Transaction, gallery: Placed): Transaction {
  const at = tr.selection.from
  const index = tr.doc.resolve(at).index()
  const isLast = index === photosOf(gallery.node).length - 1
  removePhoto(tr, at)
  const left = tr.doc.nodeAt(gallery.position)
  if (left?.type.name !== 'gallery') {
    tr.setSelection(TextSelection.create(tr.doc, gallery.position + 1))
    return leaveCardWords(tr, gallery.position)
  }
  const $start = tr.doc.resolve(gallery.position + 1)
  return tr.setSelection(NodeSelection.create(tr.doc, $start.posAtIndex(isLast ? index - 1 : index)))
}

/** Returns true if a position is in a caption: of a photo of the body or of a gallery, or of the gallery itself. */
function isInCaption($at: ResolvedPos): boolean {
  if ($at.depth < BLOCK_DEPTH) return false
  const { name } = $at.node(BLOCK_DEPTH).type
  return name === 'figure' || name === 'gallery'
}

/** Returns true if words are selected that begin or end in a caption, and not in the same. */
export function tearsPhotos(selection: Selection): boolean {
  const { $from, $to } = selection
  return (
    selection instanceof TextSelection && !$from.sameParent($to) && (isInCaption($from) || isInCaption($to))
  )
}

/**
 * Returns the ranges that go with the selected words: blocks between the ends as a whole; of the photos at the ends the words
 * alone, and of any other block at an end what is selected of it.
 */
function selectedRanges({ doc, selection: { $from, $to, from, to } }: Transaction): [number, number][] {
  const ranges: [number, number][] = []
  doc.nodesBetween(from, to, (node, position, parent) => {
    const end = position + node.nodeSize
    const isBlock = parent?.type.name === 'body'
    if (isBlock && position > from && end < to) ranges.push([position, end])
    else if (node.isTextblock) ranges.push([Math.max(from, position + 1), Math.min(to, end - 1)])
    else if (
      !isBlock ||
      [$from, $to].some(($end) => isInCaption($end) && $end.before(BLOCK_DEPTH) === position)
    )
      return true
    else ranges.push([Math.max(from, position), Math.min(to, end)])
    return false
  })
  return ranges
}

/** Deletes words that begin or end in a caption, and what is between, but no photo at an end. */
function deleteWords(tr: Transaction): Transaction {
  const { from } = tr.selection
  for (const [start, end] of selectedRanges(tr).reverse()) if (start < end) tr.delete(start, end)
  return tr.setSelection(TextSelection.near(tr.doc.resolve(from)))
}

/**
 * Deletes the selection: a photo selected as a whole leaves as `removePhoto` says, any other card as the Delete key does it, and
 * of words that begin or end in a caption the photos stay.
 */
export function deleteSelected(tr: Transaction): Transaction {
  const { selection } = tr
  if (selection instanceof NodeSelection && selection.node.type.name === 'figure') {
    const gallery = galleryOfPhoto(tr.doc, selection.from)
    if (gallery !== null) return deletePhoto(tr, gallery)
  }
  if (selection instanceof NodeSelection && selection.$from.depth === 1 && isCard(selection.node))
    return leaveCardWords(tr.deleteSelection(), selection.from)
  return tearsPhotos(selection) ? deleteWords(tr) : tr.deleteSelection()
}

/** Deletes the photo of a gallery that is selected as a whole. */
export const deleteGalleryPhoto: Command = ({ selection, doc, tr }, dispatch) => {
  const isPhoto = selection instanceof NodeSelection && selection.node.type.name === 'figure'
  if (!isPhoto || galleryOfPhoto(doc, selection.from) === null) return false
  dispatch?.(deleteSelected(tr).scrollIntoView())
  return true
}

/** Deletes selected words that begin or end in a caption. For Enter, too: nothing is split. */
export const deleteAroundCaptions: Command = ({ selection, tr }, dispatch) => {
  if (!tearsPhotos(selection)) return false
  dispatch?.(deleteSelected(tr).scrollIntoView())
  return true
}
