import type { Cut } from '../../../article/index.ts'
import { OverSize } from '../thread/overSize.ts'
import { jpegSegments, pictureKind, pictureSize, pngChunks, webpChunks } from '../pictureHeader.ts'

/** What a picture becomes on its way out, decided by its header and the settings alone: nothing is decoded here. */

/** How pictures leave Galley. */
export interface OutgoingOptions {
  /** The longest side in pixels. Null: pictures leave as they are in the draft. */
  readonly edge: number | null
  /** Of JPEG and WebP, from 1 to 100. */
  readonly quality: number
  /** Widths of smaller copies beside a picture, in pixels; none for a file that contains its pictures. */
  readonly widths: readonly number[]
  /** True if crops and rotations stay data of the article and are not applied: it is going to be read back. */
  readonly keepsCuts?: boolean
}

/** The formats that are decoded and written anew. GIF may be an animation, and AVIF is small already. */
export type RenderedKind = 'jpeg' | 'png' | 'webp'

/** One picture, as the thread renders it. */
export interface PicturePlan {
  readonly kind: RenderedKind
  readonly isLossless: boolean
  readonly cut: Cut | null
  /** Size of the largest copy in pixels, upright, after the cut. */
  readonly width: number
  readonly height: number
  readonly quality: number
  /** Widths of the smaller copies, falling. */
  readonly smaller: readonly number[]
  /** False: the original leaves if it is smaller in bytes. */
  readonly isForced: boolean
}

/** About a gigabyte once decoded as the largest progressive JPEG: more could end the process. */
const MAX_PIXELS = 150_000_000

/** A smaller copy must save at least that much of the width, or it is not worth a file. */
const MAX_SMALLER_SHARE = 0.85

/** A smaller file is not worth the time to write it anew. */
const MIN_BYTES = 20_000

/**
 * Returns what to make of a picture; null if it leaves as it came: an animation, a format that is not rendered, or a
 * setting that says so.
 * @throws RangeError when its header gives no size; OverSize
 */
export function planPicture(
  bytes: Uint8Array,
  cut: Cut | null,
  { edge, quality, widths, keepsCuts = false }: OutgoingOptions,
): PicturePlan | null {
  const kind = pictureKind(bytes)
  if (kind === null || kind === 'gif' || kind === 'avif') return null
  if (edge === null && (cut === null || keepsCuts)) return null
  if (isAnimated(kind, bytes)) return null
  const { width, height, orientation } = pictureSize(kind, bytes)
  if (width * height > MAX_PIXELS) throw new OverSize(width, height)
  const shown = orientation < 5 ? { width, height } : { width: height, height: width }
  const whole = cut ?? shown
  const scale = edge === null ? 1 : Math.min(1, edge / Math.max(whole.width, whole.height))
  const largest = {
    width: Math.max(1, Math.round(whole.width * scale)),
    height: Math.max(1, Math.round(whole.height * scale)),
  }
  const isForced =
    scale < 1 || cut !== null || orientation !== 1 || (kind !== 'png' && hasProfile(kind, bytes))
  if (!isForced && bytes.length < MIN_BYTES) return null
  return {
    ...largest,
    kind,
    cut,
    quality,
    isLossless: kind === 'webp' && isLosslessWebp(bytes),
    smaller: widths
      .filter((each) => each < largest.width * MAX_SMALLER_SHARE)
      .sort((one, other) => other - one),
    isForced,
  }
}

/** APNG (W3C PNG, third edition: `acTL`), and WebP's animation flag (RFC 9649, 2.7). */
function isAnimated(kind: RenderedKind, bytes: Uint8Array): boolean {
  if (kind === 'png') return [...pngChunks(bytes)].some(({ type }) => type === 'acTL')
  return (
    kind === 'webp' &&
    [...webpChunks(bytes)].some(({ type, data }) => type === 'VP8X' && ((bytes[data] ?? 0) & 2) !== 0)
  )
}

function isLosslessWebp(bytes: Uint8Array): boolean {
  return [...webpChunks(bytes)].some(({ type }) => type === 'VP8L')
}

/** Returns true if a JPEG or WebP has a colour profile, which not every program that shows it follows. */
function hasProfile(kind: 'jpeg' | 'webp', bytes: Uint8Array): boolean {
  return kind === 'webp'
    ? [...webpChunks(bytes)].some(({ type }) => type === 'ICCP')
    : [...jpegSegments(bytes)].some(({ marker }) => marker === 0xe2)
}
