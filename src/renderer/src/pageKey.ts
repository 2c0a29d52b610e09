/**
 * The secret with which the page connects to the browser host. It arrives once, in the fragment of the address to which the
 * printed address redirects (`/#key=kX3v…`), and is then in this origin's storage: unlike a cookie, that is not shared
 * with other ports of the machine.
 */

const STORED_AS = 'galley-key'

/**
 * Returns the secret, and moves it from the address into the storage. Returns '' if there is none: the host then refuses the
 * page.
 */
export function takePageKey(): string {
  const given = new URLSearchParams(window.location.hash.slice(1)).get('key') ?? ''
  try {
    if (given === '') return window.localStorage.getItem(STORED_AS) ?? ''
    window.localStorage.setItem(STORED_AS, given)
  } catch {
    // Without storage the key lasts until the page is reloaded.
  }
  if (given !== '') window.history.replaceState(null, '', window.location.pathname)
  return given
}
