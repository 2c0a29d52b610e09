const MB = 1024 * 1024

/** How much one import may take. What is beyond is refused with a reason. In bytes unless said otherwise. */
export interface Limits {
  /** All files that are uploaded together, and all that comes out of their zips: each. */
  readonly total: number
  /** Number of files uploaded, and of entries of a zip: each. */
  readonly files: number
  /** One zip. */
  readonly archive: number
  /** Any other file, also one in a zip. */
  readonly file: number
  /** The text of an article. */
  readonly article: number
  /** The export of a whole site. */
  readonly site: number
  /** The file that a draft came from, to be kept beside it. */
  readonly original: number
  /** How many times its packed size an entry of a zip may grow to, from {@link MIN_RATIO_CHECK_BYTES} on. */
  readonly ratio: number
}

export const LIMITS: Limits = {
  total: 64 * 1024 * MB,
  files: 500_000,
  archive: 32 * 1024 * MB,
  file: 256 * MB,
  article: 64 * MB,
  site: 128 * MB,
  original: 32 * MB,
  ratio: 200,
}

/** How much one Word document may unpack to. In bytes unless said otherwise. */
export const DOCX_LIMITS = {
  /** All parts together, by the zip's own list. */
  total: 128 * MB,
  /** One part with text: its tree takes some thirty times as much memory. */
  text: 32 * MB,
  /** Number of parts. */
  files: 5000,
  ratio: LIMITS.ratio,
}

/** Smaller entries may be packed as tightly as they like: an empty line repeated is no trap yet. */
export const MIN_RATIO_CHECK_BYTES = MB

/** Returns a size as it is told to writers: `256 MB`, at least 1. */
export function megabytes(bytes: number): string {
  return `${String(Math.max(1, Math.round(bytes / MB)))} MB`
}
