import type { App, Dialog } from 'electron'
import { isAbsolute, resolve } from 'node:path'
import type { Problem } from '../desk.ts'
import { defaultLibrary, openDesk, type OpenedDesk, type SettingsStore } from '../desk/index.ts'
import { CHOOSING } from './hostServices.ts'
import type { LibraryMemory } from './preferences.ts'

const FLAG = '--library='

/** The drafts folder that the command line names, else the chosen one, else Galley's in the writer's documents. */
export function libraryFolder(args: readonly string[], chosen = ''): string {
  const named = args.findLast((arg) => arg.startsWith(FLAG))?.slice(FLAG.length) ?? ''
  if (named !== '') return resolve(named)
  return isAbsolute(chosen) ? chosen : defaultLibrary()
}

export interface Restarting {
  readonly app: Pick<App, 'relaunch' | 'quit'>
  readonly memory: LibraryMemory
  /** As `process.argv`. */
  readonly args: readonly string[]
}

/** Remembers a drafts folder and starts Galley anew on it. The page saves what it has before the old one ends. */
export function goToLibrary({ app, memory, args }: Restarting, folder: string): void {
  memory.write(folder)
  app.relaunch({ args: args.slice(1).filter((arg) => !arg.startsWith(FLAG)) })
  app.quit()
}

export interface OpeningPieces {
  readonly app: Pick<App, 'exit'>
  readonly dialog: Pick<Dialog, 'showErrorBox'> & Partial<Pick<Dialog, 'showMessageBox' | 'showOpenDialog'>>
  /** Set where the folder is one the writer chose: another may then be chosen when it cannot be opened. */
  readonly memory?: LibraryMemory
}

/** Opens the library, or tells the writer why it cannot be opened and ends the app. */
export async function setupDesk(
  pieces: OpeningPieces,
  library: string,
  settings: SettingsStore,
): Promise<OpenedDesk | null> {
  const opened = await openDesk({ library, settings })
  if (opened.ok) return opened.value
  const other = await anotherLibrary(pieces, opened.problem)
  if (other !== null) return setupDesk(pieces, other, settings)
  pieces.app.exit(1)
  return null
}

const UNOPENED = 'Galley cannot open this library'

/** A chosen folder may be on a disk that is not plugged in: it is never forgotten by itself. */
async function anotherLibrary(
  { dialog, memory }: OpeningPieces,
  { what, safe, mend }: Problem,
): Promise<string | null> {
  const detail = `${what}\n\n${safe} ${mend}`
  if (memory === undefined || dialog.showMessageBox === undefined || dialog.showOpenDialog === undefined) {
    dialog.showErrorBox(UNOPENED, detail)
    return null
  }
  const buttons = ['Choose another folder', 'Quit']
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: UNOPENED,
    detail,
    buttons,
    cancelId: 1,
  })
  if (response !== 0) return null
  const { filePaths } = await dialog.showOpenDialog(CHOOSING)
  const [folder] = filePaths
  if (folder === undefined) return null
  memory.write(folder)
  return folder
}
