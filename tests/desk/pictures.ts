import { crc32, deflateSync } from 'node:zlib'

/** Tiny pictures made by hand, with and without what cameras note in them. */

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')

/** Stands for everything that must not leave: found in the bytes, the notes are still there. */
export const PLACE = 'GPS 37.5665 126.9780'

/** A TIFF block with an orientation and a place. */
export function tiff(orientation: number, order: 'II' | 'MM' = 'II'): Buffer {
  const block = Buffer.alloc(26)
  block.write(order, 0, 'latin1')
  const two = (value: number, at: number) =>
    order === 'II' ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at)
  const four = (value: number, at: number) =>
    order === 'II' ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at)
  two(42, 2)
  four(8, 4)
  two(1, 8)
  two(0x0112, 10)
  two(3, 12)
  four(1, 14)
  two(orientation, 18)
  return Buffer.concat([block, ascii(PLACE)])
}

function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(data.length + 12)
  chunk.writeUInt32BE(data.length, 0)
  chunk.write(type, 4, 'latin1')
  data.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, data.length + 8)), data.length + 8)
  return chunk
}

export interface Notes {
  readonly orientation?: number
  readonly notes?: boolean
  /** Further segments, for a JPEG. */
  readonly segments?: readonly Buffer[]
}

/** A grey PNG that any decoder shows. */
export function png(width: number, height: number, { orientation, notes }: Notes = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const pixels =
    width * height > 1_000_000 ? Buffer.alloc(1) : deflateSync(Buffer.alloc((width + 1) * height, 128))
  return Buffer.concat([
    ascii('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', header),
    ...(orientation === undefined ? [] : [pngChunk('eXIf', tiff(orientation, 'MM'))]),
    ...(notes === true
      ? [
          pngChunk('iTXt', ascii(`XML:com.adobe.xmp\0\0\0\0\0${PLACE}`)),
          pngChunk('tEXt', ascii(`Location\0${PLACE}`)),
          pngChunk('pHYs', Buffer.alloc(9)),
        ]
      : []),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
    ...(notes === true ? [ascii(PLACE)] : []),
  ])
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** Photoshop's segment with IPTC records of these datasets: `{ '2:120': 'Caption' }`. */
export function iptc(said: Readonly<Record<string, string | Buffer>>): Buffer {
  const records = Object.entries(said).map(([key, value]) => {
    const [record, dataset] = key.split(':').map(Number)
    const words = Buffer.from(value as string)
    const head = Buffer.from([0x1c, record ?? 0, dataset ?? 0, 0, 0])
    head.writeUInt16BE(words.length, 3)
    return Buffer.concat([head, words])
  })
  const resource = (id: number, name: string, data: Buffer): Buffer => {
    const head = Buffer.from([0, 0, name.length])
    head.writeUInt16BE(id, 0)
    const size = Buffer.alloc(4)
    size.writeUInt32BE(data.length, 0)
    const padded = Buffer.alloc((name.length + 1) % 2)
    return Buffer.concat([
      ascii('8BIM'),
      head,
      ascii(name),
      padded,
      size,
      data,
      Buffer.alloc(data.length % 2),
    ])
  }
  const all = [resource(0x03ed, 'size', Buffer.alloc(15)), resource(0x0404, '', Buffer.concat(records))]
  return segment(0xed, Buffer.concat([ascii('Photoshop 3.0\0'), ...all]))
}

export const ICC = segment(0xe2, ascii('ICC_PROFILE\0\x01\x01colours'))

/** A JPEG's skeleton: two scans with stuffed bytes and a restart, as progressive ones have. */
export function jpeg(
  width: number,
  height: number,
  { orientation, notes, segments = [] }: Notes = {},
): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  const scan = segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0]))
  const coded = Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, ascii('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    ...(orientation === undefined
      ? []
      : [segment(0xe1, Buffer.concat([ascii('Exif\0\0'), tiff(orientation)]))]),
    ...segments,
    ...(notes === true
      ? [
          segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${PLACE}`)),
          segment(0xed, ascii(`Photoshop 3.0\0${PLACE}`)),
          segment(0xe2, ascii(`MPF\0${PLACE}`)),
          segment(0xfe, ascii(PLACE)),
          ICC,
        ]
      : []),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc2, frame),
    scan,
    coded,
    segment(0xc4, Buffer.alloc(20, 1)),
    scan,
    coded,
    Buffer.from([0xff, 0xd9]),
    ...(notes === true ? [ascii(PLACE)] : []),
  ])
}

export function gif(width: number, height: number): Buffer {
  const bytes = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')
  bytes.writeUInt16LE(width, 6)
  bytes.writeUInt16LE(height, 8)
  return bytes
}

function riffChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

function riff(...chunks: Buffer[]): Buffer {
  const body = Buffer.concat([ascii('WEBP'), ...chunks])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

export const webp = {
  lossy: (width: number, height: number): Buffer => {
    const data = Buffer.alloc(11)
    data.set([0, 0, 0, 0x9d, 0x01, 0x2a])
    data.writeUInt16LE(width, 6)
    data.writeUInt16LE(height | 0x4000, 8)
    return riff(riffChunk('VP8 ', data))
  },
  lossless: (width: number, height: number): Buffer => {
    const data = Buffer.alloc(6)
    data.writeUInt8(0x2f, 0)
    data.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1)
    return riff(riffChunk('VP8L', data))
  },
  extended: (width: number, height: number, { orientation, notes }: Notes = {}): Buffer => {
    const canvas = Buffer.alloc(10)
    canvas.writeUInt8(0x20 | (orientation === undefined ? 0 : 8) | (notes === true ? 4 : 0), 0)
    canvas.writeUIntLE(width - 1, 4, 3)
    canvas.writeUIntLE(height - 1, 7, 3)
    return riff(
      riffChunk('VP8X', canvas),
      riffChunk('ICCP', ascii('colours')),
      riffChunk('VP8L', Buffer.from([0x2f, 0, 0, 0, 0])),
      ...(orientation === undefined ? [] : [riffChunk('EXIF', tiff(orientation))]),
      ...(notes === true ? [riffChunk('XMP ', ascii(PLACE))] : []),
    )
  },
}

function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8, 0)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** An AVIF's boxes: a tile, the whole picture, and perhaps a quarter turn. */
export function avif(width: number, height: number, quarterTurns = 0): Buffer {
  const ispe = (wide: number, high: number): Buffer => {
    const data = Buffer.alloc(12)
    data.writeUInt32BE(wide, 4)
    data.writeUInt32BE(high, 8)
    return box('ispe', data)
  }
  const properties = [ispe(1, 1), ispe(width, height)]
  if (quarterTurns > 0) properties.push(box('irot', Buffer.from([quarterTurns])))
  return Buffer.concat([
    box('ftyp', ascii('avif\0\0\0\0avifmif1')),
    box('meta', Buffer.alloc(4), box('iprp', box('ipco', ...properties))),
    box('mdat', Buffer.alloc(16)),
  ])
}
