import type { BlockContent, RootContent } from 'mdast'
import type { MarkdownFace, MarkdownReader, TextFace } from '../../block.ts'
import { blocksOf, containerOf } from '../../mdast.ts'
import { node, type NodeJSON, textOf } from '../../node.ts'
import { captionOf, galleriesOf, photosOf } from './nodes.ts'

/**
 * Galleries in text and Markdown.
 *
 *     ![Pier](images/a.jpg)          portable: the photos, then the caption as a paragraph
 *
 *     ![Gulls](images/b.jpg)
 *
 *     Two views of the harbour
 *
 *     ::::gallery                    structured
 *     :::figure{src="images/a.jpg" alt="Pier"}
 *     :::
 *
 *     :::figure{src="images/b.jpg" alt="Gulls"}
 *     :::
 *
 *     Two views of the harbour
 *     ::::
 */

/** Returns a gallery's photos, and its caption as a paragraph where it has one. */
function asBlocks(gallery: NodeJSON): NodeJSON[] {
  const caption = captionOf(gallery)
  return [...photosOf(gallery), ...(caption.length === 0 ? [] : [node('paragraph', null, caption)])]
}

export const galleryText: TextFace = {
  outline: {
    gallery: (gallery, each) => [
      ...photosOf(gallery).flatMap(each),
      ...captionOf(gallery)
        .slice(0, 1)
        .map(() => ({
          type: 'galleryCaption',
          text: textOf(node('galleryCaption', null, captionOf(gallery))),
        })),
    ],
  },
  plain: {
    gallery: (gallery, each) => asBlocks(gallery).map(each).join('\n\n'),
  },
}

export const galleryFlatten: NonNullable<MarkdownFace['flatten']> = {
  gallery: (gallery, flatten) => asBlocks(gallery).flatMap(flatten),
}

export const galleryWrite: MarkdownFace['write'] = {
  gallery: (gallery, writing) => {
    if (writing.profile === 'portable') return writing.blocks(asBlocks(gallery))
    const photos = writing.blocks(photosOf(gallery)) as BlockContent[]
    return [containerOf('gallery', {}, [...photos, ...blocksOf(writing.inline(captionOf(gallery)))])]
  },
  galleryCaption: (caption, writing) => blocksOf(writing.inline(caption.content ?? [])),
}

/** Reads `::::gallery` around photos. @param readFigure reads one `:::figure` */
export function galleryReader(
  readFigure: MarkdownReader<Extract<RootContent, { type: 'containerDirective' }>>,
): MarkdownReader<Extract<RootContent, { type: 'containerDirective' }>> {
  return (directive, reading) => {
    if (directive.name !== 'gallery') return null
    const photos: NodeJSON[] = []
    const others: RootContent[] = []
    directive.children.forEach((child, index) => {
      const read =
        child.type === 'containerDirective' ? readFigure(child, reading, directive.children, index) : null
      if (read === null) others.push(child)
      else photos.push(...read.nodes)
    })
    return { nodes: galleriesOf(photos, reading.lines(others)), consumed: 1 }
  }
}
