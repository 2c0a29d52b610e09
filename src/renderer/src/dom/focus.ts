import { nextTick } from 'vue'

/** Whether the focus stands on nothing that can be seen: what had it is gone, hidden or out of reach. */
function isFocusLost(): boolean {
  const at = document.activeElement
  return at === null || at === document.body || !at.checkVisibility() || at.closest('[inert]') !== null
}

/** The first that can take the focus of what a selector names. */
function firstFocusable(selector: string): HTMLElement | undefined {
  return Array.from(document.querySelectorAll<HTMLElement>(selector)).find(
    (element) => element.checkVisibility() && element.closest('[inert]') === null,
  )
}

/**
 * After something on the page went away: where the focus went with it, it goes to the first of these places that is
 * there. Anywhere else it stays: nobody's focus is taken.
 */
export async function restoreFocus(...places: readonly string[]): Promise<void> {
  await nextTick()
  if (!isFocusLost()) return
  for (const place of places) {
    const element = firstFocusable(place)
    if (element === undefined) continue
    element.focus()
    return
  }
}

/** Where writing goes on, or begins. */
export const WRITING_TARGETS = ['.article', '.empty-desk button', '.bar button'] as const
