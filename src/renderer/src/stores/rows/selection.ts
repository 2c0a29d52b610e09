import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useLibrary } from '../library.ts'

/**
 * Which drafts of the list are selected, to be changed together. Drafts are known by id and ranges by index, so a range
 * may reach over rows that were never in sight: those are fetched first. Another filter, search or order ends a selection.
 */
export const useSelection = defineStore('selection', () => {
  const library = useLibrary()
  const ids = shallowRef<ReadonlySet<string>>(new Set())
  /** The row where a range begins: the last one that was clicked, opened or focused without Shift. */
  const anchor = ref(0)
  /** Counts requests, so that a range whose rows arrive late does not undo a later choice. */
  let requests = 0

  function clear(): void {
    requests += 1
    if (ids.value.size > 0) ids.value = new Set()
  }

  watch(
    () => library.filter,
    () => {
      clear()
    },
  )

  /** Selects a row or deselects it, and begins ranges there. */
  function toggle(index: number): void {
    const id = library.listing.rows[index]?.id
    if (id === undefined) return
    requests += 1
    const next = new Set(ids.value)
    if (!next.delete(id)) next.add(id)
    ids.value = next
    anchor.value = index
  }

  /** Selects the rows between two places, both included, and nothing else. Fetches those that are not there yet. */
  async function selectBetween(one: number, other: number): Promise<void> {
    requests += 1
    const request = requests
    const [first, last] = [Math.min(one, other), Math.min(Math.max(one, other), library.listing.total - 1)]
    for (let index = first; index <= last; index += 1)
      if (library.listing.rows[index] === undefined) await library.loadRow(index)
    if (request !== requests) return
    const rows = library.listing.rows.slice(first, last + 1)
    ids.value = new Set(rows.flatMap((row) => (row === undefined ? [] : [row.id])))
  }

  return {
    ids,
    anchor,
    count: computed(() => ids.value.size),
    has: (id: string) => ids.value.has(id),
    clear,
    toggle,
    /** Selects from the anchor to a row. */
    extendTo: (index: number) => selectBetween(anchor.value, index),
    selectAll: () => selectBetween(0, library.listing.total - 1),
    /** Removes rows that are gone from the selection. */
    remove: (gone: readonly string[]) => {
      ids.value = new Set([...ids.value].filter((id) => !gone.includes(id)))
    },
  }
})
