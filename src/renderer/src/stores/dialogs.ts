import { defineStore } from 'pinia'
import { computed, ref, type WritableComputedRef } from 'vue'

/** The dialogs about the app itself, at most one of which is open. Commands open them; each dialog closes itself. */
export type AppDialog =
  'settings' | 'cheatSheet' | 'about' | 'licences' | 'news' | 'welcome' | 'templates' | 'series' | 'filters'

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

/** Returns whether one dialog is open, as a dialog's model: setting it to false closes that one. */
export function useDialogModel(name: AppDialog): WritableComputedRef<boolean> {
  const dialogs = useDialogs()
  return computed({
    get: () => dialogs.open === name,
    set: (isOpen) => {
      if (isOpen) dialogs.open = name
      else if (dialogs.open === name) dialogs.open = null
    },
  })
}
