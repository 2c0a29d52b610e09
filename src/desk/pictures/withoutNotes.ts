import { crc32 } from 'node:zlib'
import {
  latin1At,
  jpegSegments,
  type PictureKind,
  pngChunks,
  dataViewOf,
  webpChunks,
} from './pictureHeader.ts'

/**
 * Returns a copy of a picture without the notes of its camera and editors: where it was taken, with what, by whom. The
 * pixels stay byte for byte; so do the colour profile and the orientation, since both change what is seen. GIF has no
 * such notes that matter; those of AVIF are not removed.
 * @throws RangeError when the file breaks off in the middle.
 */
export function withoutNotes(kind: PictureKind, bytes: Uint8Array, orientation: number): Uint8Array {
  switch (kind) {
    case 'jpeg':
      return cleanJpeg(bytes, orientation)
    case 'png':
      return cleanPng(bytes, orientation)
    case 'webp':
      return cleanWebp(bytes, orientation)
    case 'gif':
    case 'avif':
      return bytes
  }
}

/** Returns a TIFF block with the orientation alone (TIFF 6.0: one IFD entry, tag 0x0112, type SHORT). */
function orientationBlock(orientation: number): Uint8Array {
  const block = new Uint8Array(26)
  const view = dataViewOf(block)
  block.set([0x4d, 0x4d, 0, 42], 0)
  view.setUint32(4, 8)
  view.setUint16(8, 1)
  view.setUint16(10, 0x0112)
  view.setUint16(12, 3)
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return block
}

const latin1Bytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0))

/** Of the APPn segments a decoder needs JFIF, the colour profile and Adobe's colour transform. The marker is one byte. */
function isKeptSegment(bytes: Uint8Array, marker: number, data: number): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === 0xe0) return latin1At(bytes, data, 5) === 'JFIF\0'
  if (marker === 0xe2) return latin1At(bytes, data, 12) === 'ICC_PROFILE\0'
  return marker === 0xee && latin1At(bytes, data, 5) === 'Adobe'
}

function cleanJpeg(bytes: Uint8Array, orientation: number): Uint8Array {
  const pieces: Uint8Array[] = [bytes.subarray(0, 2)]
  if (orientation !== 1) pieces.push(latin1Bytes('\xff\xe1\x00\x22Exif\0\0'), orientationBlock(orientation))
  for (let from = 2; ;) {
    let scan: number | null = null
    for (const { marker, start, data, end } of jpegSegments(bytes, from)) {
      if (isKeptSegment(bytes, marker, data)) pieces.push(bytes.subarray(start, end))
      from = end
      if (marker === 0xda) scan = end
    }
    if (scan !== null) {
      from = scanEnd(bytes, scan)
      pieces.push(bytes.subarray(scan, from))
    }
    // Behind the end marker cameras put whole second pictures, with notes of their own.
    if (from >= bytes.length || (bytes[from] === 0xff && bytes[from + 1] === 0xd9)) break
    if (scan === null) throw new RangeError('the picture breaks off')
  }
  return Buffer.concat([...pieces, latin1Bytes('\xff\xd9')])
}

/** Returns where coded data ends: at the next marker that is not a restart (ITU T.81, B.1.1.5), or where it is cut off. */
function scanEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at += 1) {
    at = bytes.indexOf(0xff, at)
    const next = at < 0 ? undefined : bytes[at + 1]
    if (next === undefined) return bytes.length
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
}

/** Chunks with notes: Exif, texts, the time of the last change. */
const PNG_NOTES = new Set(['eXIf', 'iTXt', 'tEXt', 'zTXt', 'tIME'])

function cleanPng(bytes: Uint8Array, orientation: number): Uint8Array {
  const pieces: Uint8Array[] = [bytes.subarray(0, 8)]
  let last = ''
  for (const { type, start, end } of pngChunks(bytes)) {
    if (!PNG_NOTES.has(type)) pieces.push(bytes.subarray(start, end))
    if (type === 'IHDR' && orientation !== 1) pieces.push(pngChunk('eXIf', orientationBlock(orientation)))
    last = type
  }
  if (last !== 'IEND') throw new RangeError('the picture breaks off')
  return Buffer.concat(pieces)
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(data.length + 12)
  chunk.set(latin1Bytes(type), 4)
  chunk.set(data, 8)
  dataViewOf(chunk).setUint32(0, data.length)
  dataViewOf(chunk).setUint32(data.length + 8, crc32(chunk.subarray(4, data.length + 8)))
  return chunk
}

/** VP8X flags (RFC 9649, 2.7): Exif and XMP. */
const EXIF_FLAG = 0x08
const XMP_FLAG = 0x04

function cleanWebp(bytes: Uint8Array, orientation: number): Uint8Array {
  if (dataViewOf(bytes).getUint32(4, true) + 8 > bytes.length) throw new RangeError('the picture breaks off')
  const head = Uint8Array.from(bytes.subarray(0, 12))
  const pieces: Uint8Array[] = [head]
  let extended = false
  for (const { type, start, data, next } of webpChunks(bytes)) {
    if (type === 'EXIF' || type === 'XMP ') continue
    const chunk = Uint8Array.from(bytes.subarray(start, next))
    if (type === 'VP8X') {
      extended = true
      const flags = (bytes[data] ?? 0) & ~(EXIF_FLAG | XMP_FLAG)
      chunk[data - start] = orientation === 1 ? flags : flags | EXIF_FLAG
    }
    pieces.push(chunk)
  }
  if (extended && orientation !== 1) pieces.push(latin1Bytes('EXIF\x1a\0\0\0'), orientationBlock(orientation))
  const cleaned = Buffer.concat(pieces)
  cleaned.writeUInt32LE(cleaned.length - 8, 4)
  return cleaned
}
