/**
 * Reads a picture's kind and size from its header alone. Nothing is decoded, so a few bytes that claim a huge picture
 * cost no memory. All readers stop where the file is cut off or says nonsense; offsets are in bytes.
 */

/** On either side: larger ones neither browsers nor printers show. */
export const MAX_SIDE_PIXELS = 20_000

/** The formats that a draft keeps. */
export type PictureKind = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif'

/** File ending and media type by kind. */
export const PICTURE_FORMATS: Readonly<
  Record<PictureKind, { readonly extension: string; readonly mime: string }>
> = {
  png: { extension: 'png', mime: 'image/png' },
  jpeg: { extension: 'jpg', mime: 'image/jpeg' },
  gif: { extension: 'gif', mime: 'image/gif' },
  webp: { extension: 'webp', mime: 'image/webp' },
  avif: { extension: 'avif', mime: 'image/avif' },
}

/** A file names a dozen brands at most. */
const MAX_FTYP_BYTES = 256

/** Size in pixels as stored, and the orientation to show it in (TIFF 6.0 tag 274: 1 upright, 5 to 8 on its side). */
export interface PictureSize {
  readonly width: number
  readonly height: number
  readonly orientation: number
}

/** Returns the Latin-1 text at an offset, for signatures; shorter at the end of the file. */
export function latin1At(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length))
}

/** Returns a view of the same bytes, for numbers. */
export function dataViewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Returns the kind that the first bytes show, whatever the file's name; null for any other file. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  if (latin1At(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (latin1At(bytes, 0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (/^GIF8[79]a$/.test(latin1At(bytes, 0, 6))) return 'gif'
  if (latin1At(bytes, 0, 4) === 'RIFF' && latin1At(bytes, 8, 4) === 'WEBP') return 'webp'
  return isAvif(bytes) ? 'avif' : null
}

/** Some writers name the container first (`mif1`) and the codec later. */
function isAvif(bytes: Uint8Array): boolean {
  const [major = '', ...compatible] = fileBrands(bytes)
  if (/^avi[fs]$/.test(major)) return true
  return /^(?:mif1|msf1|miaf)$/.test(major) && compatible.some((brand) => /^avi[fs]$/.test(brand))
}

/** Returns the brands of an ISO base media file, the major one first (ISO/IEC 14496-12, 4.3); none for any other file. */
export function fileBrands(bytes: Uint8Array): string[] {
  if (latin1At(bytes, 4, 4) !== 'ftyp') return []
  const end = Math.min(dataViewOf(bytes).getUint32(0), bytes.length, MAX_FTYP_BYTES)
  const brands = [latin1At(bytes, 8, 4)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(latin1At(bytes, at, 4))
  return brands
}

/**
 * Returns the size of a picture.
 * @throws RangeError when the header is cut off or says nothing usable.
 */
export function pictureSize(kind: PictureKind, bytes: Uint8Array): PictureSize {
  const size = SIZE_READERS[kind](bytes)
  if (size === null || size.width < 1 || size.height < 1) throw new RangeError('the header gives no size')
  return size
}

const SIZE_READERS: Readonly<Record<PictureKind, (bytes: Uint8Array) => PictureSize | null>> = {
  png: pngSize,
  jpeg: jpegSize,
  gif: (bytes) => ({
    width: dataViewOf(bytes).getUint16(6, true),
    height: dataViewOf(bytes).getUint16(8, true),
    orientation: 1,
  }),
  webp: webpSize,
  avif: avifSize,
}

/** PNG (W3C, third edition): IHDR comes first; eXIf may have an orientation. */
function pngSize(bytes: Uint8Array): PictureSize | null {
  const view = dataViewOf(bytes)
  if (latin1At(bytes, 12, 4) !== 'IHDR') return null
  let orientation = 1
  for (const chunk of pngChunks(bytes))
    if (chunk.type === 'eXIf') orientation = exifOrientation(bytes.subarray(chunk.data, chunk.end - 4))
  return { width: view.getUint32(16), height: view.getUint32(20), orientation }
}

/** Yields a PNG's chunks up to IEND: each from `start` to `end` (length, type, data, CRC). Stops where they are cut off. */
export function* pngChunks(
  bytes: Uint8Array,
): Generator<{ type: string; start: number; data: number; end: number }> {
  const view = dataViewOf(bytes)
  for (let start = 8; start + 12 <= bytes.length;) {
    const end = start + 12 + view.getUint32(start)
    if (end > bytes.length) return
    const type = latin1At(bytes, start + 4, 4)
    yield { type, start, data: start + 8, end }
    if (type === 'IEND') return
    start = end
  }
}

/** JPEG (ITU T.81): the size stands in the frame header, SOF0 to SOF15 without DHT, JPG and DAC. */
function jpegSize(bytes: Uint8Array): PictureSize | null {
  const view = dataViewOf(bytes)
  let orientation = 1
  for (const { marker, data, end } of jpegSegments(bytes)) {
    if (marker === 0xe1 && latin1At(bytes, data, 6) === 'Exif\0\0')
      orientation = exifOrientation(bytes.subarray(data + 6, end))
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.getUint16(data + 1), width: view.getUint16(data + 3), orientation }
  }
  return null
}

/** Yields a JPEG's segments before its first scan, and that scan's header: `start` at the marker, `data` to `end` inside. */
export function* jpegSegments(
  bytes: Uint8Array,
  from = 2,
): Generator<{ marker: number; start: number; data: number; end: number }> {
  const view = dataViewOf(bytes)
  for (let start = from; start + 4 <= bytes.length;) {
    if (bytes[start] !== 0xff) return
    const marker = bytes[start + 1] ?? 0
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      start += 1
      continue
    }
    const end = start + 2 + view.getUint16(start + 2)
    if (end > bytes.length || marker === 0xd9) return
    yield { marker, start, data: start + 4, end }
    if (marker === 0xda) return
    start = end
  }
}

/** WebP (RFC 9649): a canvas in VP8X, else the size of the one lossy or lossless frame. */
function webpSize(bytes: Uint8Array): PictureSize | null {
  const view = dataViewOf(bytes)
  let size: { width: number; height: number } | null = null
  let orientation = 1
  for (const { type, data, end } of webpChunks(bytes)) {
    if (type === 'EXIF') orientation = exifOrientation(bytes.subarray(data, end))
    size ??= webpFrame(view, type, data)
  }
  return size === null ? null : { ...size, orientation }
}

function webpFrame(view: DataView, type: string, at: number): { width: number; height: number } | null {
  const uint24 = (offset: number): number => view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16)
  if (type === 'VP8X') return { width: uint24(at + 4) + 1, height: uint24(at + 7) + 1 }
  if (type === 'VP8 ')
    return { width: view.getUint16(at + 6, true) & 0x3fff, height: view.getUint16(at + 8, true) & 0x3fff }
  if (type !== 'VP8L') return null
  const bits = view.getUint32(at + 1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** Yields a WebP's chunks: `end` is where the data ends, `next` where the padded chunk does. */
export function* webpChunks(
  bytes: Uint8Array,
): Generator<{ type: string; start: number; data: number; end: number; next: number }> {
  const view = dataViewOf(bytes)
  const all = Math.min(bytes.length, view.getUint32(4, true) + 8)
  for (let start = 12; start + 8 <= all;) {
    const end = start + 8 + view.getUint32(start + 4, true)
    if (end > all) return
    const next = Math.min(end + (end % 2), all)
    yield { type: latin1At(bytes, start, 4), start, data: start + 8, end, next }
    start = next
  }
}

/** AVIF (ISO/IEC 23000-22): the largest `ispe` in meta/iprp/ipco (tiles and thumbnails are smaller), turned by `irot`. */
function avifSize(bytes: Uint8Array): PictureSize | null {
  const view = dataViewOf(bytes)
  const sizes: { width: number; height: number }[] = []
  let orientation = 1
  const walk = (from: number, to: number): void => {
    for (const { type, data, end } of isoBoxes(bytes, from, to)) {
      if (type === 'meta') walk(data + 4, end)
      else if (type === 'iprp' || type === 'ipco') walk(data, end)
      else if (type === 'irot' && (view.getUint8(data) & 1) === 1) orientation = 6
      else if (type === 'ispe')
        sizes.push({ width: view.getUint32(data + 4), height: view.getUint32(data + 8) })
    }
  }
  walk(0, bytes.length)
  sizes.sort((one, other) => other.width * other.height - one.width * one.height)
  return sizes[0] === undefined ? null : { ...sizes[0], orientation }
}

/** Returns the ICC profile of a HEIC or AVIF file (`colr` in meta/iprp/ipco, ISO/IEC 14496-12, 12.1.5); null without one. */
export function colourProfile(bytes: Uint8Array): Uint8Array | null {
  const find = (from: number, to: number): Uint8Array | null => {
    for (const { type, data, end } of isoBoxes(bytes, from, to)) {
      if (type === 'colr' && /^(?:prof|rICC)$/.test(latin1At(bytes, data, 4)))
        return bytes.slice(data + 4, end)
      const inside =
        type === 'meta' ? find(data + 4, end) : /^ip(?:rp|co)$/.test(type) ? find(data, end) : null
      if (inside !== null) return inside
    }
    return null
  }
  return find(0, bytes.length)
}

/** Yields the boxes of an ISO base media file (ISO/IEC 14496-12, 4.2) in a range. */
function* isoBoxes(
  bytes: Uint8Array,
  from: number,
  to: number,
): Generator<{ type: string; data: number; end: number }> {
  const view = dataViewOf(bytes)
  for (let start = from; start + 8 <= to;) {
    const length = view.getUint32(start)
    // 0: to the end of the file; 1: a 64-bit length, which only media data needs.
    const end = length === 0 ? to : start + length
    if (length === 1 || end < start + 8 || end > to) return
    yield { type: latin1At(bytes, start + 4, 4), data: start + 8, end }
    start = end
  }
}

/** Returns the orientation in a TIFF block (Exif 3.0, 4.6.5); 1 when it has none or is broken. */
export function exifOrientation(tiff: Uint8Array): number {
  // WebP writers put JPEG's prefix there too, at times.
  const block = latin1At(tiff, 0, 6) === 'Exif\0\0' ? tiff.subarray(6) : tiff
  const value = tiffNumber(block, 0x0112) ?? 1
  return value >= 1 && value <= 8 ? value : 1
}

/** TIFF 6.0, section 2: the type of a 32-bit number; all that are read otherwise are 16 bits. */
const TIFF_LONG = 4

/** Returns the first number of a tag in a TIFF block's first directory; null when it has none or is broken. */
export function tiffNumber(block: Uint8Array, tag: number): number | null {
  const order = latin1At(block, 0, 2)
  if ((order !== 'II' && order !== 'MM') || block.length < 14) return null
  const little = order === 'II'
  const view = dataViewOf(block)
  const directory = view.getUint32(4, little)
  if (directory + 2 > block.length) return null
  const entries = view.getUint16(directory, little)
  for (let index = 0; index < entries; index += 1) {
    const at = directory + 2 + index * 12
    if (at + 12 > block.length) return null
    if (view.getUint16(at, little) !== tag) continue
    return view.getUint16(at + 2, little) === TIFF_LONG
      ? view.getUint32(at + 8, little)
      : view.getUint16(at + 8, little)
  }
  return null
}
