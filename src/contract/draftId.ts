/**
 * Returns true if a text can be a draft's id: a bare file name that is safe on all three systems, so that it may become
 * part of a path. Letters, digits and hyphens, up to 100 characters: `the-tram-at-night-3f9a`.
 */
export function isDraftId(id: string): boolean {
  return /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,98}[\p{L}\p{M}\p{N}])?$/u.test(id)
}
