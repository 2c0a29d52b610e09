import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Selection, type Transaction } from '@tiptap/pm/state'
import {
  type AnchoredRange,
  anchorRange,
  releaseAnchor,
  setAnchor,
} from '../../../../blocks/_view/anchors.ts'
import { isDataUrl, parseDataUrl } from '../../../../text/dataUrl.ts'
import type { DraftHandle, StoredImage } from '../../../../blocks/_view/services.ts'
import { gatherPhotos } from '../../../../blocks/figure/view.ts'
import { t } from '../../i18n.ts'
import { insertBlocks, replaceWithBlocks } from './insert.ts'
import type { DraftPictures } from './pasted.ts'
import type { EditorServices, EditorTarget } from './services.ts'

/** The place where pictures were pasted or dropped, remembered until their files are in the draft. */
interface PicturePlace {
  /** Id of the anchor that follows the place through changes. */
  readonly anchor: number
  /** The document and the selection at the time of the paste. */
  readonly doc: Node
  readonly selection: Selection
  /** True if the anchor is a gap between two blocks, or an empty paragraph, and not the selection. */
  readonly isGap: boolean
}

/**
 * Makes the step that inserts figures where their pictures were pasted or dropped. The selection of that time is replaced,
 * unless the document changed since. If the place is gone, the figures are added at the end of the article.
 */
function insertFigures(
  state: EditorState,
  images: readonly StoredImage[],
  at: PicturePlace,
): Transaction | null {
  const { figure } = state.schema.nodes
  if (figure === undefined) return null
  const { tr, selection } = state
  const figures = images.map((image) => figure.create({ ...image }))
  const range = anchorRange(state, at.anchor)
  if (range === null) return tr.insert(tr.doc.content.size - 1, figures)
  if (at.isGap) {
    replaceWithBlocks(tr, range.from, range.to, figures)
    return releaseAnchor(closeHistory(tr.scrollIntoView()), at.anchor).setMeta('paste', true)
  }
  if (state.doc === at.doc) tr.setSelection(at.selection)
  else tr.setSelection(Selection.near(tr.doc.resolve(range.to), -1))
  const isFollowed = selection.eq(tr.selection)
  // A picture pasted into the headline begins the body; elsewhere it goes below the block around the caret.
  if (tr.selection.$from.index(0) < 2)
    tr.insert(tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize + 1, figures)
  else insertBlocks(tr, figures)
  if (isFollowed) tr.scrollIntoView()
  // The writer has moved on: keep their selection.
  else tr.setSelection(selection.map(tr.doc, tr.mapping))
  return releaseAnchor(closeHistory(tr), at.anchor).setMeta('paste', true)
}

/**
 * Adds picture files to the draft and then figures for them, in their order, where the selection is now. Returns at once:
 * the writer may go on typing, or turn to another draft.
 * @param gap where they were dropped between two blocks; null inserts them at the selection
 */
export function placePictures(
  target: EditorTarget,
  files: readonly File[],
  services: EditorServices,
  gap: AnchoredRange | null = null,
): void {
  if (files.length === 0) return
  const draft = services.captureDraft()
  const { doc, selection } = target.state
  const { from, to } = gap ?? selection
  const at = { anchor: setAnchor(target, from, to), doc, selection, isGap: gap !== null }
  void (async () => {
    const images = (await draft.storeImages(files)).filter((image) => image !== null)
    await draft.change((state) =>
      images.length === 0 ? releaseAnchor(state.tr, at.anchor) : insertFigures(state, images, at),
    )
    if (images.length > 1 && draft.isVisible()) offerGallery(images, draft, services)
  })()
}

/** Refuses pictures because it is read only: the notice about that is the store's. */
export function refusePictures(files: readonly File[], services: EditorServices): void {
  void services.captureDraft().storeImages(files)
}

/** Offers to make a gallery of photos that were added together, in one undo step. The offer is part of the notice about them. */
function offerGallery(images: readonly StoredImage[], draft: DraftHandle, services: EditorServices): void {
  const text = t('editor.paste.photosAdded', { count: images.length })
  services.offer('pictures-added', text, t('editor.paste.makeGallery'), () => {
    void draft.change((state) =>
      gatherPhotos(
        state,
        images.map(({ src }) => src),
      ),
    )
  })
}

/** Position and source of each picture, a figure's or an embed's, whose source passes the test. */
function picturesIn(doc: Node, matches: (src: string) => boolean): { at: number; src: string }[] {
  const found: { at: number; src: string }[] = []
  doc.descendants((node, at) => {
    const src: unknown = node.attrs.src
    if (typeof src === 'string' && matches(src)) found.push({ at, src })
    return !node.isTextblock
  })
  return found
}

/** Makes the step that points every picture with source `src` to the draft's own copy. Undo does not record it. */
function withSource({ tr }: EditorState, src: string, image: StoredImage): Transaction | null {
  for (const { at } of picturesIn(tr.doc, (shown) => shown === src))
    for (const name of ['src', 'width', 'height'] as const) tr.setNodeAttribute(at, name, image[name])
  return tr.docChanged ? tr.setMeta('addToHistory', false) : null
}

/** Returns the file in a base64 data URL of an image; null if it is another kind of URL. */
function fileFromDataUrl(dataUrl: string): File | null {
  const data = parseDataUrl(dataUrl)
  if (data?.mediaType.startsWith('image/') !== true) return null
  const bytes = Uint8Array.from(atob(data.base64), (character) => character.charCodeAt(0))
  return new File([bytes], 'picture', { type: data.mediaType })
}

/** Moves pictures that the HTML carried as data URLs into files of the draft. */
export function moveDataPictures(target: EditorTarget, services: EditorServices): void {
  const sources = new Set(picturesIn(target.state.doc, isDataUrl).map(({ src }) => src))
  const draft = services.captureDraft()
  void (async () => {
    for (const src of sources) {
      const file = fileFromDataUrl(src)
      const image = file === null ? null : await draft.storeImage(file)
      if (image !== null) await draft.change((state) => withSource(state, src, image))
    }
  })()
}

/**
 * Offers to fetch pictures that are still on the web into the draft. They are fetched only if the writer says so.
 * @param remote their addresses
 */
export function offerRemotePictures(remote: readonly string[], services: EditorServices): void {
  if (remote.length === 0) return
  const draft = services.captureDraft()
  const count = remote.length
  services.offer(
    'pictures',
    t('editor.paste.remotePictures', { count }),
    t('editor.paste.fetchPictures', { count }),
    () => {
      void (async () => {
        for (const src of remote) {
          const image = await draft.fetchImage(src)
          if (image !== null) await draft.change((state) => withSource(state, src, image))
        }
      })()
    },
  )
}

/** Copies the picture files that pasted figures refer to from the draft they were copied from. */
export function copyDraftPictures(pictures: DraftPictures | null, services: EditorServices): void {
  const draft = services.captureDraft()
  if (pictures !== null && pictures.draft !== draft.id) void draft.copyImages(pictures.draft, pictures.names)
}
