import type { HandlerDetails, WebContents } from 'electron'

/** How long after a press a window may be opened, in milliseconds. */
const PRESS_LIFETIME_MS = 1_000

/** Keys that follow a link. */
const LINK_KEYS: readonly string[] = ['Enter', ' ']

/**
 * Decides whether a window that the page or a player wants to open was asked for by the writer. Electron says neither which
 * frame asks nor whether somebody clicked, so both are read from the input before it:
 *
 *     mouseDown, then a window within a second        one window for each press
 *     Enter, then a window within a second            only if a player has the focus: a writer presses Enter all day
 *
 * While the page itself has the focus, only a link opened with the middle button or Ctrl passes: a script cannot pretend
 * that. So a player that the writer does not use opens nothing. What remains: it can move the focus to itself, and then
 * open one page in the browser for each click of the writer.
 */
export class RecentPress {
  private pressedMs = Number.NEGATIVE_INFINITY
  private readonly contents: Pick<WebContents, 'focusedFrame' | 'on'>
  private readonly now: () => number

  constructor(contents: Pick<WebContents, 'focusedFrame' | 'on'>, now: () => number) {
    this.contents = contents
    this.now = now
    contents.on('before-mouse-event', (_event, { type }) => {
      if (type === 'mouseDown') this.pressedMs = now()
    })
    contents.on('before-input-event', (_event, { type, key, isAutoRepeat }) => {
      const isLinkKey = type === 'keyDown' && !isAutoRepeat && LINK_KEYS.includes(key)
      if (isLinkKey && this.isPlayerFocused()) this.pressedMs = now()
    })
  }

  /** Returns true if a window of this kind follows from a press. Each press is good for one window. */
  allowsWindow(disposition: HandlerDetails['disposition']): boolean {
    if (this.now() - this.pressedMs > PRESS_LIFETIME_MS) return false
    if (!this.isPlayerFocused() && disposition !== 'background-tab') return false
    this.pressedMs = Number.NEGATIVE_INFINITY
    return true
  }

  private isPlayerFocused(): boolean {
    return (this.contents.focusedFrame?.parent ?? null) !== null
  }
}
