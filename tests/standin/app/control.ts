import { appAddress, type AppSide } from '../contract.ts'
import { plainApp } from './app.ts'
import type { ContentsDouble } from './contents.ts'
import { plainIpcMain } from './ipc.ts'
import { clonable, dialogAnswers, notes, preventable, used } from './machine.ts'
import { click, entries } from './menu.ts'
import { respond } from './protocol.ts'
import { plainSession } from './session.ts'
import { fromTree } from '../worlds.ts'
import { plainNativeTheme, plainPowerMonitor, plainScreen } from './system.ts'
import { BrowserWindowDouble } from './window.ts'

/** What the test's process asks of the app: Chromium's news, and what a test does. */

/** @throws Error if the window is not open */
function windowOf(id: number): BrowserWindowDouble {
  const window = BrowserWindowDouble.fromId(id)
  if (window === null) throw new Error(`window ${String(id)} is not open`)
  return window
}

function contentsOf(id: number): ContentsDouble {
  return windowOf(id).webContents
}

/** Returns the event of a message from a page's top frame: only that has a preload script. */
function messageFrom(id: number, frameUrl: string): Electron.IpcMainInvokeEvent {
  const contents = contentsOf(id)
  contents.mainFrame.url = appAddress(frameUrl)
  const senders = { sender: contents, senderFrame: contents.mainFrame }
  const event = preventable({ type: 'frame', frameId: id, processId: id, ...senders })
  return event as unknown as Electron.IpcMainInvokeEvent
}

const emitters = { app: plainApp, powerMonitor: plainPowerMonitor, screen: plainScreen }

export const appSide: AppSide = {
  invoke: (id, frameUrl, channel, values) => plainIpcMain.invoke(messageFrom(id, frameUrl), channel, values),
  message: (id, frameUrl, channel, values) => {
    plainIpcMain.emit(channel, messageFrom(id, frameUrl), ...(fromTree(values) as unknown[]))
  },
  respond,
  headersFor: (url, headers) => plainSession.headersFor(url, headers),
  navigating: (id, navigation) =>
    contentsOf(id).isPrevented(
      navigation,
      navigation.isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'],
    ),
  redirecting: (id, navigation) => contentsOf(id).isPrevented(navigation, ['will-redirect']),
  opening: (id, url, disposition) => contentsOf(id).mayOpen(url, disposition),
  unloadPrevented: (id) => contentsOf(id).unloadPrevented(),
  downloading: (id, url, name) => {
    const event = preventable({})
    const item = { getURL: () => appAddress(url), getFilename: () => name, cancel: () => undefined }
    plainSession.emit('will-download', event, item, contentsOf(id))
    return !event.defaultPrevented
  },
  happened: (id, event) => {
    BrowserWindowDouble.fromId(id)?.webContents.happened(event)
  },
  contextMenu: (id, params) => {
    contentsOf(id).emit('context-menu', preventable({}), params)
  },

  menu: () => entries('menu'),
  clickMenu: (path) => {
    click('menu', path)
    return Promise.resolve()
  },
  popup: () => entries('popup'),
  clickPopup: (label) => {
    click('popup', label)
    return Promise.resolve()
  },
  answerDialog: (kind, answer) => {
    dialogAnswers[kind].push(answer)
  },
  notes: (name) => notes.filter((each) => name === undefined || each.name === name),
  used: () => [...used].sort(),
  emit: (target, name, ...values) => {
    const event = preventable({})
    emitters[target].emit(name, event, ...values)
    return event.defaultPrevented
  },
  emitOnWindow: (id, name, ...values) => {
    const event = preventable({})
    windowOf(id).emit(name, event, ...values)
    return event.defaultPrevented
  },
  emitOnContents: (id, name, ...values) => {
    const event = preventable({})
    contentsOf(id).emit(name, event, ...values)
    return event.defaultPrevented
  },
  setSystemDark: (isDark) => {
    plainNativeTheme.setSystemDark(isDark)
  },
  permission: async (name) =>
    clonable(
      await plainSession.permission(BrowserWindowDouble.getAllWindows()[0]?.webContents, name),
    ) as Record<string, unknown>,
  dictionary: () => ({ app: [...plainSession.words], os: [...plainSession.osWords] }),
  windows: () => BrowserWindowDouble.getAllWindows().map((window) => window.state()),
  closeWindow: (id) => {
    windowOf(id).close()
  },
  quit: () => {
    plainApp.quit()
  },
}
