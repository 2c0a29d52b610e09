import { children, node, type NodeJSON } from '../../node.ts'
import { inGalleries } from './rows.ts'

/** Returns the photos of a gallery. */
export function photosOf(gallery: NodeJSON): readonly NodeJSON[] {
  return children(gallery).filter(({ type }) => type === 'figure')
}

/** Returns the content of a gallery's own caption. */
export function captionOf(gallery: NodeJSON): readonly NodeJSON[] {
  return children(children(gallery).find(({ type }) => type === 'galleryCaption') ?? gallery).filter(
    ({ type }) => type !== 'figure',
  )
}

/**
 * Returns photos as a gallery with a caption; as several, of which the last has the caption, if there are too many for one. A
 * single photo stays one, and the caption becomes a paragraph below it.
 */
export function galleriesOf(photos: readonly NodeJSON[], caption: readonly NodeJSON[]): NodeJSON[] {
  const groups = inGalleries(photos)
  const paragraph = caption.length === 0 ? [] : [node('paragraph', null, caption)]
  if (photos.length < 2) return [...photos, ...paragraph]
  return groups.map((group, index) =>
    node('gallery', null, [
      ...group,
      node('galleryCaption', null, index === groups.length - 1 ? caption : []),
    ]),
  )
}
