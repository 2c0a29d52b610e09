/** The page's own scheme and host: the only place anything of Galley's is loaded from. */
export const SCHEME = 'galley'
export const HOST = 'app'
export const PAGE = `${SCHEME}://${HOST}/`

/** Returns true if an address is of the page's own origin, by what it means and not by how it begins. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host, username, password } = new URL(address)
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === ''
}
