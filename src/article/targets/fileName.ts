import { graphemesOf } from '../../text/graphemes.ts'
import { slugFrom } from '../metadata.ts'

/** Bytes a stem may take in UTF-8: with every suffix we add, far below the 255 that file systems allow. */
const MAX_STEM_BYTES = 80

/** Names Windows keeps for devices, with any ending. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i

/**
 * Letters, digits and hyphens of a text, in its own script: a file name's stem that is safe on all three systems
 * ('' when the text has none of these). NFC; cut between characters, never inside one.
 */
export function stemOf(text: string): string {
  // A mark needs its letter before it.
  const slug = slugFrom(text).replace(/(^|-)\p{M}+/gu, '$1')
  let stem = ''
  let bytes = 0
  for (const { segment } of graphemesOf(slug)) {
    bytes += new TextEncoder().encode(segment).length
    if (bytes > MAX_STEM_BYTES) break
    stem += segment
  }
  return stem.replace(/^-+|-+$/g, '')
}

/** The name an exported file suggests for itself, without its ending: the slug's, else the headline's. */
export function exportStem(slug: string, headline: string): string {
  const stem = stemOf(slug) || stemOf(headline)
  if (stem === '') return 'article'
  return RESERVED.test(stem) ? `article-${stem}` : stem
}
