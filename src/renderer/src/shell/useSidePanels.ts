import { useEventListener, useMediaQuery } from '@vueuse/core'
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useSettings } from '../stores/settings.ts'
import { restoreFocus } from '../dom/focus.ts'

export type Side = 'library' | 'inspector'

interface SidePanels {
  /** Whether the sides are drawers: shut until asked for, and one at a time. */
  readonly narrow: Ref<boolean>
  readonly drawer: Readonly<Ref<Side | null>>
  readonly libraryOpen: ComputedRef<boolean>
  readonly inspectorOpen: ComputedRef<boolean>
  readonly toggle: (side: Side) => void
  readonly closeDrawer: () => void
}

/** The library and the inspector: columns that fold away, drawers on a narrow window. The focus is never left behind. */
export function useSidePanels(): SidePanels {
  const store = useSettings()
  const narrow = useMediaQuery('(max-width: 1099px)')
  const drawer = ref<Side | null>(null)
  const libraryOpen = computed(() => (narrow.value ? drawer.value === 'library' : store.settings.libraryOpen))
  const inspectorOpen = computed(() =>
    narrow.value ? drawer.value === 'inspector' : store.settings.inspectorOpen,
  )

  /** The button that folds or brings back a side: in the side while it is open, in the bar while it is not. */
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
    // A menu or a dialog over the drawer is finished first.
    const isCovered = document.querySelector('.menu, .pop, .sheet, .palette') !== null
    if (event.key === 'Escape' && !event.isComposing && !isCovered) closeDrawer()
  })

  return { narrow, drawer, libraryOpen, inspectorOpen, toggle, closeDrawer }
}
