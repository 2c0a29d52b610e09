import { createHash } from 'node:crypto'

/** Returns the SHA-256 of bytes or of a text in UTF-8, as 64 hex digits: a draft's revision. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
