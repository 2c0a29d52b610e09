import { useEventListener, useMediaQuery } from '@vueuse/core'
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useSettings } from '../stores/settings.ts'
import { restoreFocus } from '../dom/focus.ts'

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
  const libraryOpen = computed(() => (narrow.value ? drawer.value === 'library' : store.settings.libraryOpen))
  const inspectorOpen = computed(() =>
    narrow.value ? drawer.value === 'inspector' : store.settings.inspectorOpen,
  )

  /** Focuses the button of a side: it is in the side while that is open, in the bar while it is not. */
  const focusToggle = (side: Side): void => void restoreFocus(`[data-fold="${side}"]`)

  function toggle(side: Side): void {
    if (narrow.value) drawer.value = drawer.value === side ? null : side
    else if (side === 'library') store.set({ libraryOpen: !store.settings.libraryOpen })
    else store.set({ inspectorOpen: !store.settings.inspectorOpen })
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
    const isCovered = document.querySelector('.menu, .pop, .sheet, .palette') !== null
    if (event.key === 'Escape' && !event.isComposing && !isCovered) closeDrawer()
  })

  return { narrow, drawer, libraryOpen, inspectorOpen, toggle, closeDrawer }
}
