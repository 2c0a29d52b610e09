import type { PictureNotes } from '../../desk.ts'
import { toLine } from '../../text/unicode.ts'
import { ascii, jpegSegments, type PictureKind, viewOf } from './pictureHeader.ts'

const MOST = 2000
const SIGNATURE = 'Photoshop 3.0\0'
/** The image resource that holds IPTC records (Adobe Photoshop File Formats). */
const IPTC = 0x0404
/** IIM 4.2: record 1, dataset 90 says how text is coded; this value is UTF-8. */
const UTF8 = '\x1b%G'

/** Photoshop's image resources: each an id, a name, its data; both padded to an even length. */
function* resources(bytes: Uint8Array): Generator<{ id: number; data: Uint8Array }> {
  const view = viewOf(bytes)
  for (let at = 0; at + 12 <= bytes.length && ascii(bytes, at, 4) === '8BIM';) {
    const id = view.getUint16(at + 4)
    const name = (bytes[at + 6] ?? 0) + 1
    const start = at + 6 + name + (name % 2)
    if (start + 4 > bytes.length) return
    const size = view.getUint32(start)
    yield { id, data: bytes.subarray(start + 4, start + 4 + size) }
    at = start + 4 + size + (size % 2)
  }
}

/** IPTC's datasets by record and number, the first of each: `2:120` is the caption. Stops at what is none. */
function datasets(bytes: Uint8Array): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>()
  const view = viewOf(bytes)
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === 0x1c;) {
    const size = view.getUint16(at + 3)
    // Lengths of more than 15 bits are for pictures within the record, not for words.
    if (size > 0x7fff || at + 5 + size > bytes.length) break
    const key = `${String(bytes[at + 1])}:${String(bytes[at + 2])}`
    if (!found.has(key)) found.set(key, bytes.subarray(at + 5, at + 5 + size))
    at += 5 + size
  }
  return found
}

function decoded(bytes: Uint8Array | undefined, isUtf8: boolean): string {
  if (bytes === undefined) return ''
  const decode = (label: string, fatal: boolean): string => new TextDecoder(label, { fatal }).decode(bytes)
  let text: string
  try {
    text = decode('utf-8', !isUtf8)
  } catch {
    // Nobody said how it is coded: what is no UTF-8 is what Windows wrote.
    text = decode('windows-1252', false)
  }
  return toLine(text).trim().slice(0, MOST)
}

/**
 * The caption and the credit an agency or a photographer wrote into a JPEG (IPTC IIM). Of photographer and agency both
 * are the credit, as papers set it: `Kim Min-ho/JTBC`. Null where the file says neither; never throws. Read here and by no
 * library: the segments are walked for size and cleaning anyway, and every further reader is one more for hostile files.
 */
export function pictureNotes(kind: PictureKind, bytes: Uint8Array): PictureNotes | null {
  if (kind !== 'jpeg') return null
  const pieces: Uint8Array[] = []
  for (const { marker, data, end } of jpegSegments(bytes))
    if (marker === 0xed && ascii(bytes, data, SIGNATURE.length) === SIGNATURE)
      pieces.push(bytes.subarray(data + SIGNATURE.length, end))
  for (const { id, data } of resources(Buffer.concat(pieces))) {
    if (id !== IPTC) continue
    const said = datasets(data)
    const coding = said.get('1:90')
    const isUtf8 = coding !== undefined && ascii(coding, 0, 3) === UTF8
    const text = (key: string): string => decoded(said.get(key), isUtf8)
    const by = [text('2:80'), text('2:110')].filter((name) => name !== '')
    const notes = { caption: text('2:120'), credit: [...new Set(by)].join('/') }
    return notes.caption === '' && notes.credit === '' ? null : notes
  }
  return null
}
