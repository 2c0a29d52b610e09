import type { App, Dialog } from 'electron'
import { resolve } from 'node:path'
import { defaultLibrary, openDesk, type OpenedDesk, type SettingsStore } from '../desk/index.ts'

const FLAG = '--library='

/** The drafts folder that the command line names, else Galley's in the writer's documents. */
export function libraryFolder(args: readonly string[]): string {
  const named = args.findLast((arg) => arg.startsWith(FLAG))?.slice(FLAG.length) ?? ''
  return named === '' ? defaultLibrary() : resolve(named)
}

/** Opens the library, or tells the writer why it cannot be opened and ends the app. */
export async function setupDesk(
  { app, dialog }: { readonly app: Pick<App, 'exit'>; readonly dialog: Pick<Dialog, 'showErrorBox'> },
  library: string,
  settings: SettingsStore,
): Promise<OpenedDesk | null> {
  const opened = await openDesk({ library, settings })
  if (opened.ok) return opened.value
  const { what, safe, mend } = opened.problem
  dialog.showErrorBox('Galley cannot open this library', `${what}\n\n${safe} ${mend}`)
  app.exit(1)
  return null
}
