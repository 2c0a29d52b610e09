import { join } from 'node:path'
import Conf from 'conf'
import { createSettingsStore, settingsFolder, type WatchedSettingsStore } from '../desk/startup.ts'

/**
 * Opens the settings of the browser host. The file has the shape of the desktop host's, whose electron-store is built on
 * conf, but a folder of its own.
 * @param folder the settings folder; the system's one by default
 */
export function openSettings(folder = settingsFolder()): WatchedSettingsStore {
  return createSettingsStore(
    join(folder, 'config.json'),
    () => new Conf<Record<string, unknown>>({ cwd: folder, configName: 'config', projectName: 'galley' }),
  )
}
