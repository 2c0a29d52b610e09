import { useEventListener, useMediaQuery } from '@vueuse/core'
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useDraft } from '../stores/draft.ts'
import { usePreview } from '../stores/preview.ts'
import { useSettings } from '../stores/settings.ts'
import { restoreFocus, returnFocus, WRITING_TARGETS } from '../dom/focus.ts'

/** The two sides of the page. */
export type Side = 'library' | 'inspector'

/** The sides as the page lays them out. */
interface SidePanels {
  /** The window is narrow: the sides are drawers, closed until asked for, one at a time. */
  readonly narrow: Ref<boolean>
  /** The open drawer; null for none, and always on a wide window. */
  readonly drawer: Readonly<Ref<Side | null>>
  /** The library is in sight, as a column or as a drawer. */
  readonly libraryOpen: ComputedRef<boolean>
  /** The inspector is in sight, as a column or as a drawer. */
  readonly inspectorOpen: ComputedRef<boolean>
  /** The preview is in sight: in place of the inspector, or over the text. */
  readonly isPreviewing: ComputedRef<boolean>
  /** Opens or closes a side. On a wide window the settings remember it. */
  readonly toggle: (side: Side) => void
  /** Closes the drawer, if one is open. */
  readonly closeDrawer: () => void
}

/**
 * Returns the state of the library and the inspector: columns that can be hidden on a wide window, drawers on a narrow one.
 * Hiding a side never loses the focus: it moves to the button that shows the side again.
 */
export function useSidePanels(): SidePanels {
  const store = useSettings()
  const narrow = useMediaQuery('(max-width: 1099px)')
  const drawer = ref<Side | null>(null)
  const draft = useDraft()
  const preview = usePreview()
  const isPreviewing = computed(() => preview.isOpen && draft.id !== null)
  /** The text and the preview leave no room for the library. */
  const isTight = useMediaQuery('(max-width: 1359px)')

  /** Returns true if the preview stands where a side would. */
  const isCovered = (side: Side): boolean =>
    isPreviewing.value && !narrow.value && (side === 'inspector' || isTight.value)
  const isWanted = (side: Side): boolean => store.settings[`${side}Open`]
  const isOpen = (side: Side): boolean =>
    narrow.value ? drawer.value === side : isWanted(side) && !isCovered(side)
  const libraryOpen = computed(() => isOpen('library'))
  const inspectorOpen = computed(() => isOpen('inspector'))

  /** What had the focus when the preview opened. On a narrow window it covers that, and the caret with it. */
  let before: Element | null = null
  watch(
    isPreviewing,
    (isShown) => {
      if (isShown) before = document.activeElement
      else void returnFocus(before, ...WRITING_TARGETS)
    },
    { flush: 'sync' },
  )

  /** Focuses the button of a side: it is in the side while that is open, in the bar while it is not. */
  const focusToggle = (side: Side): void => void restoreFocus(`[data-fold="${side}"]`)

  function toggle(side: Side): void {
    if (narrow.value) drawer.value = drawer.value === side ? null : side
    else {
      // The preview makes room for a side that it covers.
      const isWantedNow = isCovered(side) || !isWanted(side)
      if (isCovered(side)) preview.close()
      store.set(side === 'library' ? { libraryOpen: isWantedNow } : { inspectorOpen: isWantedNow })
    }
    focusToggle(side)
  }

  function closeDrawer(): void {
    const side = drawer.value
    if (side === null) return
    drawer.value = null
    focusToggle(side)
  }

  useEventListener(document, 'keydown', (event) => {
    // Escape closes a menu or dialog over the drawer first.
    const isUnderMenu = document.querySelector('.menu, .pop, .sheet, .palette') !== null
    if (event.key === 'Escape' && !event.isComposing && !isUnderMenu) closeDrawer()
  })

  return { narrow, drawer, libraryOpen, inspectorOpen, isPreviewing, toggle, closeDrawer }
}
