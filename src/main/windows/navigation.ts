import type { App, Event, WebContents, WebFrameMain } from 'electron'
import { isOurs } from '../origin.ts'

/**
 * The page stays where it is: no navigation away, no redirect, no new window, no guest. A frame in it (a player the
 * writer asked for) moves on the web, over https. An address outside goes to `openExternal`, which decides by itself
 * whether it may be opened.
 */
export function setupNavigation(app: Pick<App, 'on'>, openExternal: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    guard(contents, openExternal)
  })
}

function guard(contents: WebContents, openExternal: (url: string) => void): void {
  const stay = (details: Event<Journey>): boolean => {
    if (details.isMainFrame ? isOurs(details.url) : isFrameable(details.url)) return false
    details.preventDefault()
    return true
  }
  // The first of the events: once it is prevented, `will-navigate` is not even emitted.
  contents.on('will-frame-navigate', (details) => {
    // A link clicked in the page itself: the writer wants to go there, and the page is not the place.
    if (stay(details) && details.isMainFrame && details.initiator?.parent === null) openExternal(details.url)
  })
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url)
    return { action: 'deny' }
  })
}

interface Journey {
  readonly url: string
  readonly isMainFrame: boolean
  readonly initiator?: WebFrameMain | null
}

function isFrameable(address: string): boolean {
  return address === 'about:srcdoc' || (URL.canParse(address) && new URL(address).protocol === 'https:')
}
