import updater from 'electron-updater'
import type { Updater } from './updates.ts'

/** Returns the updater of this system. It reads where updates are from `app-update.yml`, which the package has. */
export function systemUpdater(): Updater {
  return updater.autoUpdater
}
