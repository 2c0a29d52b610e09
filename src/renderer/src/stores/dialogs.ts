import { defineStore } from 'pinia'
import { ref } from 'vue'

/** The dialogs about the app itself, at most one of which is open. Commands open them; each dialog closes itself. */
export type AppDialog = 'settings'

/** Which dialog about the app is open. */
export const useDialogs = defineStore('dialogs', () => {
  /** The open dialog; null for none. */
  const open = ref<AppDialog | null>(null)
  /** The setting that the Settings dialog shows first; '' for its beginning. */
  const setting = ref('')

  /** Opens the Settings dialog. @param key the setting to show, as `src/settings.ts` names it */
  function showSettings(key = ''): void {
    setting.value = key
    open.value = 'settings'
  }

  return { open, setting, showSettings }
})
