import { stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { t } from './messages.ts'
import { UsageError } from './usageError.ts'

/**
 * Writes a text to a file, or to standard output for `-`. The file is replaced as a whole; if that fails, the old one
 * stays.
 * @throws UsageError if the file cannot be written
 */
export async function writeOutput(output: string, text: string): Promise<void> {
  if (output === '-') {
    process.stdout.write(text)
    return
  }
  try {
    await replace(output, text)
  } catch (cause) {
    throw cause instanceof UsageError ? cause : await usageErrorOf(output, cause)
  }
}

async function replace(output: string, text: string): Promise<void> {
  const old = await stat(output).catch(() => null)
  if (old?.isDirectory() === true) throw new UsageError(output, t('folder.what'), t('folder.mend'))
  // A pipe or a device is written to. A file must not take its place.
  if (old !== null && !old.isFile()) return writeFile(output, text)
  const { realFiles, writeAtomically } = await disk()
  await writeAtomically(realFiles, output, Buffer.from(text))
}

/** Loads what writes files safely: a result on standard output starts sooner without it. */
function disk() {
  return import('../desk/disk/index.ts')
}

/** Returns the error of a failed write in words that say what to do. */
async function usageErrorOf(output: string, cause: unknown): Promise<UsageError> {
  const { codeOf, UnconfirmedWrite } = await disk()
  const reason = cause instanceof UnconfirmedWrite ? cause.cause : cause
  const code = codeOf(reason) || String(reason)
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new UsageError(output, t('noFolder.what', { folder: dirname(output) }), t('noFolder.mend'))
  if (code === 'ENOSPC') return new UsageError(output, t('diskFull.what'), t('diskFull.mend'))
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return new UsageError(output, t('writeDenied.what'), t('writeDenied.mend'))
  return new UsageError(output, t('unwritable.what', { code }), t('unwritable.mend'))
}
