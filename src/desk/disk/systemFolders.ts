import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** What decides where things go by default; a test gives its own. */
export interface SystemEnvironment {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

function currentEnvironment(): SystemEnvironment {
  return { platform: process.platform, home: homedir(), env: process.env }
}

/** The drafts folder when the writer named none: Documents/Galley. */
export function defaultLibrary(at: SystemEnvironment = currentEnvironment()): string {
  return join(documents(at), 'Galley')
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

function configHome(home: string, env: SystemEnvironment['env']): string {
  return absoluteOr(env.XDG_CONFIG_HOME, join(home, '.config'))
}

/** On Linux the Documents folder has a name in the user's language: xdg-user-dirs notes it. */
function documents({ platform, home, env }: SystemEnvironment): string {
  const usual = join(home, 'Documents')
  if (platform === 'darwin' || platform === 'win32') return usual
  try {
    const text = readFileSync(join(configHome(home, env), 'user-dirs.dirs'), 'utf8')
    const named = /^XDG_DOCUMENTS_DIR="(\$HOME)?(\/[^"]*)"/m.exec(text)
    const folder =
      named === null ? usual : named[1] === undefined ? (named[2] ?? '') : `${home}${named[2] ?? ''}`
    // A home directory without such a folder is noted as the home directory itself.
    return folder.replace(/\/$/, '') === home ? usual : folder
  } catch {
    return usual
  }
}
