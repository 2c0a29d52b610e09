import type { BrowserWindow, Clipboard, Dialog, Shell } from 'electron'
import { basename, extname, join } from 'node:path'
import { done, problem, type ExportedFile, type HostServices, type Outcome } from '../desk.ts'
import { writeAtomically } from '../desk/atomicWrite.ts'
import { type Files, realFiles } from '../desk/files.ts'
import { problemOf } from '../desk/problems.ts'
import { openExternal } from './external.ts'

export interface HostPieces {
  readonly dialog: Pick<Dialog, 'showSaveDialog'>
  readonly clipboard: Pick<Clipboard, 'writeText'>
  readonly shell: Pick<Shell, 'openExternal'>
  /** The window a dialog belongs to. */
  readonly window: () => BrowserWindow | null
  /** Where the save dialog starts. */
  readonly folder: string
  readonly files?: Files
}

/** What the desktop does for the page: the system's own dialog, clipboard and browser. */
export function hostServices(pieces: HostPieces): HostServices {
  return {
    saveFile: (file) => saveFile(pieces, file),
    copyText: (text) => copyText(pieces.clipboard, text),
    takeJobFile: () => Promise.resolve(done(null)),
    chooseLibrary: () => Promise.resolve(done(null)),
    openExternal: (url) => openExternal(pieces.shell, url),
  }
}

async function saveFile(
  { dialog, window, folder, files = realFiles }: HostPieces,
  { name, bytes }: ExportedFile,
): Promise<Outcome<string | null>> {
  const bare = basename(name.replaceAll('\\', '/'))
  const ending = extname(bare).slice(1)
  const options = {
    defaultPath: join(folder, bare),
    ...(ending === '' ? {} : { filters: [{ name: ending.toUpperCase(), extensions: [ending] }] }),
  }
  const parent = window()
  const { canceled, filePath } = await (parent === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(parent, options))
  if (canceled || filePath === '') return done(null)
  try {
    await writeAtomically(files, filePath, bytes)
    return done(filePath)
  } catch (error) {
    const attempt = {
      failed: `${basename(filePath)} was not written`,
      safe: 'Your draft is safe, and so is any older file there.',
    }
    return problemOf(error, attempt)
  }
}

async function copyText(clipboard: Pick<Clipboard, 'writeText'>, text: string): Promise<Outcome<null>> {
  try {
    await clipboard.writeText(text)
    return done(null)
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause)
    return problem(
      'failed',
      `The clipboard did not take the text: ${said}.`,
      'Your draft is safe.',
      'Try again, or save to a file instead.',
    )
  }
}
