import { defineComponent } from 'vue'
import { useNativeMenus } from '../commands/useNativeMenus.ts'

/** Keeps the desktop's native menus while it is mounted; draws nothing in the page. */
export default defineComponent(() => {
  // The editor's own commands are in the menus, disabled, while no editor is open.
  useNativeMenus(async () => (await import('../editor/tools/closedCommands.ts')).closedCommands())
  return () => null
})
