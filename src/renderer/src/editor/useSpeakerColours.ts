import { onScopeDispose, watch } from 'vue'
import { speakerStyles } from '../../../blocks/dialogue/view.ts'
import { useCast } from '../stores/cast/cast.ts'

/** Keeps one style sheet with the speakers' colours up to date with the cast. Turns need no styles of their own. */
export function useSpeakerColours(): void {
  const cast = useCast()
  // A constructed sheet can be replaced without touching the document's own style elements.
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
