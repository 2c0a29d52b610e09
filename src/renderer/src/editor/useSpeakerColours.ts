import { onScopeDispose, watch } from 'vue'
import { speakerStyles } from '../../../blocks/dialogue/view.ts'
import { useCast } from '../stores/cast/cast.ts'

/** Keeps the style rules of the article's speakers in step with its cast: one sheet, however many turns there are. */
export function useSpeakerColours(): void {
  const cast = useCast()
  const sheet = new CSSStyleSheet()
  document.adoptedStyleSheets.push(sheet)
  watch(
    () => speakerStyles(cast.members, cast.highlighted),
    (rules) => {
      sheet.replaceSync(rules)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
  })
}
