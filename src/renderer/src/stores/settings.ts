import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { DEFAULT_SETTINGS, type Settings, SETTINGS, type SettingsChange } from '../../../settings.ts'
import { desk, isDesktop } from '../desk.ts'

/** Settings that belong to a window, such as its open panels: another window's change of them is not followed. */
const OWN_KEYS = SETTINGS.filter(({ section }) => section === null).map(({ key }) => key)

/** Returns true if this host has a setting. */
export function isSettingHere(row: (typeof SETTINGS)[number]): boolean {
  return !('host' in row) || isDesktop
}

/**
 * The writer's habits (`src/settings.ts`): read at the start and when another window has changed them, and written at each
 * change, the changed ones alone. They may be lost, so a failed read or write says nothing.
 */
export const useSettings = defineStore('settings', () => {
  // Shallow: Electron's bridge clones what it carries, and refuses a reactive proxy.
  const settings = shallowRef<Settings>(DEFAULT_SETTINGS)
  /** Counts changes of this page, and those of them that the desk has answered. */
  let changes = 0
  let answered = 0
  /** Another window has changed settings while a change of this page was on its way: they are read after it. */
  let isStale = false

  /** What this page changes before it has read the settings; null after that. */
  let early: SettingsChange | null = {}

  /** Reads the settings. Until then they are the defaults, and what is changed meanwhile stays. */
  async function load(): Promise<void> {
    const outcome = await desk.readSettings()
    if (!outcome.ok) return
    settings.value = { ...outcome.value, ...early }
    early = null
  }

  /** Changes some settings, at once on the page and then on the disk. */
  function set(change: SettingsChange): void {
    settings.value = { ...settings.value, ...change }
    if (early !== null) early = { ...early, ...change }
    changes += 1
    void desk.writeSettings(change).then(() => {
      answered += 1
      if (isStale) void refresh()
    })
  }

  /** Reads what other windows have changed. A change of this page that is not written yet is never undone by it. */
  async function refresh(): Promise<void> {
    isStale = changes !== answered
    if (isStale) return
    const before = changes
    const outcome = await desk.readSettings()
    if (!outcome.ok) return
    if (before !== changes) return refresh()
    const own = Object.fromEntries(OWN_KEYS.map((key) => [key, settings.value[key]]))
    const next = { ...outcome.value, ...own }
    if (JSON.stringify(next) !== JSON.stringify({ ...settings.value, ...own })) settings.value = next
  }

  return { settings, load, set, refresh }
})
