import type { NodeSpec } from 'prosemirror-model'

/** How many photos a gallery has. */
export const MIN_PHOTOS = 2
export const MAX_PHOTOS = 9

/**
 * Photos side by side, and below them a caption of their own, which may be empty. Each photo keeps its own caption, credit and alt
 * text. Rows and heights are not part of the article: they follow from the photos (`rows.ts`).
 */
export const nodes = {
  gallery: {
    content: `figure{${String(MIN_PHOTOS)},${String(MAX_PHOTOS)}} galleryCaption`,
    group: 'block',
    defining: true,
    isolating: true,
    parseDOM: [{ tag: 'figure[data-block="gallery"]' }],
    toDOM: () => ['figure', { 'data-block': 'gallery' }, 0],
  },
  galleryCaption: {
    content: 'inline*',
    defining: true,
    isolating: true,
    parseDOM: [{ tag: 'figcaption[data-block="gallery-caption"]' }],
    toDOM: () => ['figcaption', { 'data-block': 'gallery-caption' }, 0],
  },
} satisfies Record<string, NodeSpec>
