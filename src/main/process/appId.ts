import type { App } from 'electron'

/** The id of the app, as its packages have it (`packaging/config.ts`). */
export const APP_ID = 'io.github.galley-editor.galley'

/**
 * Tells Windows the app's id. The installer gives it to the shortcut in the Start menu, and Windows shows notifications,
 * groups windows under a pinned icon and keeps the jump list only where both are the same. Electron's own id, which it
 * would use instead, stays for a run from source: that has no such shortcut. Must be called before the first window.
 */
export function setupAppId(
  app: Pick<App, 'isPackaged' | 'setAppUserModelId'>,
  platform: NodeJS.Platform,
): void {
  if (platform === 'win32' && app.isPackaged) app.setAppUserModelId(APP_ID)
}
