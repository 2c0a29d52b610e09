import { useVirtualizer } from '@tanstack/vue-virtual'
import { computed, nextTick, type Ref, watch } from 'vue'
import { useLibrary } from '../../stores/library.ts'

/** How many frames a row may take to be drawn once its draft has been fetched. */
const MAX_FRAMES = 30

/**
 * The rows of the library's list in sight, and the ways to one that is not: only rows in sight exist, and their drafts are
 * fetched as they come into sight (`library.loadRow`), so a row may have no draft yet.
 * @param scroller the element that scrolls; the rows are in it, each with its index as `data-index`
 */
export function useRows(scroller: Ref<HTMLElement | null>) {
  const library = useLibrary()
  /** 78 px is a row without a search excerpt; each row is measured once it is drawn. */
  const virtualizer = useVirtualizer(
    computed(() => ({
      count: library.listing.total,
      getScrollElement: () => scroller.value,
      estimateSize: () => 78,
      overscan: 6,
      getItemKey: (index: number) => library.listing.rows[index]?.id ?? index,
    })),
  )
  /** The rows in sight and six on either side. */
  const items = computed(() => virtualizer.value.getVirtualItems())
  // Loading a row that is there already costs nothing.
  watch(
    [items, () => library.listing],
    () => {
      for (const { index } of items.value) void library.loadRow(index)
    },
    { immediate: true },
  )

  /** Passes to the virtualizer the real height of a row, which an excerpt makes taller. */
  function measure(element: Element | null): void {
    if (element !== null) virtualizer.value.measureElement(element)
  }

  /**
   * The row that is about to get the focus, as the last key asked for; -1 if none is. An earlier key that still waits for its row
   * leaves the focus alone.
   */
  let targetIndex = -1

  /** Scrolls to a row and focuses it, fetching its draft first if need be. */
  async function focusRow(index: number): Promise<void> {
    targetIndex = index
    virtualizer.value.scrollToIndex(index)
    await library.loadRow(index)
    for (let frame = 0; frame < MAX_FRAMES && targetIndex === index; frame += 1) {
      await nextTick()
      await new Promise(requestAnimationFrame)
      const row = scroller.value?.querySelector<HTMLElement>(`[data-index="${String(index)}"] .draft-open`)
      if (row === null || row === undefined) continue
      row.focus()
      break
    }
    if (targetIndex === index) targetIndex = -1
  }

  /** Returns the row that a key goes on from: the one about to get the focus, else the one that has it. */
  const originOfKey = (focused: number): number => (targetIndex >= 0 ? targetIndex : focused)

  /** Counts requests to show a draft: a search that takes long does not scroll after a later one. */
  let searches = 0

  /** Scrolls to a draft's row, wherever that is in the list. Does nothing if it is in sight, or not in the list. */
  async function reveal(id: string): Promise<void> {
    searches += 1
    const search = searches
    const index = await library.findRow(id)
    if (search !== searches || index < 0) return
    await nextTick()
    virtualizer.value.scrollToIndex(index, { align: 'auto' })
  }

  /** Returns true if a row is drawn where it can be seen, at least in part. */
  function isInSight(index: number): boolean {
    const row = scroller.value?.querySelector(`[data-index="${String(index)}"]`)?.getBoundingClientRect()
    const box = scroller.value?.getBoundingClientRect()
    return row !== undefined && box !== undefined && row.bottom > box.top && row.top < box.bottom
  }

  return { virtualizer, items, measure, focusRow, originOfKey, reveal, isInSight }
}
