import { ShortWrite } from '../../disk/atomicWrite.ts'
import type { Files } from '../../disk/files.ts'
import type { JobControl } from '../jobs.ts'
import { LIMITS } from '../limits.ts'
import { openZip } from '../zip/reader.ts'

/**
 * Reads a finished backup as an import would: every entry is unpacked and held against its checksum. Stops when the job
 * is cancelled.
 * @param expected what was written; `drafts` sets the scale of the progress, whose second half this is
 * @throws ShortWrite when the disk lost bytes; ZipError when an entry is damaged.
 */
export async function verifyZip(
  files: Files,
  path: string,
  expected: { readonly size: number; readonly entries: number; readonly drafts: number },
  control: JobControl,
): Promise<void> {
  const { size } = await files.stat(path)
  if (size !== expected.size)
    throw new ShortWrite(`the disk took ${String(size)} of ${String(expected.size)} bytes`)
  const zip = await openZip(files, path, { ...LIMITS, files: Infinity, ratio: Infinity })
  try {
    const { entries } = zip
    const { drafts } = expected
    if (entries.length !== expected.entries)
      throw new Error('the zip came out wrong: its directory is not whole')
    for (const [index, entry] of entries.entries()) {
      if (control.signal.aborted) return
      await zip.read(entry, LIMITS.file)
      control.progress(drafts + Math.floor((drafts * index) / entries.length), drafts * 2)
    }
  } finally {
    await zip.close()
  }
}
