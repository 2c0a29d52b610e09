/**
 * How the arguments and the outcome of a desk call cross HTTP between the page and the browser host. Pure, so that both
 * sides share it. Electron does not need it: its ipc clones values, bytes included.
 *
 * A value without bytes crosses as JSON. A value with a `Uint8Array` anywhere in it crosses as one frame, so that a
 * picture costs its own size and one copy:
 *
 *   4 bytes   length of the head in bytes, unsigned, big-endian
 *   head      JSON in UTF-8: {"lengths":[3],"value":["tea-at-midnight","cup.png",{"$bytes":0}]}
 *   parts     the bytes themselves, one part after the other, as long as `lengths` says, and nothing after them
 *
 * `{"$bytes":0}` stands for part 0. A frame comes from outside: every length and index is checked, and every part must be
 * used exactly once.
 */

/** The media type of a value without bytes. */
export const JSON_TYPE = 'application/json'

/** The media type of a frame. As with JSON, a browser sends it to another origin only after asking that origin. */
export const FRAME_TYPE = 'application/octet-stream'

/** A value as the body of a request or of a response. */
export interface WireBody {
  readonly type: typeof JSON_TYPE | typeof FRAME_TYPE
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The length of the number that a frame begins with. */
const PREFIX_BYTES = 4

const PLACEHOLDER_KEY = '$bytes'

/** How deep a frame's value may be nested. Calls and outcomes are at most five deep. */
const MAX_DEPTH = 50

/**
 * Returns a value as a body.
 * @param value anything that JSON has, with `Uint8Array` anywhere in it
 * @throws TypeError if an object in it has a key `$bytes`: frames need it for themselves
 */
export function toWire(value: unknown): WireBody {
  const parts: Uint8Array[] = []
  const placeholders = new Set<unknown>()
  const json = JSON.stringify(
    value,
    function (this: Readonly<Record<string, unknown>>, key: string, converted: unknown) {
      if (key === PLACEHOLDER_KEY && !placeholders.has(this))
        throw new TypeError(`an object with the key ${PLACEHOLDER_KEY} cannot be sent`)
      // Not `converted`: a Node Buffer has a `toJSON` and is a list of numbers there.
      const original = this[key]
      if (!(original instanceof Uint8Array)) return converted
      const placeholder = { [PLACEHOLDER_KEY]: parts.push(original) - 1 }
      placeholders.add(placeholder)
      return placeholder
    },
  )
  if (parts.length === 0) return { type: JSON_TYPE, bytes: new TextEncoder().encode(json) }
  const lengths = JSON.stringify(parts.map(({ length }) => length))
  const head = new TextEncoder().encode(`{"lengths":${lengths},"value":${json}}`)
  return { type: FRAME_TYPE, bytes: frame(head, parts) }
}

function frame(head: Uint8Array, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, PREFIX_BYTES + head.length)
  const bytes = new Uint8Array(length)
  new DataView(bytes.buffer).setUint32(0, head.length)
  bytes.set(head, PREFIX_BYTES)
  let offset = PREFIX_BYTES + head.length
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

/**
 * Returns the value of a body.
 * @param type the body's media type, parameters such as `charset` included
 * @returns the value; `Uint8Array` in it are views of `bytes`, not copies
 * @throws SyntaxError if the type is neither of the two, or the body is not of that type
 */
export function fromWire(type: string, bytes: Uint8Array): unknown {
  const mediaType = type.replace(/;.*/, '').trim().toLowerCase()
  if (mediaType === JSON_TYPE) return parseJson(bytes)
  if (mediaType === FRAME_TYPE) return fromFrame(bytes)
  throw new SyntaxError(`a body of the type ${type} is not read`)
}

function fromFrame(bytes: Uint8Array): unknown {
  if (bytes.length < PREFIX_BYTES) throw new SyntaxError('the frame is cut off in its prefix')
  const headLength = new DataView(bytes.buffer, bytes.byteOffset, PREFIX_BYTES).getUint32(0)
  const body = bytes.subarray(PREFIX_BYTES)
  if (headLength > body.length) throw new SyntaxError('the frame is cut off in its head')
  const head = parseJson(body.subarray(0, headLength))
  if (typeof head !== 'object' || head === null || !('lengths' in head) || !('value' in head))
    throw new SyntaxError('the frame has no head')
  const unused = partsOf(body.subarray(headLength), head.lengths)
  const value = withParts(head.value, unused)
  if (unused.some((part) => part !== null)) throw new SyntaxError('a part of the frame is not used')
  return value
}

/**
 * Returns the parts of a frame in their order.
 * @param bytes everything behind the head
 * @throws SyntaxError if the lengths are not those of the bytes
 */
function partsOf(bytes: Uint8Array, lengths: unknown): (Uint8Array | null)[] {
  if (!Array.isArray(lengths)) throw new SyntaxError('the frame does not say how long its parts are')
  let offset = 0
  const parts = lengths.map((length: unknown) => {
    if (
      typeof length !== 'number' ||
      !Number.isInteger(length) ||
      length < 0 ||
      length > bytes.length - offset
    )
      throw new SyntaxError('a part of the frame is not as long as its head says')
    const part = new Uint8Array(bytes.buffer, bytes.byteOffset + offset, length)
    offset += length
    return part
  })
  if (offset < bytes.length) throw new SyntaxError('the frame has bytes behind its last part')
  return parts
}

/**
 * Returns a value with each placeholder replaced by its part, and sets the parts that were used to null.
 * @throws SyntaxError for a placeholder of no part or of one that was used already, and for a value nested too deeply
 */
function withParts(value: unknown, unused: (Uint8Array | null)[], depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > MAX_DEPTH) throw new SyntaxError('the frame is nested too deeply')
  if (Array.isArray(value)) return value.map((item: unknown) => withParts(item, unused, depth + 1))
  if (!Object.hasOwn(value, PLACEHOLDER_KEY))
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [key, withParts(field, unused, depth + 1)]),
    )
  const index = (value as Readonly<Record<string, unknown>>)[PLACEHOLDER_KEY]
  const part = typeof index === 'number' && Object.keys(value).length === 1 ? unused[index] : null
  if (typeof index !== 'number' || part === undefined || part === null)
    throw new SyntaxError('the frame names a part that it does not have')
  unused[index] = null
  return part
}

/** @throws SyntaxError if the bytes are not JSON in UTF-8 */
function parseJson(bytes: Uint8Array): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new SyntaxError('the body is not UTF-8', { cause })
  }
  return JSON.parse(text)
}
