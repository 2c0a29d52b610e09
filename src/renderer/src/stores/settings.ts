import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { DEFAULT_SETTINGS, type Settings } from '../../../settings.ts'
import { desk } from '../desk.ts'

/**
 * The writer's habits (`src/settings.ts`): read once, written at each change. They may be lost, so a failed read or write
 * says nothing.
 */
export const useSettings = defineStore('settings', () => {
  // Shallow: Electron's bridge clones what it carries, and refuses a reactive proxy.
  const settings = shallowRef<Settings>(DEFAULT_SETTINGS)

  /** Reads the settings. Until then they are the defaults. */
  async function load(): Promise<void> {
    const outcome = await desk.readSettings()
    if (outcome.ok) settings.value = outcome.value
  }

  /** Changes some settings, at once on the page and then on the disk. */
  function set(change: Partial<Settings>): void {
    settings.value = { ...settings.value, ...change }
    void desk.writeSettings(settings.value)
  }

  return { settings, load, set }
})
