import { isDraftId } from '../../../calls.ts'

/**
 * The draft in the page's address, as `#draft=tea-at-midnight-3f9a`. In the fragment, because that never reaches a server;
 * `#draft=` is a window without a draft.
 */
const KEY = 'draft'

/** Returns the id of the draft that the address names; '' if it asks for none, null if it says nothing. */
export function draftInAddress(): string | null {
  const id = new URLSearchParams(window.location.hash.slice(1)).get(KEY)
  return id === null || id === '' || isDraftId(id) ? id : null
}

/** Returns the address of this page with another draft; '' for none. */
export function addressOf(id: string): string {
  return `${window.location.pathname}#${KEY}=${encodeURIComponent(id)}`
}

/** Writes the draft in sight into the address. Adds nothing to the history: the page has no way back. */
export function showInAddress(id: string): void {
  window.history.replaceState(null, '', addressOf(id))
}
