import { dataViewOf, fileBrands, latin1At, tiffNumber } from './pictureHeader.ts'

/** Formats besides those that a draft keeps: what is converted, and what is refused with a sentence that says what to do. */

/** Formats that the desk makes a JPEG or PNG of. */
export type ConvertedKind = 'heic' | 'tiff'

/** Any format that is known here. The page makes PNGs of `bmp` and `svg` before they are sent (renderer/src/dom/drawnPng.ts). */
export type ForeignKind = ConvertedKind | 'bmp' | 'svg' | 'raw' | 'photoshop' | 'pdf'

/** Brands of HEIC files, by the codec of their pictures; `mif1` and `msf1` leave it open (ISO/IEC 23008-12, B.4). */
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'mif2'])

/** Raw files that begin as other formats do. */
const RAW_ENDING = /\.(?:3fr|arw|cr2|cr3|crw|dng|erf|iiq|nef|nrw|orf|pef|raf|raw|rw2|srw|x3f)$/i

/** As far as a drawing's root element is looked for, in bytes. */
const MAX_PROLOG_BYTES = 4096

/** Returns the kind that the first bytes show; the name matters for raw files alone. Null for anything that is not known. */
export function foreignKind(name: string, bytes: Uint8Array): ForeignKind | null {
  const start = latin1At(bytes, 0, 4)
  if (isRaw(name, bytes)) return 'raw'
  if (start === 'II*\0' || start === 'MM\0*') return 'tiff'
  if (fileBrands(bytes).some((brand) => HEIC_BRANDS.has(brand))) return 'heic'
  if (start === '8BPS') return 'photoshop'
  if (start === '%PDF') return 'pdf'
  if (isBmp(bytes)) return 'bmp'
  return isSvg(bytes) ? 'svg' : null
}

/** A byte order mark, declarations and comments may stand before the root element. */
function isSvg(bytes: Uint8Array): boolean {
  const start = latin1At(bytes, 0, MAX_PROLOG_BYTES)
  return /^(?:\xef\xbb\xbf)?\s*</.test(start) && /<(?:\w+:)?svg[\s>/]/.test(start) && !/<html\b/i.test(start)
}

/** Windows bitmaps have the size of their second header at byte 14: 12 for the oldest, up to 124. */
function isBmp(bytes: Uint8Array): boolean {
  if (latin1At(bytes, 0, 2) !== 'BM' || bytes.length < 26) return false
  const size = dataViewOf(bytes).getUint32(14, true)
  return size >= 12 && size <= 124
}

/** Raw files of most cameras are TIFFs whose first picture is a thumbnail (TIFF 6.0, NewSubfileType; DNG 1.7, DNGVersion). */
function isRaw(name: string, bytes: Uint8Array): boolean {
  if (fileBrands(bytes)[0] === 'crx ') return true
  const isTiff = /^(?:II[*RU]|MM\0\*|II\x55\0)/.test(latin1At(bytes, 0, 4))
  if (!isTiff) return latin1At(bytes, 0, 8) === 'FUJIFILM'
  if (RAW_ENDING.test(name) || latin1At(bytes, 8, 2) === 'CR') return true
  const subfile = tiffNumber(bytes, 254) ?? 0
  return (subfile & 1) === 1 || tiffNumber(bytes, 50_706) !== null
}
