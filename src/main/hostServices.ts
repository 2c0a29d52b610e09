import type { BrowserWindow, Clipboard, ClipboardItem, Dialog, OpenDialogOptions, Shell } from 'electron'
import { basename } from 'node:path'
import {
  type AppInfo,
  done,
  problem,
  type ExportedFile,
  type HostServices,
  type MenuItem,
  type Outcome,
  type Paper,
} from '../desk.ts'
import { copyAtomically, type Files, realFiles, writeAtomically } from '../desk/disk/index.ts'
import type { JobFile } from '../desk/index.ts'
import { problemOf } from '../desk/startup.ts'
import type { DocumentServices } from './documents/services.ts'
import { openExternal } from './external.ts'
import { t } from './messages.ts'
import { type Printer, print, printedPdf } from './windows/printing.ts'
import type { Spelling } from './spelling.ts'
import { askForPath, noteSaved } from './windows/saveDialog.ts'
import type { WindowServices } from './windows/windows.ts'

/** Returns the options of the system's dialog for a library folder. */
export function libraryDialog(): OpenDialogOptions {
  return {
    title: t('chooseLibrary.title'),
    // macOS shows no title.
    message: t('chooseLibrary.title'),
    buttonLabel: t('chooseLibrary.confirm'),
    properties: ['openDirectory', 'createDirectory'],
  }
}

/** What the host services use of Electron and of the desk. */
export interface HostParts {
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog' | 'showMessageBox'>
  readonly clipboard: Pick<Clipboard, 'writeText' | 'write'>
  /** Electron's class of what its clipboard takes. */
  readonly ClipboardItem: typeof ClipboardItem
  readonly shell: Pick<Shell, 'openExternal'>
  readonly spelling: Spelling
  readonly windows: WindowServices
  readonly documents: DocumentServices
  readonly log: Pick<HostServices, 'logError' | 'readLog'>
  readonly updates: Pick<HostServices, 'checkForUpdates' | 'installUpdate'>
  /** Sends the events that the page's web contents have been waiting for. */
  readonly pageReady: () => void
  /** Prints the page. */
  readonly contents: Printer
  /** Sets the menu bar of the page's window. */
  readonly setMenus: (bar: readonly MenuItem[]) => void
  /** Returns the window that a dialog belongs to; null for a dialog of its own. */
  readonly window: () => BrowserWindow | null
  /** The folder in which the save dialog starts. */
  readonly folder: string
  /** Returns the file that a job made, by the job's id. */
  readonly jobFile: (job: string) => Promise<Outcome<JobFile>>
  /** Restarts Galley on another library folder. */
  readonly switchLibrary: (folder: string) => void
  readonly files?: Files
  readonly platform?: NodeJS.Platform
}

/** Returns what the desktop does for one page besides the desk: the system's dialogs, clipboard, browser and spelling. */
export function hostServices(parts: HostParts): HostServices {
  return {
    ...parts.windows,
    ...parts.documents,
    ...parts.log,
    ...parts.updates,
    pageReady: () => {
      parts.pageReady()
      return Promise.resolve(done(null))
    },
    saveFile: (file) => saveFile(parts, file),
    copyText: (text) => copied(() => parts.clipboard.writeText(text)),
    copyRich: (text, html) =>
      copied(() =>
        parts.clipboard.write([new parts.ClipboardItem({ 'text/plain': text, 'text/html': html })]),
      ),
    saveJobFile: (job) => saveJobFile(parts, job),
    chooseLibrary: () => chooseLibrary(parts),
    openExternal: (url) => openExternal(parts.shell, url),
    setMenus: (bar) => {
      parts.setMenus(bar)
      return Promise.resolve(done(null))
    },
    appInfo: () => Promise.resolve(done(appInfo(process.versions))),
    print: () => print(parts.contents),
    savePdf: (name, paper) => savePdf(parts, name, paper),
    checkSpelling: async (languages, words, mayDownload) =>
      done(await parts.spelling.check(languages, words, mayDownload)),
  }
}

async function saveFile(parts: HostParts, { name, bytes }: ExportedFile): Promise<Outcome<string | null>> {
  const { files = realFiles } = parts
  return saveWith(parts, name, (path) => writeAtomically(files, path, bytes))
}

/** Prints the page first, so that the dialog does not keep it in its printed form. */
async function savePdf(parts: HostParts, name: string, paper: Paper): Promise<Outcome<string | null>> {
  const { files = realFiles } = parts
  const printed = await printedPdf(parts.contents, paper)
  if (!printed.ok) return printed
  return saveWith(parts, name, (path) => writeAtomically(files, path, printed.value))
}

async function saveJobFile(parts: HostParts, job: string): Promise<Outcome<string | null>> {
  const { files = realFiles } = parts
  const made = await parts.jobFile(job)
  if (!made.ok) return made
  return saveWith(parts, made.value.name, (path) => copyAtomically(files, made.value.path, path))
}

/** @returns the path that was written; null if the writer cancelled; a problem if `write` failed */
async function saveWith(
  parts: HostParts,
  name: string,
  write: (path: string) => Promise<void>,
): Promise<Outcome<string | null>> {
  const path = await askForPath(parts, parts.files ?? realFiles, name)
  if (path === null) return done(null)
  try {
    await write(path)
    noteSaved(path, name)
    return done(path)
  } catch (error) {
    const attempt = { failed: t('file.failed', { name: basename(path) }), safe: t('file.safe') }
    return problemOf(error, attempt)
  }
}

/** Asks for a library folder. Galley then restarts on it, so that the page on screen is saved into the old one. */
async function chooseLibrary({ dialog, window, switchLibrary }: HostParts): Promise<Outcome<string | null>> {
  const parent = window()
  const options = libraryDialog()
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options))
  const [folder = ''] = filePaths
  if (canceled || folder === '') return done(null)
  switchLibrary(folder)
  return done(folder)
}

async function copied(write: () => Promise<void>): Promise<Outcome<null>> {
  try {
    await write()
    return done(null)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return problem('failed', t('clipboard.failed', { reason }), t('clipboard.safe'), t('clipboard.mend'))
  }
}

/** Returns the versions of Electron, Chromium and Node. */
function appInfo({ electron = '', chrome = '', node = '' }: Partial<NodeJS.ProcessVersions>): AppInfo {
  return { electron, chromium: chrome, node }
}
