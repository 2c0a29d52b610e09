import Store from 'electron-store'
import { join } from 'node:path'
import { keepSettings, type SettingsStore } from '../desk/index.ts'
import type { WindowState } from './windows/windowState.ts'

/** What the desktop host remembers besides the settings. */
interface Kept {
  readonly state: unknown
}

/** Where the window was: allowed to be lost, so a file that cannot be read is simply written anew. */
export interface WindowMemory {
  readonly read: () => WindowState
  readonly write: (state: WindowState) => void
}

/**
 * Settings in electron-store, in the same file shape as the browser host's.
 * @param folder the app's own folder for such things
 */
export function setupSettings(folder: string): SettingsStore {
  return keepSettings(
    join(folder, 'settings.json'),
    () => new Store<Record<string, unknown>>({ cwd: folder, name: 'settings' }),
  )
}

/** Window state in electron-store. A disk that refuses it costs a window's place, never the window. */
export function setupWindowMemory(folder: string): WindowMemory {
  let store: Store<Kept> | null = null
  const reach = (): Store<Kept> =>
    (store ??= new Store<Kept>({ cwd: folder, name: 'window', clearInvalidConfig: true }))
  return {
    read: () => {
      try {
        return windowFrom(reach().get('state'))
      } catch {
        return windowFrom(null)
      }
    },
    write: (state) => {
      try {
        reach().set('state', state)
      } catch {
        // See above.
      }
    },
  }
}

/** Which drafts folder the writer chose; '' while none was. */
export interface LibraryMemory {
  readonly read: () => string
  readonly write: (folder: string) => void
}

/** The chosen drafts folder in electron-store. A file that cannot be read is as none: Galley's own folder serves. */
export function setupLibraryMemory(folder: string): LibraryMemory {
  const reach = (): Store<{ readonly folder: unknown }> =>
    new Store<{ readonly folder: unknown }>({ cwd: folder, name: 'library', clearInvalidConfig: true })
  return {
    read: () => {
      try {
        const kept = reach().get('folder')
        return typeof kept === 'string' ? kept : ''
      } catch {
        return ''
      }
    },
    write: (chosen) => {
      reach().set('folder', chosen)
    },
  }
}

function windowFrom(value: unknown): WindowState {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Partial<WindowState>
  return { bounds: given.bounds ?? null, maximized: given.maximized === true }
}
