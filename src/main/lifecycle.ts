import type { App, PowerMonitor } from 'electron'
import type { Relaunch } from './relaunch.ts'

export interface LifecycleParts {
  readonly app: Pick<App, 'on' | 'quit' | 'exit'>
  readonly powerMonitor: Pick<PowerMonitor, 'on'>
  readonly platform: NodeJS.Platform
  readonly relaunch: Relaunch
  /** Closes the desk: finishes pending writes and releases the locks of drafts. */
  readonly close: () => Promise<void>
  /** Installs the update that Galley quits for, when nothing is left to save. Returns true if that ends the process. */
  readonly updates?: { readonly finish: () => boolean; readonly cancel: () => void }
  /** How long Galley waits for `close` before it exits all the same. */
  readonly closeTimeoutMs?: number
}

/** Reports that Galley is about to end, and cancels that. */
export interface Lifecycle {
  /** Returns true from the request to quit until the end, or until a window refuses to close. */
  readonly isQuitting: () => boolean
  /** Returns true once the desk is closing: a page that opened now would have no desk. */
  readonly isClosing: () => boolean
  /** Galley stays: a window with words that could not be saved refused to close. */
  readonly cancelQuit: () => void
}

/**
 * Sets up how Galley quits. A page with unsaved words prevents its window from closing, saves, and closes the window
 * itself. For Electron that is a cancelled quit, so a quit that was requested continues once the window is closed. The
 * desk is closed last.
 */
export function setupLifecycle({
  app,
  powerMonitor,
  platform,
  relaunch,
  close,
  updates,
  closeTimeoutMs = 5000,
}: LifecycleParts): Lifecycle {
  let isQuitting = false
  let isClosing = false
  let isRelaunching = false
  /** Somebody started Galley while its desk was closing: it starts again once it has ended. */
  const startAgain = (): void => {
    if (!isClosing || isRelaunching) return
    isRelaunching = true
    relaunch()
  }
  app.on('second-instance', startAgain)
  app.on('activate', startAgain)
  app.on('before-quit', () => {
    isQuitting = true
  })
  // macOS and Linux wait for a while with shutting down; Windows asks each window (windows/windows.ts).
  powerMonitor.on('shutdown', (event?: { readonly preventDefault: () => void }) => {
    event?.preventDefault()
    app.quit()
  })
  app.on('window-all-closed', () => {
    if (isQuitting || platform !== 'darwin') app.quit()
  })
  let isClosed = false
  app.on('will-quit', (event) => {
    // The updater quits once more, to be started by the system in its new version.
    if (isClosed) return
    event.preventDefault()
    if (isClosing) return
    isClosing = true
    const end = (): void => {
      app.exit(0)
    }
    setTimeout(end, closeTimeoutMs).unref()
    close().then(() => {
      isClosed = true
      if (updates?.finish() !== true) end()
    }, end)
  })
  return {
    isQuitting: () => isQuitting,
    isClosing: () => isClosing,
    cancelQuit: () => {
      isQuitting = false
      updates?.cancel()
    },
  }
}
