import type { BrowserWindow, WebContents } from 'electron'

/** A page that crashes again within this time is not reloaded: it would crash forever. */
const MIN_RELOAD_INTERVAL_MS = 10_000

/** Loads the page into a window and reloads it after a crash. */
export function loadPage(window: BrowserWindow, address: string, now: () => number = Date.now): void {
  reloadAfterCrash(window.webContents, now)
  void window.loadURL(address)
}

/**
 * Reloads a page whose process is gone: crashed, or killed by the system or a task manager. Nothing is lost by that: all
 * but the last second of typing is on the disk.
 */
function reloadAfterCrash(contents: WebContents, clock: () => number): void {
  let last = -Infinity
  contents.on('render-process-gone', (_event, { reason }) => {
    const now = clock()
    if (reason !== 'clean-exit' && now - last > MIN_RELOAD_INTERVAL_MS) contents.reload()
    last = now
  })
}
