import { randomBytes } from 'node:crypto'
import { slugFrom } from '../../article/index.ts'
import { graphemesOf } from '../../text/graphemes.ts'
import { isDraftId } from '../../calls.ts'

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
    bytes += Buffer.byteLength(segment)
    if (bytes > MAX_STEM_BYTES) break
    stem += segment
  }
  return stem.replace(/^-+|-+$/g, '')
}

/** A new draft's id: its title and six characters of chance, so that two drafts of one name are two folders. */
export function newDraftId(title: string): string {
  const chance = Array.from(randomBytes(6), (byte) => (byte % 36).toString(36)).join('')
  const id = `${stemOf(title) || 'draft'}-${chance}`
  return isDraftId(id) ? id : `draft-${chance}`
}

/** The folder a draft is to have by its title; null for a draft whose id Galley did not make. */
export function folderNameOf(title: string, id: string): string | null {
  const chance = /-[a-z0-9]{6}$/.exec(id)?.[0]
  return chance === undefined ? null : `${stemOf(title) || 'draft'}${chance}`
}

/** The name an exported file suggests for itself, without its ending: the slug's, else the headline's. */
export function exportStem(slug: string, headline: string): string {
  const stem = stemOf(slug) || stemOf(headline)
  if (stem === '') return 'article'
  return RESERVED.test(stem) ? `article-${stem}` : stem
}
