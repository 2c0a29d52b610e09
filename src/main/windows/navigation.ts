import type { App, Event, WebContents, WebFrameMain } from 'electron'
import { isPlayerAddress } from '../../hosting/players.ts'
import { isPageAddress } from '../origin.ts'
import { RecentPress } from './recentPress.ts'

/**
 * Keeps the page where it is: it does not navigate away, is not redirected, opens no window and embeds no guest. A frame
 * in it shows a player that the writer asked for, and stays on the players' own origins.
 * @param openExternal called with the address of a link that was clicked; decides by itself what may be opened
 * @param now returns the time in milliseconds
 */
export function setupNavigation(
  app: Pick<App, 'on'>,
  openExternal: (url: string) => void,
  now: () => number = Date.now,
): void {
  app.on('web-contents-created', (_event, contents) => {
    guard(contents, openExternal, now)
  })
}

function guard(contents: WebContents, openExternal: (url: string) => void, now: () => number): void {
  /** Returns true if the navigation was prevented. */
  const prevent = (details: Event<Navigation>): boolean => {
    if (details.isMainFrame ? isPageAddress(details.url) : isFrameable(details)) return false
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
  const press = new RecentPress(contents, now)
  contents.setWindowOpenHandler(({ url, disposition }) => {
    if (press.allowsWindow(disposition)) openExternal(url)
    return { action: 'deny' }
  })
}

/** As much of a navigation event as is read here. */
interface Navigation {
  readonly url: string
  readonly isMainFrame: boolean
  /** The frame that navigates; null for a frame that is gone. */
  readonly frame?: WebFrameMain | null
  /** The frame that started it; not known for a frame that is gone. */
  readonly initiator?: WebFrameMain | null
}

/**
 * Returns true for an address that a frame may show. A frame inside a player is the provider's own page, whose policy says
 * what it embeds (a post embeds another site's video): it may be anywhere on the web over https.
 */
function isFrameable({ url, frame }: Navigation): boolean {
  if (url === 'about:srcdoc') return true
  const isInPlayer = (frame?.parent?.parent ?? null) !== null
  return isInPlayer ? URL.canParse(url) && new URL(url).protocol === 'https:' : isPlayerAddress(url)
}
