const MB = 1024 * 1024

/** How much an import takes at most; beyond is refused, with a word why. Bytes where not said otherwise. */
export interface Limits {
  /** Everything that is fed, and everything that comes out of zips: each. */
  readonly total: number
  /** Files fed, and entries of a zip: each. */
  readonly files: number
  /** A zip. */
  readonly archive: number
  /** Any other file, also one in a zip. */
  readonly file: number
  /** The text of an article. */
  readonly article: number
  /** How many times its packed size an entry may grow to, once it is over a megabyte. */
  readonly ratio: number
}

export const LIMITS: Limits = {
  total: 64 * 1024 * MB,
  files: 500_000,
  archive: 32 * 1024 * MB,
  file: 256 * MB,
  article: 64 * MB,
  ratio: 200,
}

/** Below this an entry may be packed as tightly as it likes. */
export const MIN_RATIO_CHECK_BYTES = MB
