import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
} from 'electron'
import { join } from 'node:path'
import { assetsOf } from '../hosting/assets.ts'
import { setupContextMenu } from './windows/contextMenu.ts'
import { openExternal } from './external.ts'
import { hostServices } from './hostServices.ts'
import { setupIpc } from './ipc.ts'
import { goToLibrary, libraryFolder, setupDesk } from './library.ts'
import { setupLifecycle } from './lifecycle.ts'
import { setupMenu } from './windows/menu.ts'
import { setupNavigation } from './windows/navigation.ts'
import { Pages } from './pages.ts'
import { setupPermissions } from './permissions.ts'
import { setupLibraryMemory, setupSettings, setupWindowMemory } from './preferences.ts'
import { setupProtocol, setupScheme } from './protocol.ts'
import { setupSingleInstance } from './singleInstance.ts'
import { addedWordsIn, setupSpelling } from './spelling.ts'
import { setupTheme } from './windows/theme.ts'
import { setupWindow } from './windows/window.ts'

const BUILT = join(import.meta.dirname, '..')

/** Everything after the lock, in the order in which each part needs the one before. */
async function start(): Promise<void> {
  app.enableSandbox()
  setupScheme(protocol)
  setupNavigation(app, (url) => void openExternal(shell, url))
  setupContextMenu(app, Menu)
  await app.whenReady()
  setupPermissions(session.defaultSession)
  setupMenu({ Menu, platform: process.platform })
  const folder = app.getPath('userData')
  const settings = setupSettings(folder)
  const chosen = setupLibraryMemory(folder)
  const library = libraryFolder(process.argv, chosen.read())
  const pieces = library === chosen.read() ? { app, dialog, memory: chosen } : { app, dialog }
  const desk = await setupDesk(pieces, library, settings)
  if (desk === null) return
  setupLifecycle({ app, platform: process.platform, close: () => desk.close() })
  setupProtocol(protocol, assetsOf(join(BUILT, 'renderer')), (id, name) => desk.readImage(id, name))
  const followTheme = setupTheme(nativeTheme, settings.read())
  const pages = new Pages(() => {
    const page = desk.connectPage()
    return { desk: followTheme(page.desk), end: () => page.end() }
  })
  const preload = join(BUILT, 'preload', 'index.cjs')
  const memory = setupWindowMemory(folder)
  const window = setupWindow({ app, BrowserWindow, screen, nativeTheme, preload, memory })
  const documents = app.getPath('documents')
  setupIpc(
    ipcMain,
    pages,
    hostServices({
      dialog,
      clipboard,
      shell,
      spelling: setupSpelling({
        session: session.defaultSession,
        platform: process.platform,
        added: addedWordsIn(join(folder, 'spelling.json')),
      }),
      window: window.current,
      folder: documents,
      jobFile: (job) => desk.jobFile(job),
      goTo: (other) => {
        goToLibrary({ app, memory: chosen, args: process.argv }, other)
      },
    }),
  )
  window.show()
}

// Not awaited: Electron is not ready before this module has run to its end.
if (setupSingleInstance(app))
  start().catch((cause: unknown) => {
    dialog.showErrorBox('Galley could not start', cause instanceof Error ? cause.message : String(cause))
    app.exit(1)
  })
