import type { FileHandle } from 'node:fs/promises'

/** A zip that cannot be read, or an entry of one: the message is for the writer, after the name. */
export class BadZip extends Error {}

/**
 * That many bytes of a file from there.
 * @throws BadZip when it ends before.
 */
export async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let read = 0
  while (read < length) {
    const { bytesRead } = await handle.read(bytes, read, length - read, position + read)
    if (bytesRead === 0) throw new BadZip('is damaged: it breaks off')
    read += bytesRead
  }
  return bytes
}
