import type { BrowserWindow, Clipboard, Dialog, OpenDialogOptions, Shell } from 'electron'
import { basename, extname, join } from 'node:path'
import { done, problem, type ExportedFile, type HostServices, type Outcome } from '../desk.ts'
import { writeAtomically } from '../desk/disk/atomicWrite.ts'
import { copyAtomically } from '../desk/disk/copyAtomically.ts'
import { type Files, realFiles } from '../desk/disk/files.ts'
import type { JobFile } from '../desk/index.ts'
import { problemOf } from '../desk/problems.ts'
import { openExternal } from './external.ts'
import type { Spelling } from './spelling.ts'

/** How the system's dialog for a drafts folder is to be. */
export const CHOOSING: OpenDialogOptions = {
  title: 'Drafts folder',
  buttonLabel: 'Keep drafts here',
  properties: ['openDirectory', 'createDirectory'],
}

export interface HostPieces {
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>
  readonly clipboard: Pick<Clipboard, 'writeText'>
  readonly shell: Pick<Shell, 'openExternal'>
  readonly spelling: Spelling
  /** The window a dialog belongs to. */
  readonly window: () => BrowserWindow | null
  /** Where the save dialog starts. */
  readonly folder: string
  readonly jobFile: (job: string) => Promise<Outcome<JobFile>>
  /** Remembers a drafts folder and goes on with it. */
  readonly goTo: (library: string) => void
  readonly files?: Files
}

/** What the desktop does for the page: the system's own dialog, clipboard and browser. */
export function hostServices(pieces: HostPieces): HostServices {
  return {
    saveFile: (file) => saveFile(pieces, file),
    copyText: (text) => copyText(pieces.clipboard, text),
    saveJobFile: (job) => saveJobFile(pieces, job),
    chooseLibrary: () => chooseLibrary(pieces),
    openExternal: (url) => openExternal(pieces.shell, url),
    checkSpelling: async (language, words) => done(await pieces.spelling.check(language, words)),
  }
}

/** Asks where a file of that name is to go; null when the writer cancels. */
async function askWhere({ dialog, window, folder }: HostPieces, name: string): Promise<string | null> {
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
  return canceled || filePath === '' ? null : filePath
}

async function saveFile(pieces: HostPieces, { name, bytes }: ExportedFile): Promise<Outcome<string | null>> {
  const { files = realFiles } = pieces
  return handOver(pieces, name, (path) => writeAtomically(files, path, bytes))
}

async function saveJobFile(pieces: HostPieces, job: string): Promise<Outcome<string | null>> {
  const { files = realFiles } = pieces
  const made = await pieces.jobFile(job)
  if (!made.ok) return made
  return handOver(pieces, made.value.name, (path) => copyAtomically(files, made.value.path, path))
}

async function handOver(
  pieces: HostPieces,
  name: string,
  write: (path: string) => Promise<void>,
): Promise<Outcome<string | null>> {
  const path = await askWhere(pieces, name)
  if (path === null) return done(null)
  try {
    await write(path)
    return done(path)
  } catch (error) {
    const attempt = {
      failed: `${basename(path)} was not written`,
      safe: 'Your drafts are safe, and so is any older file there.',
    }
    return problemOf(error, attempt)
  }
}

/** Galley goes on in the folder by starting anew, so that what is on the screen is saved where it belongs. */
async function chooseLibrary({ dialog, window, goTo }: HostPieces): Promise<Outcome<string | null>> {
  const parent = window()
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(CHOOSING)
    : dialog.showOpenDialog(parent, CHOOSING))
  const [folder = ''] = filePaths
  if (canceled || folder === '') return done(null)
  goTo(folder)
  return done(folder)
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
