import type { Node } from '@tiptap/pm/model'
import type { NodeJSON } from '../../../../blocks/node.ts'
import type { TakenImage } from '../../../../blocks/_view/services.ts'
import { placeBlocks } from './place.ts'
import type { Place, Services } from './services.ts'

export function picturesOf(files: readonly File[]): { pictures: File[]; others: File[] } {
  const pictures = files.filter(({ type }) => type.startsWith('image/'))
  return { pictures, others: files.filter((file) => !pictures.includes(file)) }
}

/** Takes picture files into the draft and puts them where the selection is then, in their order and in one step. */
export function placePictures(place: Place, files: readonly File[], services: Services): void {
  if (files.length === 0) return
  void (async () => {
    const taken: TakenImage[] = []
    for (const file of files) {
      const image = await services.takeImage(file)
      if (image !== null) taken.push(image)
    }
    const { figure } = place.state.schema.nodes
    if (taken.length === 0 || figure === undefined) return
    const { tr } = place.state
    // The picture of a headline begins the body; elsewhere a picture stands below what the caret is in.
    const figures = taken.map((image) => figure.create({ ...image }))
    if (tr.selection.$from.index(0) < 2)
      tr.insert(tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize + 1, figures)
    else placeBlocks(tr, figures)
    place.dispatch(tr.scrollIntoView().setMeta('paste', true))
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
function swap(place: Place, src: string, image: TakenImage): void {
  const { tr } = place.state
  for (const { at } of figures(tr.doc, (shown) => shown === src))
    for (const name of ['src', 'width', 'height'] as const) tr.setNodeAttribute(at, name, image[name])
  if (tr.docChanged) place.dispatch(tr.setMeta('addToHistory', false))
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
  void (async () => {
    for (const src of sources) {
      const file = fileOf(src)
      const image = file === null ? null : await services.takeImage(file)
      if (image !== null) swap(place, src, image)
    }
  })()
}

/** Pictures of the web wait where they are: they are fetched when the writer says so. */
export function offerRemote(place: Place, blocks: readonly NodeJSON[], services: Services): void {
  const remote = new Set(
    blocks.flatMap(({ type, attrs }) =>
      type === 'figure' && typeof attrs?.src === 'string' && /^https?:/i.test(attrs.src) ? [attrs.src] : [],
    ),
  )
  if (remote.size === 0) return
  const one = remote.size === 1
  services.offer(
    'pictures',
    one
      ? 'A pasted photo is still on the web.'
      : `${String(remote.size)} pasted photos are still on the web.`,
    one ? 'Bring it into the draft' : 'Bring them into the draft',
    () => {
      void (async () => {
        for (const src of remote) {
          const image = await services.fetchImage(src)
          if (image !== null) swap(place, src, image)
        }
      })()
    },
  )
}
