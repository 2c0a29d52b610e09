import { useEventListener } from '@vueuse/core'
import { useCommands } from './commandStore.ts'
import { pressed, typesText } from './keyNames.ts'
import { isDialogOpen } from './openDialog.ts'

/** Returns true if a key press there would type text. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  )
}

/** Adds the document's one key listener: it runs the commands with `bound: 'page'`. */
export function usePageKeys(): void {
  const commands = useCommands()
  useEventListener(document, 'keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return
    const command = commands.all.find(({ bound, keys }) => bound === 'page' && pressed(event, keys))
    if (command === undefined || (typesText(event) && isTyping(event.target))) return
    // Also while a dialog is open: otherwise the browser prints or saves the page.
    event.preventDefault()
    // Commands wait until a dialog is closed; the palette's own key closes the palette.
    if (isDialogOpen() && command.id !== 'help.palette') return
    if (commands.isPaletteOpen) commands.isPaletteOpen = false
    else if (command.enabled?.() !== false) command.run()
  })
}
