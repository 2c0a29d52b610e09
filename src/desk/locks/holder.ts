import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Files } from '../disk/files.ts'
import { machineId } from './machine.ts'

/** Who holds a lock, as its file says. */
export interface Holder {
  readonly pid: number
  readonly host: string
  /** The machine's id: names are not unique, and they change. Null in lock files of older versions. */
  readonly machine: string | null
  /** When the process began, ISO 8601. */
  readonly started: string
  /** Names the process for good (boot and start tick), where the system tells; a pid alone comes round again. */
  readonly process: string | null
  /** Makes every lock ever taken a different text. */
  readonly nonce: string
}

/** The machine that this process runs on, as holders name it. */
export type Machine = Pick<Holder, 'host' | 'machine'>

let id: Promise<string | null> | undefined

/** Returns this machine. Its id is read once for each process; its name may change. */
export async function thisMachine(): Promise<Machine> {
  id ??= machineId()
  return { host: hostname(), machine: await id }
}

/** Returns this process as a holder. */
export async function thisHolder(files: Files, machine?: Machine): Promise<Holder> {
  return {
    pid: process.pid,
    ...(machine ?? (await thisMachine())),
    started: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    process: await processName(files, process.pid),
    nonce: randomBytes(8).toString('hex'),
  }
}

/** Returns the holder that a lock file's text names, or null when it names none: torn, or not a lock of Galley. */
export function parseHolder(text: string): Holder | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const given = value as Readonly<Record<string, unknown>>
  const { pid, host, machine = null, started, process, nonce } = given
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return null
  if (typeof host !== 'string' || typeof started !== 'string' || typeof nonce !== 'string') return null
  return { pid, host, machine: textOrNull(machine), started, process: textOrNull(process), nonce }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/**
 * Returns true if a holder runs on this machine; only there does its process number mean something. A Mac has other names
 * in other networks, so there the id is enough. Elsewhere several computers may share one home folder, and the id with it,
 * so the name must match too.
 */
export function isOnMachine(
  holder: Machine,
  here: Machine,
  platform: NodeJS.Platform = process.platform,
): boolean {
  const isNamesake = holder.host === here.host
  if (holder.machine === null || here.machine === null) return isNamesake
  return holder.machine === here.machine && (isNamesake || platform === 'darwin')
}

/** Returns true if a lock says that this process took it; or one that was given the same number before. */
export function isThisProcess(holder: Holder, here: Machine): boolean {
  return holder.pid === process.pid && isOnMachine(holder, here)
}

/** 'unsure': a process of that pid runs here, but whether it is the one that took the lock cannot be told. */
export type Life = 'alive' | 'dead' | 'unsure' | 'elsewhere'

/** Returns whether the process that took a lock still runs. */
export async function lifeOf(files: Files, holder: Holder, machine?: Machine): Promise<Life> {
  if (!isOnMachine(holder, machine ?? (await thisMachine()))) return 'elsewhere'
  if (!isRunning(holder.pid)) return 'dead'
  const name = holder.process === null ? null : await processName(files, holder.pid)
  if (name === null) return 'unsure'
  return name === holder.process ? 'alive' : 'dead'
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Boot id and start tick (proc(5), field 22 of `stat`); null where there is no /proc. */
async function processName(files: Files, pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return null
  try {
    const boot = Buffer.from(await files.readFile('/proc/sys/kernel/random/boot_id')).toString()
    const stat = Buffer.from(await files.readFile(`/proc/${String(pid)}/stat`)).toString()
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie is dead, though its pid still answers.
    if (fields[0] === 'Z' || fields[0] === 'X') return 'dead'
    const tick = fields[19]
    return tick === undefined ? null : `${boot.trim()}:${tick}`
  } catch {
    return null
  }
}
