import type { App, Dialog } from 'electron'
import { isAbsolute, resolve } from 'node:path'
import type { Problem } from '../../desk.ts'
import type { OpenedDesk } from '../../desk/index.ts'
import { defaultLibrary, type SettingsStore } from '../../desk/startup.ts'
import { libraryDialog } from '../hostServices.ts'
import { t } from '../messages.ts'
import type { LibraryMemory } from '../preferences.ts'
import type { Relaunch } from '../relaunch.ts'

const LIBRARY_FLAG = '--library='

/**
 * Returns the library folder: the one that the command line names, else the chosen one, else the default one in the
 * writer's documents.
 * @param args as `process.argv`
 * @param chosen the folder that the writer chose; '' or a relative path counts as none
 * @param documents the system's Documents folder
 */
export async function libraryFolder(
  args: readonly string[],
  chosen: string,
  documents: string,
): Promise<string> {
  const named = args.findLast((arg) => arg.startsWith(LIBRARY_FLAG))?.slice(LIBRARY_FLAG.length) ?? ''
  if (named !== '') return resolve(named)
  return isAbsolute(chosen) ? chosen : defaultLibrary(documents)
}

export interface RestartParts {
  readonly app: Pick<App, 'quit'>
  readonly memory: LibraryMemory
  /** As `process.argv`. */
  readonly args: readonly string[]
  /** Starts Galley anew once this process has ended. */
  readonly relaunch: Relaunch
}

/** Remembers a library folder and restarts Galley on it. The page saves its draft before the old process ends. */
export function switchLibrary({ app, memory, args, relaunch }: RestartParts, folder: string): void {
  memory.write(folder)
  relaunch(args.slice(1).filter((arg) => !arg.startsWith(LIBRARY_FLAG)))
  app.quit()
}

export interface DeskParts {
  readonly app: Pick<App, 'exit'>
  readonly dialog: Pick<Dialog, 'showErrorBox'> & Partial<Pick<Dialog, 'showMessageBox' | 'showOpenDialog'>>
  /** Set if the writer chose the folder: if it cannot be opened, the writer may choose another. */
  readonly memory?: LibraryMemory
  /** Receives the desk's lines for the log. */
  readonly log?: (line: string) => void
}

/**
 * Opens the desk on a library. If that fails, tells the writer why, and offers another folder where `parts.memory` is set.
 * @returns null if no library was opened; the app is then on its way out
 */
export async function setupDesk(
  parts: DeskParts,
  library: string,
  settings: SettingsStore,
): Promise<OpenedDesk | null> {
  const { openDesk } = await import('../../desk/index.ts')
  const opened = await openDesk({ library, settings, ...(parts.log === undefined ? {} : { log: parts.log }) })
  if (opened.ok) return opened.value
  const other = await chooseOtherLibrary(parts, opened.problem)
  if (other !== null) return setupDesk(parts, other, settings)
  parts.app.exit(1)
  return null
}

/** The button of the message box that asks for another folder. */
const CHOOSE_OTHER = 0
const QUIT = 1

/**
 * Returns another folder, which is remembered; null if the writer quits. Galley never forgets a chosen folder by itself:
 * its disk may just not be plugged in.
 */
async function chooseOtherLibrary(
  { dialog, memory }: DeskParts,
  { what, safe, mend }: Problem,
): Promise<string | null> {
  const detail = t('unopened.detail', { what, safe, mend })
  if (memory === undefined || dialog.showMessageBox === undefined || dialog.showOpenDialog === undefined) {
    dialog.showErrorBox(t('unopened.title'), detail)
    return null
  }
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: t('unopened.title'),
    detail,
    buttons: [t('unopened.chooseOther'), t('unopened.quit')],
    cancelId: QUIT,
  })
  if (response !== CHOOSE_OTHER) return null
  const { filePaths } = await dialog.showOpenDialog(libraryDialog())
  const [folder] = filePaths
  if (folder === undefined) return null
  memory.write(folder)
  return folder
}
