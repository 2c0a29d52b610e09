import { usePreferredDark } from '@vueuse/core'
import { watchEffect } from 'vue'
import { useSettings } from '../stores/settings.ts'

/**
 * Sets theme, typeface, line length and line height of the settings on the root element (`data-theme`, `data-face`,
 * `data-measure`, `data-leading`), where the style sheets read them. Call it in a setup.
 */
export function useAppearance(): void {
  const store = useSettings()
  /** The machine's own choice, for the theme "system". */
  const preferredDark = usePreferredDark()
  watchEffect(() => {
    const { theme, textFace, measure, lineHeight } = store.settings
    const { dataset } = document.documentElement
    const dark = theme === 'dark' || (theme === 'system' && preferredDark.value)
    dataset.theme = dark ? 'dark' : 'light'
    dataset.face = textFace
    dataset.measure = measure
    dataset.leading = lineHeight
  })
}
