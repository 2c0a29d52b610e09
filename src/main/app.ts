import {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
} from 'electron'
import { release } from 'node:os'
import { join } from 'node:path'
import type { WatchedSettingsStore } from '../desk/startup.ts'
import { readBuiltPage } from '../hosting/builtPage.ts'
import { setupAppId } from './process/appId.ts'
import { type Opening, setupOpening, startArguments } from './documents/opening.ts'
import { setupDocuments } from './documents/setup.ts'
import { openExternal } from './external.ts'
import { hostServices } from './hostServices.ts'
import { setupIpc } from './page/ipc.ts'
import { libraryFolder, setupDesk, switchLibrary } from './library/library.ts'
import { deskWhileOpening, type HostDesk } from './library/openingDesk.ts'
import { setupLifecycle } from './lifecycle.ts'
import { setupCrashes } from './logs/crashes.ts'
import { type Log, setupLog } from './logs/logFile.ts'
import { logServices } from './logs/report.ts'
import { setupUpdates } from './updates/setupUpdates.ts'
import { setupContextMenu } from './menus/contextMenu.ts'
import { setupMenus } from './menus/menuBar.ts'
import { t } from './messages.ts'
import { PageEvents } from './page/pageEvents.ts'
import { Pages } from './page/pages.ts'
import { setupPermissions } from './permissions.ts'
import { setupPlayerReferer } from './playerReferer.ts'
import {
  closeStoreChannel,
  type LibraryMemory,
  settingsFile,
  setupLibraryMemory,
  setupSettings,
  type WindowMemory,
  windowMemoryWhileOpening,
} from './preferences.ts'
import { setupProtocol, setupScheme } from './protocol.ts'
import { relaunchFrom } from './relaunch.ts'
import { setupSingleInstance } from './singleInstance.ts'
import { isSmokeRun, setupSmokeRun, startSmokeRun } from './smoke/smokeRun.ts'
import { addedWordsIn, keepDictionariesOff, setupSpelling } from './spelling.ts'
import { setupNavigation } from './windows/navigation.ts'
import { setupTheme } from './windows/theme.ts'
import { setupRecovery } from './windows/recovery.ts'
import { setupWindows, type Windows } from './windows/windows.ts'

/**
 * The desktop app, and the list of its parts: each `setupX()` takes the slice of Electron that it uses, so that
 * tests can double it. The page reaches the machine in two ways only: calls over ipc (ipc.ts, checked against calls.ts)
 * and reads of `galley://app/` (protocol.ts). The page itself is sandboxed, granted no permission, and never navigates.
 */

/** The folder `out/`, in which the preload and the page lie beside this bundle. */
const BUILD_FOLDER = join(import.meta.dirname, '..')

/** The folders of a smoke run; null for a writer's run. Before all else: these replace the writer's folders. */
const SMOKE = isSmokeRun(process.argv, process.env) ? setupSmokeRun(app, process.argv) : null

/** What the system asks this process to open. */
const STARTED_WITH = startArguments(process.argv, app.isPackaged, process.cwd())

/** The picture under the pointer while a draft is dragged. */
const DRAG_ICON = join(BUILD_FOLDER, '..', 'resources', 'icons', 'linux', '64x64.png')
/** The icon of windows on Linux and Windows. */
const ICON = join(BUILD_FOLDER, '..', 'resources', 'icons', 'linux', '512x512.png')

/** Starts Galley in the one process that has the lock. Each part needs the parts before it. */
async function start(): Promise<void> {
  const opening = setupOpening({ app, start: STARTED_WITH })
  app.enableSandbox()
  setupAppId(app, process.platform)
  setupScheme(protocol)
  keepDictionariesOff(app)
  setupNavigation(app, (url) => void openExternal(shell, url))
  setupContextMenu(app, Menu, { platform: process.platform, clipboard })
  const log = setupLog(app.getPath('logs'))
  setupCrashes({ app, dialog, crashReporter, process, log })
  await app.whenReady()
  setupPermissions(session.defaultSession)
  setupPlayerReferer(session.defaultSession)
  const folder = app.getPath('userData')
  const settings = setupSettings(folder)
  closeStoreChannel(ipcMain)
  const chosen = setupLibraryMemory(folder)
  const library = await libraryFolder(process.argv, chosen.read(), app.getPath('documents'))
  // Only a folder that the writer chose here can be replaced here.
  const isChosen = library === chosen.read()
  const memory = isChosen ? { memory: chosen } : {}
  // Not awaited: the page is loaded meanwhile.
  const opened = setupDesk({ app, dialog, log: log.linesOf('desk'), ...memory }, library, settings)
  opened.catch(failToStart)
  // The writer may have chosen another folder meanwhile.
  const path = opened.then((desk) => (desk === null ? null : isChosen ? chosen.read() : library))
  const windowMemory = windowMemoryWhileOpening(folder, library, path)
  openWindows({ desk: deskWhileOpening(opened), folder, windowMemory, settings, chosen, opening, log })
}

/** What has been read before the first window, and the desk, which opens meanwhile. */
interface Opened {
  readonly desk: HostDesk
  /** Electron's `userData` folder. */
  readonly folder: string
  readonly windowMemory: WindowMemory
  readonly settings: WatchedSettingsStore
  readonly chosen: LibraryMemory
  readonly opening: Opening
  readonly log: Log
}

/** Creates the windows' manager; no window is open yet. */
function createWindows(
  { desk, windowMemory, log }: Pick<Opened, 'desk' | 'windowMemory' | 'log'>,
  quit: ReturnType<typeof setupLifecycle>,
  events: PageEvents,
): Windows {
  return setupWindows({
    ...{ app, BrowserWindow, dialog, screen, nativeTheme, quit },
    preload: join(BUILD_FOLDER, 'preload', 'index.cjs'),
    ...(process.platform === 'darwin' ? {} : { icon: ICON }),
    memory: windowMemory,
    load: setupRecovery({
      ...{ app, dialog },
      log: log.linesOf('main'),
      send: (window, event) => {
        events.send(window.webContents, event)
      },
    }),
    draftFolder: (id) => desk.draftFolder(id),
  })
}

/** Sets up the parts, and opens the windows last. */
function openWindows({ desk, folder, windowMemory, settings, chosen, opening, log }: Opened): void {
  const events = new PageEvents()
  const updates = setupUpdates({ app, settings, events, log: log.linesOf('main') })
  const relaunch = relaunchFrom(app, process.env.APPIMAGE)
  const quit = setupLifecycle({
    ...{ app, powerMonitor, platform: process.platform, relaunch, updates },
    close: () => desk.close(),
  })
  setupProtocol(protocol, readPage(), (id, name) => desk.readImage(id, name))
  setupTheme(nativeTheme, settings)
  const files = setupDocuments({
    ...{ app, Menu, Notification, nativeImage, shell, desk, platform: process.platform, dragIcon: DRAG_ICON },
    settingsFile: settingsFile(folder),
    windows: () => windows,
  })
  const pages = new Pages(() => desk.connectPage())
  settings.onChange(() => {
    events.broadcast({ kind: 'settings' })
  })
  const windows = createWindows({ desk, windowMemory, log }, quit, events)
  const documents = app.getPath('documents')
  const setMenus = setupMenusOf(windows, events)
  const reports = logServices({ app, process, systemVersion: release(), log })
  const spelling = setupSpelling({
    session: session.defaultSession,
    platform: process.platform,
    added: addedWordsIn(join(folder, 'spelling.json')),
  })
  setupIpc(ipcMain, {
    deskFor: (contents) => pages.deskFor(contents),
    servicesFor: (contents) =>
      hostServices({
        ...{ dialog, clipboard, ClipboardItem, shell, spelling, contents },
        pageReady: () => {
          events.pageReady(contents)
        },
        setMenus: (bar) => {
          setMenus(contents, bar)
        },
        windows: windows.servicesFor(contents),
        documents: files.servicesFor(contents),
        ...{ log: reports, updates: updates.services },
        window: () => windows.ofPage(contents),
        folder: documents,
        jobFile: (job) => desk.jobFile(job),
        switchLibrary: (other) => {
          switchLibrary({ app, memory: chosen, args: process.argv, relaunch }, other)
        },
      }),
  })
  windows.restore()
  opening.deliverTo(windows, events)
  if (SMOKE === null) updates.start()
  else void startSmokeRun({ app, folders: SMOKE, windows, events })
}

/** Reads the built page. Without it Galley says so and ends. */
function readPage(): ReturnType<typeof readBuiltPage> {
  const page = readBuiltPage(join(BUILD_FOLDER, 'renderer'))
  page.catch((error: unknown) => {
    dialog.showErrorBox(t('startFailed'), t('unreadPage', { reason: String(error) }))
    app.quit()
  })
  return page
}

/** Sets up the menus of these windows. Returns a function that sets a page's menus. */
function setupMenusOf(windows: Windows, events: PageEvents): ReturnType<typeof setupMenus> {
  return setupMenus({
    ...{ app, Menu, platform: process.platform },
    windowOf: (contents) => windows.ofPage(contents),
    send: (contents, event) => {
      events.send(contents, event)
    },
    frontPage: () => (windows.focused() ?? windows.open())?.webContents ?? null,
  })
}

/** Says why Galley cannot start, and ends it. */
function failToStart(cause: unknown): void {
  dialog.showErrorBox(t('startFailed'), cause instanceof Error ? cause.message : String(cause))
  app.exit(1)
}

// Not awaited: Electron becomes ready only after this module has run to its end.
if (setupSingleInstance(app, STARTED_WITH)) start().catch(failToStart)
