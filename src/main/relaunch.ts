import type { App } from 'electron'

/** Starts Galley anew once this process has ended; with its present arguments if none are given. */
export type Relaunch = (args?: readonly string[]) => void

/**
 * Returns the way to start Galley anew.
 * @param appImage the path of the AppImage that Galley was started from, if it was: `process.env.APPIMAGE`. The program itself
 *   is in a folder that is unmounted with the old process
 */
export function relaunchFrom(app: Pick<App, 'relaunch'>, appImage: string | undefined): Relaunch {
  return (args) => {
    app.relaunch({
      ...(args === undefined ? {} : { args: [...args] }),
      ...(appImage === undefined ? {} : { execPath: appImage }),
    })
  }
}
