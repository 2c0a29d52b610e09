import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const BUILT = join(ROOT, 'out', 'web', 'index.js')

/** A running browser host. */
export interface Host {
  /** As printed: with the token that lets a page in. */
  readonly address: string
  readonly process: ChildProcess
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>
  /** Asks it to end and waits until it has. */
  readonly stop: () => Promise<void>
}

/** Writes settings that skip the first start's pages, unless there are settings. */
export function skipFirstStart(folder: string, file = 'config.json'): void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, file)
  if (!existsSync(path)) writeFileSync(path, JSON.stringify({ welcomed: true }))
}

/**
 * Starts the built browser host on a free port over a library and a folder for its settings, past the first start's
 * pages; as another user when one is named (only root can), for root may write where others may not.
 */
export async function startHost(library: string, settings: string, user?: number): Promise<Host> {
  if (!existsSync(BUILT)) throw new Error(`${BUILT} is missing. Build first: npm run build`)
  if (user === undefined) skipFirstStart(settings)
  const args = [BUILT, '--library', library, '--settings', settings, '--port', '0', '--no-open']
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Caches beside the settings: a test leaves nothing in the home of whoever runs it.
    env: { ...process.env, XDG_CACHE_HOME: join(settings, 'cache'), LOCALAPPDATA: join(settings, 'cache') },
    ...(user === undefined ? {} : { uid: user, gid: user }),
  })
  let errorOutput = ''
  child.stderr.on('data', (data: Buffer) => (errorOutput += data.toString()))
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve()
    }),
  )
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('error', reject)
    child.once('close', (code) => {
      reject(new Error(`the host ended with ${String(code)} before it printed its address: ${errorOutput}`))
    })
  })
  const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
    child.kill(signal)
    await ended
  }
  return { address, process: child, kill: end('SIGKILL'), stop: end('SIGTERM') }
}
