import { usePreferredDark } from '@vueuse/core'
import { watchEffect } from 'vue'
import { useSettings } from '../stores/settings.ts'

/**
 * Sets the theme and the typeface of the settings on the root element (`data-theme`, `data-face`), where the style sheets
 * read them. Call it in a setup.
 */
export function useAppearance(): void {
  const store = useSettings()
  /** The machine's own choice, for the theme "system". */
  const preferredDark = usePreferredDark()
  watchEffect(() => {
    const { theme, textFace } = store.settings
    const dark = theme === 'dark' || (theme === 'system' && preferredDark.value)
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
    document.documentElement.dataset.face = textFace
  })
}
