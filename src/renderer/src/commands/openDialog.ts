import { onScopeDispose, type Ref, shallowRef } from 'vue'

/** Returns true while a dialog or the palette is open: commands wait until it is closed. */
export function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][data-state="open"].sheet, .palette') !== null
}

/** Returns whether a dialog is open, as a value that follows it. Dialogs are children of the body, so only those are watched. */
export function useDialogOpen(): Readonly<Ref<boolean>> {
  const isOpen = shallowRef(isDialogOpen())
  const observer = new MutationObserver(() => {
    isOpen.value = isDialogOpen()
  })
  observer.observe(document.body, { childList: true })
  onScopeDispose(() => {
    observer.disconnect()
  })
  return isOpen
}
