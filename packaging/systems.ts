/** The systems that packages are made for, as the options of `npm run dist` name them. */
export const SYSTEMS = ['linux', 'macos', 'windows'] as const

export type System = (typeof SYSTEMS)[number]

/** Returns the system that this program runs on. */
export function thisSystem(platform: NodeJS.Platform = process.platform): System {
  if (platform === 'darwin') return 'macos'
  return platform === 'win32' ? 'windows' : 'linux'
}

/** The first line of the programs that stand in for Electron's in a package that was made without it. */
export const STAND_IN_LINE = 'A stand-in for Electron.'
