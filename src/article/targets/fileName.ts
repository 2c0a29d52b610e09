import { graphemesOf } from '../../text/graphemes.ts'
import { slugFrom } from '../metadata.ts'

/** Bytes a stem may take in UTF-8: with every suffix we add, far below the 255 that file systems allow. */
const MAX_STEM_BYTES = 80

/** Bytes that a name by a pattern may take: the pattern's own words (`contract/exportName.ts`) and a date beside the stem. */
const MAX_NAME_BYTES = 200

/** Names Windows keeps for devices, with any ending: also `con.night-tram` is one. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/i

/**
 * Returns letters, digits and hyphens of a text, in its own script: a file name's stem that is safe on all three systems
 * ('' when the text has none of these). NFC; cut between characters, never inside one.
 */
export function stemOf(text: string): string {
  // A mark needs its letter before it.
  const slug = slugFrom(text).replace(/(^|-)\p{M}+/gu, '$1')
  return cut(slug, MAX_STEM_BYTES).replace(/^-+|-+$/g, '')
}

/** Returns the beginning of a text that takes at most `maxBytes` in UTF-8. */
function cut(text: string, maxBytes: number): string {
  let out = ''
  let bytes = 0
  for (const { segment } of graphemesOf(text)) {
    bytes += new TextEncoder().encode(segment).length
    if (bytes > maxBytes) break
    out += segment
  }
  return out
}

/** How the writer names exported files. */
interface ExportNaming {
  /** Words around fields: `{date}-{slug}`. See `contract/exportName.ts`. */
  readonly pattern: string
  /** The day of the export. */
  readonly day: Date
}

/**
 * Returns the name an exported file suggests for itself, without its ending: by the writer's pattern; without one, the slug's,
 * else the headline's.
 */
export function exportStem(slug: string, headline: string, naming?: ExportNaming): string {
  const bySlug = stemOf(slug) || stemOf(headline) || 'article'
  const stem = naming === undefined ? bySlug : nameBy(naming, bySlug, stemOf(headline) || bySlug)
  return RESERVED.test(stem) ? `article-${stem}` : stem
}

function nameBy({ pattern, day }: ExportNaming, slug: string, title: string): string {
  const fields = { '{slug}': slug, '{title}': title, '{date}': dateOf(day) }
  const name = pattern.replace(/\{(?:slug|title|date)\}/g, (field) => fields[field as keyof typeof fields])
  // Windows drops spaces and dots at the end of a name, and a dot at its beginning hides the file.
  return cut(name.normalize('NFC'), MAX_NAME_BYTES).replace(/^[\s.]+|[\s.]+$/gu, '') || slug
}

/** Returns a day as the writer's calendar has it: `2026-11-28`. */
function dateOf(day: Date): string {
  const [month, date] = [day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${String(day.getFullYear())}-${String(month)}-${String(date)}`
}
