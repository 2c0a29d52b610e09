/**
 * SHA-256 (FIPS 180-4), for the policy of an exported page. The core runs in browsers and workers, whose own digest is
 * asynchronous, and without Node.
 */

/** Returns the first 32 bits of the fractional part of a root: of the first primes' cube roots and square roots (4.2.2, 5.3.3). */
function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32)
}

function primes(count: number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate += 1)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  return found
}

const ROUND_CONSTANTS = primes(64).map((prime) => fraction(Math.cbrt(prime)))
const INITIAL_HASH = primes(8).map((prime) => fraction(Math.sqrt(prime)))
const BLOCK_BYTES = 64

const rotate = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits))

/** Returns the message with its padding: a one bit, zeros, and its length in bits as the last 64 (5.1.1). */
function padded(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / BLOCK_BYTES) * BLOCK_BYTES
  const message = new Uint8Array(length)
  message.set(bytes)
  message[bytes.length] = 0x80
  const view = new DataView(message.buffer)
  view.setUint32(length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(length - 4, bytes.length << 3)
  return view
}

/** Returns the message schedule of one block: 64 words (6.2.2, step 1). */
function schedule(message: DataView, start: number): Uint32Array {
  const words = new Uint32Array(64)
  for (let index = 0; index < 64; index += 1) {
    if (index < 16) {
      words[index] = message.getUint32(start + index * 4)
      continue
    }
    const [two, seven, fifteen, sixteen] = [2, 7, 15, 16].map((back) => words[index - back] ?? 0)
    const [a = 0, b = 0, c = 0, d = 0] = [two, seven, fifteen, sixteen]
    const small0 = rotate(c, 7) ^ rotate(c, 18) ^ (c >>> 3)
    const small1 = rotate(a, 17) ^ rotate(a, 19) ^ (a >>> 10)
    words[index] = small1 + b + small0 + d
  }
  return words
}

/** One block of the message worked into the hash (6.2.2, steps 2 to 4). */
function compress(hash: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
  for (let round = 0; round < 64; round += 1) {
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const choice = (e & f) ^ (~e & g)
    const first = (h + big1 + choice + (ROUND_CONSTANTS[round] ?? 0) + (words[round] ?? 0)) | 0
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + big0 + majority) | 0]
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) hash[index] = (hash[index] ?? 0) + word
}

/** Returns the SHA-256 digest of a text's UTF-8 bytes, in base64 as Content-Security-Policy wants it. */
export function sha256(text: string): string {
  const message = padded(new TextEncoder().encode(text))
  const hash = Uint32Array.from(INITIAL_HASH)
  for (let start = 0; start < message.byteLength; start += BLOCK_BYTES)
    compress(hash, schedule(message, start))
  const bytes = [...hash].flatMap((word) => [
    word >>> 24,
    (word >>> 16) & 255,
    (word >>> 8) & 255,
    word & 255,
  ])
  return btoa(String.fromCharCode(...bytes))
}
