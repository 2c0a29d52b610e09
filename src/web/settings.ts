import { join } from 'node:path'
import Conf from 'conf'
import { keepSettings, settingsFolder, type SettingsStore } from '../desk/index.ts'

/** Settings as the desktop host's electron-store keeps them, in this host's own folder: conf is what that is made of. */
export function openSettings(folder = settingsFolder()): SettingsStore {
  return keepSettings(
    join(folder, 'config.json'),
    () => new Conf<Record<string, unknown>>({ cwd: folder, configName: 'config', projectName: 'galley' }),
  )
}
