import { UnsafeFile } from './regularFile.ts'

/**
 * Objects, arrays and fields in one file. An article of half a million words with a mark on every tenth has about as many;
 * a file of 24 MB made of `{}` alone has eight million, and takes a gigabyte and half a minute to parse.
 */
const MAX_JSON_PARTS = 1_000_000
/** What is smaller cannot hold so many that it matters. */
const SMALL_BYTES = 2 * 1024 * 1024

const [BRACE, BRACKET, COLON] = [0x7b, 0x5b, 0x3a]

/**
 * Returns the bytes of a JSON file that can be parsed in a sane time. Characters of texts are counted like others.
 * @throws UnsafeFile 'EFBIG' for any other; `path` is the file's, for its message.
 */
export function ensureParsable(bytes: Uint8Array, path: string): Uint8Array {
  if (bytes.length <= SMALL_BYTES) return bytes
  let parts = 0
  for (const byte of bytes) if (byte === BRACE || byte === BRACKET || byte === COLON) parts += 1
  if (parts > MAX_JSON_PARTS) throw new UnsafeFile('EFBIG', path)
  return bytes
}
