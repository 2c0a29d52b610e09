/** What decides whether this Galley can update itself. */
export interface Installation {
  readonly isPackaged: boolean
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Why a Galley does not update itself. */
export type Obstacle = 'fromSource' | 'packageManager' | 'portable'

/**
 * Returns why this Galley does not update itself; null if it does: the installed one on Windows, the one in macOS' applications, and
 * the AppImage. A deb or an rpm belongs to the system's package manager, and a portable program is one file of the writer.
 */
export function updateObstacle({ isPackaged, platform, env }: Installation): Obstacle | null {
  if (!isPackaged) return 'fromSource'
  if (platform === 'win32' && env.PORTABLE_EXECUTABLE_FILE !== undefined) return 'portable'
  if (platform !== 'win32' && platform !== 'darwin' && env.APPIMAGE === undefined) return 'packageManager'
  return null
}
