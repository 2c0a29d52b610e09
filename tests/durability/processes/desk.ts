import { DEFAULT_SETTINGS, type Desk, type Outcome } from '../../../src/desk.ts'
import { openDesk } from '../../../src/desk/index.ts'

/** Shared by the scripts that the durability tests run as processes. */

const settings = { read: () => DEFAULT_SETTINGS, write: () => undefined, notices: [] }

/** The calls of one page of a desk, and the desk's end. */
export type PageDesk = Desk & { close(): Promise<void> }

export async function deskOver(library: string, cache: string): Promise<PageDesk> {
  const opened = must(await openDesk({ library, cache, settings, withoutIndex: true }))
  return { ...opened.connectPage().desk, close: () => opened.close() }
}

export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.problem.code}: ${outcome.problem.what}`)
  return outcome.value
}

/** Rounds as a process tells them on stdout, one JSON text a line: true, or what was lost. */
export function tell(outcome: true | string): void {
  process.stdout.write(`${JSON.stringify(outcome)}\n`)
}
