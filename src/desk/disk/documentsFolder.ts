import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join, win32 } from 'node:path'
import { promisify } from 'node:util'
import { configHome, currentEnvironment, type SystemEnvironment } from './systemFolders.ts'

/**
 * The writer's Documents folder, for hosts that cannot ask Electron. Windows and Linux let it lie anywhere: OneDrive moves
 * it into its own folder, companies onto a server.
 */

/** Runs a program without a shell and returns what it printed, as bytes. */
type Run = (file: string, args: readonly string[]) => Promise<Buffer>

/** A program that answers later than this is not waited for. */
const PROGRAM_TIMEOUT_MS = 5000

const SHELL_FOLDERS = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders`

/** Returns the Documents folder; `Documents` in the home directory where the system names no other. */
export async function documentsFolder(
  at: SystemEnvironment = currentEnvironment(),
  run: Run = runProgram,
): Promise<string> {
  const usual = join(at.home, 'Documents')
  try {
    if (at.platform === 'win32') return (await windowsDocuments(at, run)) ?? usual
    if (at.platform !== 'darwin') return (await xdgDocuments(at)) ?? usual
  } catch {
    // Without the registry's program or a file of xdg-user-dirs the folder has its usual place.
  }
  return usual
}

/**
 * Returns the folder that the registry names, for example from the line
 * `    Personal    REG_EXPAND_SZ    %USERPROFILE%\OneDrive\Documents`; undefined if it names none.
 */
async function windowsDocuments({ env }: SystemEnvironment, run: Run): Promise<string | undefined> {
  const system = win32.join(variable(env, 'SystemRoot') ?? String.raw`C:\Windows`, 'System32')
  const output = await run(win32.join(system, 'reg.exe'), ['query', SHELL_FOLDERS, '/v', 'Personal'])
  const value = /^\s+Personal\s+REG_(?:EXPAND_)?SZ\s+(.*\S)\s*$/m.exec(output.toString('latin1'))?.[1]
  if (value === undefined) return undefined
  // reg.exe prints in the console's code page, where other characters are unclear or replaced by "?".
  const folder = /^[\x20-\x3e\x40-\x7e]*$/.test(value) ? expand(value, env) : await askPowerShell(system, run)
  return win32.isAbsolute(folder) ? folder : undefined
}

/** Returns the Documents folder in any script. PowerShell takes about a second to start, reg.exe some milliseconds. */
async function askPowerShell(system: string, run: Run): Promise<string> {
  const program = win32.join(system, 'WindowsPowerShell', 'v1.0', 'powershell.exe')
  const script = `[Console]::OutputEncoding = [Text.Encoding]::UTF8; [Environment]::GetFolderPath('MyDocuments')`
  const output = await run(program, ['-NoProfile', '-NonInteractive', '-Command', script])
  return output
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim()
}

/** Replaces `%NAME%` by the variable of that name; a name that is not set stays. */
function expand(value: string, env: SystemEnvironment['env']): string {
  return value.replace(/%([^%]+)%/g, (whole, name: string) => variable(env, name) ?? whole)
}

/** Returns a variable of the environment. Windows does not distinguish the case of their names. */
function variable(env: SystemEnvironment['env'], name: string): string | undefined {
  const key = Object.keys(env).find((other) => other.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : env[key]
}

/** Returns the folder that xdg-user-dirs noted, which has a name in the user's language; undefined if it noted none. */
async function xdgDocuments({ home, env }: SystemEnvironment): Promise<string | undefined> {
  const text = await readFile(join(configHome(home, env), 'user-dirs.dirs'), 'utf8')
  const named = /^XDG_DOCUMENTS_DIR="(\$HOME)?(\/[^"]*)"/m.exec(text)
  if (named === null) return undefined
  const [, inHome, path = ''] = named
  const folder = inHome === undefined ? path : `${home}${path}`
  // A home directory without such a folder is noted as the home directory itself.
  return folder.replace(/\/$/, '') === home ? undefined : folder
}

async function runProgram(file: string, args: readonly string[]): Promise<Buffer> {
  const { stdout } = await promisify(execFile)(file, args, {
    encoding: 'buffer',
    timeout: PROGRAM_TIMEOUT_MS,
    windowsHide: true,
  })
  return stdout
}
