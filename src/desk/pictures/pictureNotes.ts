import type { PictureNotes } from '../../desk.ts'
import { toLine } from '../../text/unicode.ts'
import { latin1At, jpegSegments, type PictureKind, dataViewOf } from './pictureHeader.ts'

/** Characters of a caption or a credit; the rest is cut. */
const MAX_NOTE_LENGTH = 2000
/** Begins the APP13 segments of a JPEG that have Photoshop's image resources. */
const PHOTOSHOP_SIGNATURE = 'Photoshop 3.0\0'
/** The image resource that holds IPTC records (Adobe Photoshop File Formats). */
const IPTC_RESOURCE_ID = 0x0404
/** The value of record 1, dataset 90 (IIM 4.2) for text in UTF-8. */
const UTF8_CODING = '\x1b%G'

/** Yields Photoshop's image resources: each has an id, a name and data; name and data are padded to an even length. */
function* photoshopResources(bytes: Uint8Array): Generator<{ id: number; data: Uint8Array }> {
  const view = dataViewOf(bytes)
  for (let at = 0; at + 12 <= bytes.length && latin1At(bytes, at, 4) === '8BIM';) {
    const id = view.getUint16(at + 4)
    const name = (bytes[at + 6] ?? 0) + 1
    const start = at + 6 + name + (name % 2)
    if (start + 4 > bytes.length) return
    const size = view.getUint32(start)
    yield { id, data: bytes.subarray(start + 4, start + 4 + size) }
    at = start + 4 + size + (size % 2)
  }
}

/** Returns IPTC's datasets by record and number, the first of each: `2:120` is the caption. Stops at other bytes. */
function iptcDatasets(bytes: Uint8Array): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>()
  const view = dataViewOf(bytes)
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

function decodedText(bytes: Uint8Array | undefined, isUtf8: boolean): string {
  if (bytes === undefined) return ''
  const decode = (label: string, fatal: boolean): string => new TextDecoder(label, { fatal }).decode(bytes)
  let text: string
  try {
    text = decode('utf-8', !isUtf8)
  } catch {
    // The coding is not declared: bytes that are not UTF-8 are most likely from Windows.
    text = decode('windows-1252', false)
  }
  return toLine(text).trim().slice(0, MAX_NOTE_LENGTH)
}

/**
 * Returns the caption and the credit that an agency or a photographer wrote into a JPEG (IPTC IIM). Photographer and
 * agency together are the credit, as papers set it: `Kim Min-ho/JTBC`. Null where the file has neither; never throws. No
 * library reads them: the segments are walked for size and cleaning anyway, and every further parser is one more for
 * hostile files.
 */
export function pictureNotes(kind: PictureKind, bytes: Uint8Array): PictureNotes | null {
  if (kind !== 'jpeg') return null
  const pieces: Uint8Array[] = []
  for (const { marker, data, end } of jpegSegments(bytes))
    if (marker === 0xed && latin1At(bytes, data, PHOTOSHOP_SIGNATURE.length) === PHOTOSHOP_SIGNATURE)
      pieces.push(bytes.subarray(data + PHOTOSHOP_SIGNATURE.length, end))
  for (const { id, data } of photoshopResources(Buffer.concat(pieces))) {
    if (id !== IPTC_RESOURCE_ID) continue
    const said = iptcDatasets(data)
    const coding = said.get('1:90')
    const isUtf8 = coding !== undefined && latin1At(coding, 0, 3) === UTF8_CODING
    const text = (key: string): string => decodedText(said.get(key), isUtf8)
    const by = [text('2:80'), text('2:110')].filter((name) => name !== '')
    const notes = { caption: text('2:120'), credit: [...new Set(by)].join('/') }
    return notes.caption === '' && notes.credit === '' ? null : notes
  }
  return null
}
