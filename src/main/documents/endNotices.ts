import type { BrowserWindow, Notification, NotificationConstructorOptions } from 'electron'

/** What notices of ended jobs use of Electron. */
export interface EndNoticeParts {
  readonly Notification: {
    new (options: NotificationConstructorOptions): Pick<Notification, 'show' | 'on'>
    isSupported(): boolean
  }
  /** Returns the open windows. */
  readonly windows: () => readonly BrowserWindow[]
}

/**
 * The system's notifications about jobs that ended while the writer was elsewhere. A click shows the window of the job.
 */
export class EndNotices {
  readonly #parts: EndNoticeParts
  /** A notification that is collected as garbage is never clicked. */
  readonly #shown = new Set<Pick<Notification, 'show' | 'on'>>()

  constructor(parts: EndNoticeParts) {
    this.#parts = parts
  }

  /**
   * Shows a notification, unless a window of Galley has the focus: the page says it there.
   * @param window the window of the job; null if it was closed
   */
  announce(window: BrowserWindow | null, title: string, body: string): void {
    const { Notification, windows } = this.#parts
    if (!Notification.isSupported() || windows().some((each) => each.isFocused())) return
    const notification = new Notification({ title, body })
    const forget = (): void => {
      this.#shown.delete(notification)
    }
    notification.on('click', () => {
      forget()
      if (window === null || window.isDestroyed()) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    })
    notification.on('close', forget)
    this.#shown.add(notification)
    notification.show()
  }
}
