import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowReactive } from 'vue'
import type { Command } from './command.ts'

/** As many as a writer may want back. */
const RECENT = 5

/**
 * The one list of what can be done. Whoever can do something adds it, for as long as it can be done: the page its own,
 * an editor its own while it is open.
 */
export const useCommands = defineStore('commands', () => {
  const lists = shallowReactive(new Set<readonly Command[]>())
  const recent = ref<readonly string[]>([])
  const paletteOpen = ref(false)
  const sheetOpen = ref(false)

  const all = computed(() => [...lists].flat())

  /** Adds commands; answers how to take them back. In a component's setup they go with it. */
  function add(list: readonly Command[]): () => void {
    lists.add(list)
    return () => {
      lists.delete(list)
    }
  }

  /** Runs one and remembers it. */
  function run(command: Command): void {
    if (command.enabled?.() === false) return
    recent.value = [command.id, ...recent.value.filter((id) => id !== command.id)].slice(0, RECENT)
    command.run()
  }

  return { all, recent, paletteOpen, sheetOpen, add, run }
})

/** Adds commands for as long as the component that calls this is there. */
export function provideCommands(list: readonly Command[]): void {
  onScopeDispose(useCommands().add(list))
}
