/**
 * How a desk call crosses a wire that carries text: JSON, with bytes as `{"$bytes": base64}`. Pure, so that the page
 * and the browser host share it.
 */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0))
const VALUES = new Int8Array(128).fill(-1)
for (const [value, code] of CODES.entries()) VALUES[code] = value

/** Characters handed to `String.fromCharCode` at once: far below any engine's limit of arguments. */
const CHUNK = 0x4000

/** Base64 as RFC 4648, section 4 says, padded. */
export function toBase64(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(61)
  const code = (value: number): number => CODES[value & 63] ?? 0
  let at = 0
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index
    const three =
      ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (left > 2 ? (bytes[index + 2] ?? 0) : 0)
    codes[at] = code(three >> 18)
    codes[at + 1] = code(three >> 12)
    if (left > 1) codes[at + 2] = code(three >> 6)
    if (left > 2) codes[at + 3] = code(three)
    at += 4
  }
  let text = ''
  for (let index = 0; index < codes.length; index += CHUNK)
    text += String.fromCharCode(...codes.subarray(index, index + CHUNK))
  return text
}

/**
 * Bytes of a base64 text.
 * @throws SyntaxError when it is not base64 (RFC 4648, section 4, padded, nothing else in it).
 */
export function fromBase64(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  if (text.length % 4 !== 0)
    throw new SyntaxError('the bytes are not base64: their length is no multiple of 4')
  const characters = text.length - padding
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let bits = 0
  let held = 0
  let at = 0
  for (let index = 0; index < characters; index += 1) {
    const value = VALUES[text.charCodeAt(index)] ?? -1
    if (value < 0) throw new SyntaxError(`the bytes are not base64: character ${String(index)}`)
    bits = ((bits << 6) | value) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[at] = bits >> held
    at += 1
  }
  return bytes
}

/** A value as wire text. Anything JSON has, and Uint8Array anywhere in it. */
export function toWire(value: unknown): string {
  return JSON.stringify(
    value,
    function (this: Readonly<Record<string, unknown>>, key: string, json: unknown) {
      // Looked up on its holder: a Node Buffer has already turned itself into a list of numbers in `json`.
      const raw = this[key]
      return raw instanceof Uint8Array ? { $bytes: toBase64(raw) } : json
    },
  )
}

/**
 * The value of a wire text.
 * @throws SyntaxError when it is not JSON, or when bytes in it are not base64.
 */
export function fromWire(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$bytes' in value)) return value
    return typeof value.$bytes === 'string' && Object.keys(value).length === 1
      ? fromBase64(value.$bytes)
      : value
  })
}
