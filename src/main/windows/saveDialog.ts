import type { BrowserWindow, Dialog, SaveDialogOptions } from 'electron'
import { basename, extname, join } from 'node:path'
import type { Files } from '../../desk/disk/index.ts'
import { t } from '../messages.ts'

/**
 * Where to save a file: the system's dialog, and what it leaves out. On Linux it adds no ending to a name that is typed
 * without one, and then it has not asked about the file that is really written. On Windows its question about a file that
 * is there may close by itself (electron/electron#52571). In both cases Galley asks again before it replaces a file.
 */

/** What the dialog needs. */
export interface SaveDialogParts {
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showMessageBox'>
  /** Returns the window that the dialog belongs to; null for a dialog of its own. */
  readonly window: () => BrowserWindow | null
  /** The folder in which the dialog starts. */
  readonly folder: string
  readonly platform?: NodeJS.Platform
}

/** Names under which this process saved files, by path: an export that is saved again replaces its own file. */
const savedNames = new Map<string, string>()

/** Notes that a file was saved, so that the same export may replace it without a question. */
export function noteSaved(path: string, name: string): void {
  savedNames.set(path, name)
}

/** Returns true if this process saved a file there. */
export function wasSaved(path: string): boolean {
  return savedNames.has(path)
}

/**
 * Asks where to save a file.
 * @param name the suggested name; only its last part is used, so that it cannot suggest a folder
 * @returns the path; null if the writer cancels
 */
export async function askForPath(
  parts: SaveDialogParts,
  files: Pick<Files, 'lstat'>,
  name: string,
): Promise<string | null> {
  const { dialog, window, folder, platform = process.platform } = parts
  const bareName = basename(name.replaceAll('\\', '/'))
  const extension = extname(bareName)
  const options: SaveDialogOptions = {
    defaultPath: join(folder, bareName),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
    ...(extension === '' ? {} : { filters: [filterFor(extension.slice(1))] }),
  }
  const parent = window()
  const { canceled, filePath } = await (parent === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(parent, options))
  if (canceled || filePath === '') return null
  const path = platform === 'linux' && !hasEnding(filePath) ? filePath + extension : filePath
  const isAsked = path === filePath && (platform !== 'win32' || savedNames.get(path) === name)
  if (isAsked || !(await isThere(files, path))) return path
  return (await mayReplace(parts, path)) ? path : null
}

/** Returns true if there is a file. What cannot be looked at is left to the write, which says what is wrong. */
async function isThere(files: Pick<Files, 'lstat'>, path: string): Promise<boolean> {
  return files.lstat(path).then(
    () => true,
    () => false,
  )
}

function filterFor(extension: string): { name: string; extensions: string[] } {
  return { name: extension.toUpperCase(), extensions: [extension] }
}

/** Returns true for a name with an ending such as `.md`, and false for "Draft 1.2". */
function hasEnding(path: string): boolean {
  return /^\.[a-z][a-z0-9]*$/i.test(extname(path))
}

const CANCEL = 0
const REPLACE = 1

/** Asks whether the file at `path` may be replaced. */
async function mayReplace({ dialog, window }: SaveDialogParts, path: string): Promise<boolean> {
  const parent = window()
  const options = {
    type: 'warning' as const,
    message: t('replaceFile.message', { name: basename(path) }),
    detail: t('replaceFile.detail'),
    buttons: [t('replaceFile.cancel'), t('replaceFile.replace')],
    defaultId: CANCEL,
    cancelId: CANCEL,
  }
  const { response } = await (parent === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(parent, options))
  return response === REPLACE
}
