import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** What decides where things go by default; a test gives its own. */
export interface SystemEnvironment {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Returns the environment of this process. */
export function currentEnvironment(): SystemEnvironment {
  return { platform: process.platform, home: homedir(), env: process.env }
}

/**
 * The desktop app's folder, which Electron calls `userData` and names by `productName` of package.json. The browser host
 * reads there which library the writer chose.
 */
export function desktopFolder({ platform, home, env }: SystemEnvironment = currentEnvironment()): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Galley')
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Galley')
  return join(configHome(home, env), 'Galley')
}

/** The folder of settings that belongs to no draft, as each system wants it. */
export function settingsFolder({ platform, home, env }: SystemEnvironment = currentEnvironment()): string {
  if (platform === 'darwin') return join(home, 'Library', 'Preferences', 'galley')
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'galley', 'Config')
  return join(configHome(home, env), 'galley')
}

/**
 * This machine's folder for what belongs to one library and can be thrown away at any time: never in the library,
 * which may be synced to other machines.
 */
export function cacheFolder(
  library: string,
  { platform, home, env }: SystemEnvironment = currentEnvironment(),
): string {
  const name = nameFor(library)
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'Galley', name)
  if (platform === 'win32') return join(localAppData(home, env), 'Galley', 'Cache', name)
  return join(absoluteOr(env.XDG_CACHE_HOME, join(home, '.cache')), 'galley', name)
}

/**
 * This machine's folder for what belongs to one library and is wanted again at the next start: what a page needs to find
 * its host. No cache: systems and their cleaners empty those while a page with unsaved words is open. No settings:
 * those follow their writer to other machines.
 */
export function stateFolder(
  library: string,
  { platform, home, env }: SystemEnvironment = currentEnvironment(),
): string {
  const name = nameFor(library)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Galley', 'State', name)
  if (platform === 'win32') return join(localAppData(home, env), 'Galley', 'State', name)
  return join(absoluteOr(env.XDG_STATE_HOME, join(home, '.local', 'state')), 'galley', name)
}

/** Names a library's folder by its path: no path of the writer's is spelled out elsewhere on the disk. */
function nameFor(library: string): string {
  return createHash('sha256').update(library).digest('hex').slice(0, 16)
}

function localAppData(home: string, env: SystemEnvironment['env']): string {
  return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local')
}

/** The XDG specification has relative paths ignored. */
function absoluteOr(folder: string | undefined, usual: string): string {
  return folder?.startsWith('/') === true ? folder : usual
}

/** Returns the folder of settings on Linux, `~/.config` as a rule. */
export function configHome(home: string, env: SystemEnvironment['env']): string {
  return absoluteOr(env.XDG_CONFIG_HOME, join(home, '.config'))
}
