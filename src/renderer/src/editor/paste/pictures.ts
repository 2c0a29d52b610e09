import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Selection, type Transaction } from '@tiptap/pm/state'
import { isDraftId } from '../../../../calls.ts'
import { anchorRange, releaseAnchor, setAnchor } from '../../../../blocks/_view/anchors.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'
import type { StoredImage } from '../../../../blocks/_view/services.ts'
import { placeBlocks } from './place.ts'
import { readSlice, type Offer } from './clipboardData.ts'
import type { Place, Services } from './services.ts'

export function picturesOf(files: readonly File[]): { pictures: File[]; others: File[] } {
  const pictures = files.filter(({ type }) => type.startsWith('image/'))
  return { pictures, others: files.filter((file) => !pictures.includes(file)) }
}

/** Where pictures were pasted or dropped. */
interface PicturePlace {
  readonly anchor: number
  /** The document and the selection at that time. */
  readonly doc: Node
  readonly selection: Selection
}

/**
 * Puts figures where they were pasted or dropped, in one step. What was selected is replaced, unless the writer went on
 * meanwhile. Where that place is not known any more, they end the article.
 */
function figuresAt(state: EditorState, images: readonly StoredImage[], at: PicturePlace): Transaction | null {
  const { figure } = state.schema.nodes
  if (figure === undefined) return null
  const { tr, selection } = state
  const figures = images.map((image) => figure.create({ ...image }))
  const range = anchorRange(state, at.anchor)
  if (range === null) return tr.insert(tr.doc.content.size - 1, figures)
  if (state.doc === at.doc) tr.setSelection(at.selection)
  else tr.setSelection(Selection.near(tr.doc.resolve(range.to), -1))
  const isFollowed = selection.eq(tr.selection)
  // The picture of a headline begins the body; elsewhere a picture stands below what the caret is in.
  if (tr.selection.$from.index(0) < 2)
    tr.insert(tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize + 1, figures)
  else placeBlocks(tr, figures)
  if (isFollowed) tr.scrollIntoView()
  // The writer is somewhere else by now, and stays there.
  else tr.setSelection(selection.map(tr.doc, tr.mapping))
  return releaseAnchor(closeHistory(tr), at.anchor).setMeta('paste', true)
}

/** Keeps picture files in the draft and puts them where the selection is now, in their order. */
export function placePictures(place: Place, files: readonly File[], services: Services): void {
  if (files.length === 0) return
  const draft = services.captureDraft()
  const { doc, selection } = place.state
  const at = { anchor: setAnchor(place, selection.from, selection.to), doc, selection }
  void (async () => {
    const images: StoredImage[] = []
    for (const file of files) {
      const image = await draft.storeImage(file)
      if (image !== null) images.push(image)
    }
    await draft.change((state) =>
      images.length === 0 ? releaseAnchor(state.tr, at.anchor) : figuresAt(state, images, at),
    )
  })()
}

/** Figures whose source fits, with their places. */
function figures(doc: Node, fits: (src: string) => boolean): { at: number; src: string }[] {
  const found: { at: number; src: string }[] = []
  doc.descendants((node, at) => {
    const src: unknown = node.attrs.src
    if (node.type.name === 'figure' && typeof src === 'string' && fits(src)) found.push({ at, src })
    return !node.isTextblock
  })
  return found
}

/** Gives every figure that shows `src` the draft's own copy. No step of the writer's: undo leaves it. */
function swapped({ tr }: EditorState, src: string, image: StoredImage): Transaction | null {
  for (const { at } of figures(tr.doc, (shown) => shown === src))
    for (const name of ['src', 'width', 'height'] as const) tr.setNodeAttribute(at, name, image[name])
  return tr.docChanged ? tr.setMeta('addToHistory', false) : null
}

function fileOf(dataUrl: string): File | null {
  const parts = /^data:(image\/[a-z]+);base64,(.*)$/.exec(dataUrl)
  if (parts === null) return null
  const bytes = Uint8Array.from(atob(parts[2] ?? ''), (character) => character.charCodeAt(0))
  return new File([bytes], 'picture', { type: parts[1] ?? '' })
}

/** Pictures that came inside the HTML as data move into the draft. */
export function keepData(place: Place, services: Services): void {
  const sources = new Set(figures(place.state.doc, (src) => src.startsWith('data:')).map(({ src }) => src))
  const draft = services.captureDraft()
  void (async () => {
    for (const src of sources) {
      const file = fileOf(src)
      const image = file === null ? null : await draft.storeImage(file)
      if (image !== null) await draft.change((state) => swapped(state, src, image))
    }
  })()
}

/** Pictures of the web wait where they are: they are fetched when the writer says so. */
export function offerRemote(blocks: readonly NodeJSON[], services: Services): void {
  const remote = new Set(
    blocks.flatMap(({ type, attrs }) =>
      type === 'figure' && typeof attrs?.src === 'string' && /^https?:/i.test(attrs.src) ? [attrs.src] : [],
    ),
  )
  if (remote.size === 0) return
  const one = remote.size === 1
  const draft = services.captureDraft()
  services.offer(
    'pictures',
    one
      ? 'A pasted photo is still on the web.'
      : `${String(remote.size)} pasted photos are still on the web.`,
    one ? 'Bring it into the draft' : 'Bring them into the draft',
    () => {
      void (async () => {
        for (const src of remote) {
          const image = await draft.fetchImage(src)
          if (image !== null) await draft.change((state) => swapped(state, src, image))
        }
      })()
    },
  )
}

/** A picture file of a draft, as a figure's `src` names it. */
const OWN_PICTURE = /^images\/([\p{L}\p{N}][\p{L}\p{N}._-]{0,199})$/u

/** Names of the picture files that nodes show, as far as they are a draft's own. */
function pictureNames(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) return []
  if (Array.isArray(json)) return json.flatMap(pictureNames)
  const { attrs, content } = json as Partial<NodeJSON>
  const name = OWN_PICTURE.exec(String(attrs?.src ?? ''))?.[1]
  return [...(name === undefined ? [] : [name]), ...pictureNames(content)]
}

/** Figures pasted from another draft show files of that draft: these are copied into this one. */
export function copyPictures(offer: Offer, services: Services): void {
  const { draft: from, slice } = readSlice(offer.slice)
  const draft = services.captureDraft()
  const names = [...new Set(pictureNames(slice))]
  if (names.length > 0 && from !== draft.id && isDraftId(from)) void draft.copyImages(from, names)
}
