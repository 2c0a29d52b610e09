import { nextTick } from 'vue'

/** Returns true if nothing visible has the focus: its element was removed, hidden or made inert. */
function isFocusLost(): boolean {
  const focused = document.activeElement
  return (
    focused === null ||
    focused === document.body ||
    !focused.checkVisibility() ||
    focused.closest('[inert]') !== null
  )
}

/** Returns the first visible element that a selector matches and that can take the focus. */
function firstFocusable(selector: string): HTMLElement | undefined {
  return Array.from(document.querySelectorAll<HTMLElement>(selector)).find(
    (element) => element.checkVisibility() && element.closest('[inert]') === null,
  )
}

/**
 * Gives the focus a new place after an element was removed or hidden. Does nothing if the focus is still somewhere visible:
 * it is never stolen.
 * @param selectors in order of preference; the first that matches a focusable element gets the focus
 */
export async function restoreFocus(...selectors: readonly string[]): Promise<void> {
  await nextTick()
  if (!isFocusLost()) return
  for (const selector of selectors) {
    const element = firstFocusable(selector)
    if (element === undefined) continue
    element.focus()
    return
  }
}

/**
 * Gives the focus back to the element that had it, where it was: nothing scrolls. Does nothing if the focus is somewhere visible.
 * @param selectors for an element that is gone, as {@link restoreFocus} takes them
 */
export async function returnFocus(before: Element | null, ...selectors: readonly string[]): Promise<void> {
  await nextTick()
  if (isFocusLost() && before instanceof HTMLElement && before.isConnected)
    before.focus({ preventScroll: true })
  await restoreFocus(...selectors)
}

/** Selectors for {@link restoreFocus}: the text, else the ways to begin one. */
export const WRITING_TARGETS = ['.article', '.empty-desk button', '.bar button'] as const
