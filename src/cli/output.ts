import { stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UnconfirmedWrite, writeAtomically } from '../desk/disk/atomicWrite.ts'
import { codeOf, realFiles } from '../desk/disk/files.ts'
import { Mistake } from './mistake.ts'

/**
 * Writes the whole text or, when that cannot be done, leaves what was there. `-` is standard output.
 * @throws Mistake when the file cannot be written
 */
export async function writeOutput(output: string, text: string): Promise<void> {
  if (output === '-') {
    process.stdout.write(text)
    return
  }
  try {
    await replace(output, text)
  } catch (cause) {
    throw cause instanceof Mistake ? cause : told(output, cause)
  }
}

async function replace(output: string, text: string): Promise<void> {
  const old = await stat(output).catch(() => null)
  if (old?.isDirectory() === true) throw new Mistake(output, 'that is a folder', 'Name a file in it.')
  // A pipe or a device is written to, not put aside by a file of its name.
  if (old === null || old.isFile()) await writeAtomically(realFiles, output, Buffer.from(text))
  else await writeFile(output, text)
}

function told(output: string, cause: unknown): Mistake {
  const reason = cause instanceof UnconfirmedWrite ? cause.cause : cause
  const code = codeOf(reason) || String(reason)
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new Mistake(output, `there is no folder ${dirname(output)}`, 'Create it, or name another file.')
  if (code === 'ENOSPC')
    return new Mistake(output, 'the disk is full', 'Make room, or name a file elsewhere.')
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return new Mistake(output, 'it may not be written', 'Name a file elsewhere, or ask for the right to.')
  return new Mistake(output, `it cannot be written (${code})`, 'Name a file elsewhere.')
}
