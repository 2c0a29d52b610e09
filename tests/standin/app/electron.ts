import { app } from './app.ts'
import { dialog } from './dialogs.ts'
import { ipcMain } from './ipc.ts'
import { absent } from './machine.ts'
import { Menu, MenuItem } from './menu.ts'
import { protocol } from './protocol.ts'
import { session } from './session.ts'
import {
  clipboard,
  ClipboardItem,
  crashReporter,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
} from './system.ts'
import { BrowserWindow, webContents } from './window.ts'

/** The module `electron` for the main bundle. What is not modelled is there, and throws when it is used. */

const autoUpdater = absent('autoUpdater')
const BaseWindow = absent('BaseWindow')
const desktopCapturer = absent('desktopCapturer')
const globalShortcut = absent('globalShortcut')
const safeStorage = absent('safeStorage')
const ShareMenu = absent('ShareMenu')
const systemPreferences = absent('systemPreferences')
const TouchBar = absent('TouchBar')
const Tray = absent('Tray')
const utilityProcess = absent('utilityProcess')
const WebContentsView = absent('WebContentsView')

const electron: Readonly<Record<string, unknown>> = {
  app,
  autoUpdater,
  BaseWindow,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  ShareMenu,
  shell,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  webContents,
  WebContentsView,
}

export default electron
export {
  app,
  autoUpdater,
  BaseWindow,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  ShareMenu,
  shell,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  webContents,
  WebContentsView,
}
