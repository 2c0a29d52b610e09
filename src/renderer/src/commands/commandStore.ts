import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowReactive } from 'vue'
import type { Command } from './command.ts'

/** How many commands the palette lists as recent. */
const MAX_RECENT = 5

/** The list of all commands, and whether the palette, the shortcut sheet and the problem report are open. */
export const useCommands = defineStore('commands', () => {
  /** One list for each part of the page that added commands. */
  const lists = shallowReactive(new Set<readonly Command[]>())
  /** Ids of the commands that were run last, the latest first. */
  const recent = ref<readonly string[]>([])
  const isPaletteOpen = ref(false)
  const isSheetOpen = ref(false)
  const isReportOpen = ref(false)

  /** All commands there are now. */
  const all = computed(() => [...lists].flat())

  /** Adds commands; returns a function that removes them. */
  function add(list: readonly Command[]): () => void {
    lists.add(list)
    return () => {
      lists.delete(list)
    }
  }

  /** Runs a command that is enabled, and remembers it as recent. */
  function run(command: Command): void {
    if (command.enabled?.() === false) return
    recent.value = [command.id, ...recent.value.filter((id) => id !== command.id)].slice(0, MAX_RECENT)
    command.run()
  }

  return { all, recent, isPaletteOpen, isSheetOpen, isReportOpen, add, run }
})

/** Adds commands for as long as the component whose setup calls this is mounted. */
export function provideCommands(list: readonly Command[]): void {
  onScopeDispose(useCommands().add(list))
}
