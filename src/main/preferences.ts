import type { IpcMain } from 'electron'
import Store from 'electron-store'
import { join } from 'node:path'
import { createSettingsStore, type SettingsStore } from '../desk/index.ts'
import type { WindowState } from './windows/windowState.ts'

/** The file of the window's state. */
interface SavedWindow {
  readonly state: unknown
}

/** Where the window was. It may be lost: a file that cannot be read is replaced at the next write. */
export interface WindowMemory {
  /** Returns the state at the last close; no bounds if there is none. */
  readonly read: () => WindowState
  /** Never throws. */
  readonly write: (state: WindowState) => void
}

/**
 * Closes the channel that electron-store opens with its first store, for stores in a page: `electron-store-get-data` tells
 * any sender where the app keeps its data. It is opened once in a process, so it stays closed.
 */
export function closeStoreChannel(ipcMain: Pick<IpcMain, 'removeAllListeners'>): void {
  ipcMain.removeAllListeners('electron-store-get-data')
}

/**
 * Opens the settings, in electron-store. The file has the shape of the browser host's.
 * @param folder Electron's `userData` folder
 */
export function setupSettings(folder: string): SettingsStore {
  return createSettingsStore(
    join(folder, 'settings.json'),
    () => new Store<Record<string, unknown>>({ cwd: folder, name: 'settings' }),
  )
}

/** Opens the window's state, in electron-store. A disk error loses the window's place, but the window still opens. */
export function setupWindowMemory(folder: string): WindowMemory {
  let store: Store<SavedWindow> | null = null
  const openStore = (): Store<SavedWindow> =>
    (store ??= new Store<SavedWindow>({ cwd: folder, name: 'window', clearInvalidConfig: true }))
  return {
    read: () => {
      try {
        return windowStateFrom(openStore().get('state'))
      } catch {
        return windowStateFrom(null)
      }
    },
    write: (state) => {
      try {
        openStore().set('state', state)
      } catch {
        // The window's place is not worth a message.
      }
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

/** Opens the memory of the chosen library folder, in electron-store. A file that cannot be read counts as none. */
export function setupLibraryMemory(folder: string): LibraryMemory {
  const openStore = (): Store<{ readonly folder: unknown }> =>
    new Store<{ readonly folder: unknown }>({ cwd: folder, name: 'library', clearInvalidConfig: true })
  return {
    read: () => {
      try {
        const saved = openStore().get('folder')
        return typeof saved === 'string' ? saved : ''
      } catch {
        return ''
      }
    },
    write: (chosen) => {
      openStore().set('folder', chosen)
    },
  }
}

/** @param value whatever the file has; `restoredBounds` checks the bounds */
function windowStateFrom(value: unknown): WindowState {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Partial<WindowState>
  return { bounds: given.bounds ?? null, maximized: given.maximized === true }
}
