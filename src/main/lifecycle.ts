import type { App } from 'electron'

export interface LifecyclePieces {
  readonly app: Pick<App, 'on' | 'quit' | 'exit'>
  readonly platform: NodeJS.Platform
  /** Lets everything under way reach the disk and gives up the library's lock. */
  readonly close: () => Promise<void>
  /** How long the desk may take for that, in milliseconds. */
  readonly patience?: number
}

/**
 * How Galley ends. A page with unsaved words holds its window back, saves them and then closes it itself, which to
 * Electron is a cancelled quit: so a quit that was asked for goes on when the window is closed. The desk goes last.
 */
export function setupLifecycle({ app, platform, close, patience = 5000 }: LifecyclePieces): void {
  let quitting = false
  let closing = false
  app.on('before-quit', () => {
    quitting = true
  })
  app.on('window-all-closed', () => {
    if (quitting || platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (closing) return
    closing = true
    const end = (): void => {
      app.exit(0)
    }
    setTimeout(end, patience).unref()
    close().then(end, end)
  })
}
