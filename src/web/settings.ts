import { join } from 'node:path'
import Conf from 'conf'
import { keepSettings, settingsFolder, type SettingsStore } from '../desk/index.ts'

/** Settings in the file electron-store would keep them in: `config.json`, in this host's own folder. */
export function openSettings(folder = settingsFolder()): SettingsStore {
  return keepSettings(
    join(folder, 'config.json'),
    () => new Conf<Record<string, unknown>>({ cwd: folder, configName: 'config', projectName: 'galley' }),
  )
}
