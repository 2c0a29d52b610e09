import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'

/** Returns the files in a zip by name, read by yauzl alone and with all its checks: nothing of Galley's reader. */
export async function unzipped(zip: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  const read = await fromBufferPromise(Buffer.from(zip), { strictFileNames: true })
  const files = new Map<string, Buffer>()
  for await (const entry of read.eachEntry()) {
    const stream = await read.openReadStreamPromise(entry)
    files.set(entry.fileName, await buffer(stream))
  }
  return files
}
