import { APP_SCHEME } from '../contract/host/documents.ts'

/** The host of the page's own addresses, served by protocol.ts. */
const HOST = 'app'

/** The page's address. Nothing of Galley is loaded from any other origin. */
export const PAGE_URL = `${APP_SCHEME}://${HOST}/`

/**
 * Returns true if an address has the page's origin and no user name or password. The address is parsed: a prefix would
 * also accept `galley://app.evil/`.
 */
export function isPageAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host, username, password } = new URL(address)
  return protocol === `${APP_SCHEME}:` && host === HOST && username === '' && password === ''
}
