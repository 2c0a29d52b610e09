import { reactive, toRefs, computed } from 'vue'
import type { Settings } from '../../../desk.ts'
import { targetById, targets } from '../../../article/index.ts'
import { useSettings } from '../stores/settings.ts'
import type { Look } from './mediaLook.ts'

/** Widths of the screens that a page is previewed on, in CSS pixels; of paper, that of A4 at 96 pixels per inch. */
export const PREVIEW_WIDTHS: Readonly<Record<Settings['previewWidth'], number>> = {
  phone: 390,
  tablet: 768,
  desktop: 1280,
  paper: 794,
}

/** What the writer has chosen for previews. The settings remember it; setting a field sets them. */
export interface PreviewChoices {
  /** The id of the form that is previewed: always one that exists. */
  target: string
  width: Settings['previewWidth']
  theme: Settings['previewTheme']
}

/** Returns the choices of the settings. Call it in a setup. */
export function usePreviewChoices(): PreviewChoices {
  const store = useSettings()
  const { settings } = toRefs(store)
  return reactive({
    target: computed({
      get: () => (targetById(settings.value.previewTarget) ?? targets[0])?.id ?? '',
      set: (previewTarget) => {
        store.set({ previewTarget })
      },
    }),
    width: computed({
      get: () => settings.value.previewWidth,
      set: (previewWidth) => {
        store.set({ previewWidth })
      },
    }),
    theme: computed({
      get: () => settings.value.previewTheme,
      set: (previewTheme) => {
        store.set({ previewTheme })
      },
    }),
  })
}

/** Returns how a page looks by the choices: paper has no theme. */
export function lookOf({ width, theme }: Pick<PreviewChoices, 'width' | 'theme'>): Look {
  return width === 'paper' ? 'paper' : theme
}
