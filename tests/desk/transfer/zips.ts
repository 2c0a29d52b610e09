import { crc32, deflateRawSync } from 'node:zlib'

/** Zips made by hand, so that they can lie. */

export interface Entry {
  readonly name: string
  readonly content?: string | Uint8Array
  /** Unix mode of the directory's record: 0o120777 is a link. */
  readonly mode?: number
  readonly flags?: number
  readonly method?: number
  /** What the records say instead of the truth. */
  readonly says?: { readonly size?: number; readonly crc?: number; readonly localName?: string }
}

export function zip(entries: readonly Entry[], { comment = '' } = {}): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { header, record, data } = records(entry, offset)
    locals.push(header, data)
    central.push(record)
    offset += header.length + data.length
  }
  return Buffer.concat([
    ...locals,
    ...central,
    ending(entries.length, Buffer.concat(central).length, offset, comment),
  ])
}

/** `copies` entries over the data of one, as small zips that unpack to petabytes have. */
export function overlapping(copies: number, content: Uint8Array): Buffer {
  const { header, data } = records({ name: 'a.md', content }, 0)
  const central = Array.from({ length: copies }, (_, index) => {
    const { record } = records({ name: `a${String(index)}.md`, content }, 0)
    return record
  })
  const length = Buffer.concat(central).length
  return Buffer.concat([header, data, ...central, ending(copies, length, header.length + data.length, '')])
}

function records(
  { name, content = '', mode = 0o100644, flags = 0x800, method = 8, says = {} }: Entry,
  offset: number,
): { header: Buffer; record: Buffer; data: Buffer } {
  const bytes = Buffer.from(content)
  const data = method === 8 ? deflateRawSync(bytes, { level: 9 }) : bytes
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(flags, 2)
  common.writeUInt16LE(method, 4)
  common.writeUInt32LE(says.crc ?? crc32(bytes), 10)
  common.writeUInt32LE(data.length, 14)
  common.writeUInt32LE(says.size ?? bytes.length, 18)
  const title = Buffer.from(name)
  const local = Buffer.from(says.localName ?? name)
  common.writeUInt16LE(local.length, 22)
  const header = Buffer.concat([Buffer.from('PK\x03\x04'), common, local])
  const outside = Buffer.from(common)
  outside.writeUInt16LE(title.length, 22)
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE((mode << 16) >>> 0, 6)
  rest.writeUInt32LE(offset, 10)
  const record = Buffer.concat([Buffer.from('PK\x01\x02\x2d\x03', 'latin1'), outside, rest, title])
  return { header, record, data }
}

function ending(entries: number, size: number, offset: number, comment: string): Buffer {
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries, 4)
  end.writeUInt16LE(entries, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  end.writeUInt16LE(Buffer.byteLength(comment), 16)
  return Buffer.concat([Buffer.from('PK\x05\x06'), end, Buffer.from(comment)])
}
