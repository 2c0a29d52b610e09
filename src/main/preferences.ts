import type { IpcMain } from 'electron'
import Store from 'electron-store'
import { join } from 'node:path'
import { createSettingsStore, readChosenLibrary, type WatchedSettingsStore } from '../desk/startup.ts'
import { type WindowState, windowStatesFrom } from './windows/windowState.ts'

/** The file of the windows' states. `state` is that of the one window of earlier versions. */
interface SavedWindows {
  readonly windows: unknown
  /** The library whose drafts they showed; missing in earlier versions. */
  readonly library?: unknown
  readonly state?: unknown
}

/** Which windows were open, and where. It may be lost: a file that cannot be read is replaced at the next write. */
export interface WindowMemory {
  /** Returns the windows of last time, the one used last at the end; none at the first start. */
  readonly read: () => readonly WindowState[]
  /** Never throws. */
  readonly write: (states: readonly WindowState[]) => void
}

/**
 * Closes the channel that electron-store opens with its first store, for stores in a page: `electron-store-get-data` tells
 * any sender where the app keeps its data. It is opened once in a process, so it stays closed.
 */
export function closeStoreChannel(ipcMain: Pick<IpcMain, 'removeAllListeners'>): void {
  ipcMain.removeAllListeners('electron-store-get-data')
}

/** Returns the path of the file with the settings. @param folder Electron's `userData` folder */
export function settingsFile(folder: string): string {
  return join(folder, 'settings.json')
}

/**
 * Opens the settings, in electron-store. The file has the shape of the browser host's.
 * @param folder Electron's `userData` folder
 */
export function setupSettings(folder: string): WatchedSettingsStore {
  return createSettingsStore(
    settingsFile(folder),
    () => new Store<Record<string, unknown>>({ cwd: folder, name: 'settings' }),
  )
}

/**
 * Opens the windows' states, in electron-store. A disk error loses the windows' places, but they still open.
 * @param folder Electron's `userData` folder
 * @param library the path of the library that is opened. Of windows that showed drafts of another one, one comes back, without a draft
 */
export function setupWindowMemory(folder: string, library: string): WindowMemory {
  let store: Store<SavedWindows> | null = null
  const openStore = (): Store<SavedWindows> =>
    (store ??= new Store<SavedWindows>({ cwd: folder, name: 'window', clearInvalidConfig: true }))
  return {
    read: () => {
      try {
        const file = openStore()
        const states = windowStatesFrom(file.get('windows') ?? [file.get('state')])
        const isOther = file.has('library') && file.get('library') !== library
        return isOther ? states.slice(-1).map((state) => ({ ...state, draft: '' })) : states
      } catch {
        return []
      }
    },
    write: (states) => {
      try {
        openStore().set({ windows: states, library })
      } catch {
        // The windows' places are not worth a message.
      }
    },
  }
}

/**
 * As {@link setupWindowMemory}, for windows that are open before their library is. Nothing is written until then: windows that
 * close because the library cannot be opened are those of the next start.
 * @param opened the path of the library that was opened, which may be another one; null, or a rejection, if none was
 */
export function windowMemoryWhileOpening(
  folder: string,
  library: string,
  opened: Promise<string | null>,
): WindowMemory {
  let memory = setupWindowMemory(folder, library)
  let isOpen = false
  opened.then(
    (path) => {
      if (path === null) return
      if (path !== library) memory = setupWindowMemory(folder, path)
      isOpen = true
    },
    () => undefined,
  )
  return {
    read: () => memory.read(),
    write: (states) => {
      if (isOpen) memory.write(states)
    },
  }
}

/** Which library folder the writer chose. */
export interface LibraryMemory {
  /** Returns the folder; '' if the writer chose none. */
  readonly read: () => string
  /** @throws if the disk refuses it */
  readonly write: (folder: string) => void
}

/**
 * Opens the memory of the chosen library folder, in electron-store. A file that cannot be read counts as none. The browser
 * host reads it, too.
 */
export function setupLibraryMemory(folder: string): LibraryMemory {
  const openStore = (): Store<{ readonly folder: unknown }> =>
    new Store<{ readonly folder: unknown }>({ cwd: folder, name: 'library', clearInvalidConfig: true })
  return {
    read: () => readChosenLibrary(folder),
    write: (chosen) => {
      openStore().set('folder', chosen)
    },
  }
}
