/**
 * The pattern by which exported files are named: words of the writer's own around fields.
 *
 *     {slug}          the-night-tram       the slug; the title where there is none
 *     {title}         the-night-tram       the headline, as a file's name; the slug where there is none
 *     {date}-{slug}   2026-11-28-the-night-tram
 */

/** What an exported file is called in a new installation. */
export const DEFAULT_EXPORT_NAME = '{slug}'

/** Of a pattern, in UTF-16 code units. */
const MAX_PATTERN_LENGTH = 60

/** Of a pattern, in UTF-8: 33 Hangul syllables. More would leave no room for the slug in the name. */
const MAX_PATTERN_BYTES = 100

/**
 * What a file's name must not have on one of three systems: signs of paths, control characters, halves of characters, and
 * what turns the direction of the name so that its ending seems to be another.
 */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** Why a pattern names no file. */
export type ExportNameFault = 'forbidden' | 'noName' | 'tooLong' | 'unknownField'

/** Returns what is wrong with a pattern; null if files can be named by it. */
export function exportNameFault(pattern: string): ExportNameFault | null {
  const bytes = new TextEncoder().encode(pattern.normalize('NFC')).length
  if (pattern.length > MAX_PATTERN_LENGTH || bytes > MAX_PATTERN_BYTES) return 'tooLong'
  if (FORBIDDEN.test(pattern)) return 'forbidden'
  if (/[{}]/.test(pattern.replace(/\{(?:slug|title|date)\}/g, ''))) return 'unknownField'
  // All articles would have one name.
  return /\{(?:slug|title)\}/.test(pattern) ? null : 'noName'
}
