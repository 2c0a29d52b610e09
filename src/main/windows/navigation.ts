import type { App, Event, WebContents, WebFrameMain } from 'electron'
import { isPageAddress } from '../origin.ts'

/**
 * Keeps the page where it is: it does not navigate away, is not redirected, opens no window and embeds no guest. A frame
 * in it (an embed's player that the writer asked for) may navigate over https.
 * @param openExternal called with the address of a link that was clicked; decides by itself what may be opened
 */
export function setupNavigation(app: Pick<App, 'on'>, openExternal: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    guard(contents, openExternal)
  })
}

function guard(contents: WebContents, openExternal: (url: string) => void): void {
  /** Returns true if the navigation was prevented. */
  const prevent = (details: Event<Navigation>): boolean => {
    if (details.isMainFrame ? isPageAddress(details.url) : isFrameable(details.url)) return false
    details.preventDefault()
    return true
  }
  // Emitted first: once it is prevented, `will-navigate` is not emitted.
  contents.on('will-frame-navigate', (details) => {
    // Only for a link in the page itself: a frame must not open addresses.
    if (prevent(details) && details.isMainFrame && details.initiator?.parent === null)
      openExternal(details.url)
  })
  contents.on('will-navigate', prevent)
  contents.on('will-redirect', prevent)
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url)
    return { action: 'deny' }
  })
}

/** As much of a navigation event as is read here. */
interface Navigation {
  readonly url: string
  readonly isMainFrame: boolean
  /** The frame that started it; not known for a frame that is gone. */
  readonly initiator?: WebFrameMain | null
}

/** Returns true for an address that a frame in the page may show. */
function isFrameable(address: string): boolean {
  return address === 'about:srcdoc' || (URL.canParse(address) && new URL(address).protocol === 'https:')
}
