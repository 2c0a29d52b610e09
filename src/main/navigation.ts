import type { App, Event, WebContents } from 'electron'
import { isOurs } from './origin.ts'

interface Journey {
  readonly url: string
}

/**
 * The page stays where it is: no navigation away, no redirect, no new window, no guest, in no frame. An address
 * outside goes to `openExternal`, which decides by itself whether it may be opened.
 */
export function setupNavigation(app: Pick<App, 'on'>, openExternal: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    guard(contents, openExternal)
  })
}

function guard(contents: WebContents, openExternal: (url: string) => void): void {
  const stay = (details: Event<Journey>): void => {
    if (!isOurs(details.url) && details.url !== 'about:srcdoc') details.preventDefault()
  }
  contents.on('will-navigate', (details) => {
    stay(details)
    // A link without a target, clicked: the writer wants to go there, and the page is not the place.
    if (details.isMainFrame && details.initiator?.parent === null) openExternal(details.url)
  })
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', (details) => {
    details.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url)
    return { action: 'deny' }
  })
}
