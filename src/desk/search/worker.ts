import { parentPort, workerData } from 'node:worker_threads'
import { isBroken, removeIndex } from './database.ts'
import type { Store } from './store.ts'
import { Table } from './table.ts'

/** The index's own thread: SQLite blocks, and reading ten thousand files does too. */

export interface Setting {
  readonly file: string
  /** Whether what is there is known to be no use. */
  readonly fresh: boolean
}

export interface Request {
  readonly number: number
  readonly call: keyof Store
  readonly values: readonly unknown[]
}

export type Reply =
  | { readonly number: number; readonly value: unknown }
  | { readonly number: number; readonly error: string; readonly broken: boolean }

const { file, fresh } = workerData as Setting
if (fresh) removeIndex(file)
const table = new Table(file)
const calls = table as unknown as Record<keyof Store, (...values: readonly unknown[]) => unknown>

parentPort?.on('message', ({ number, call, values }: Request) => {
  const answer = (): Reply => {
    try {
      return { number, value: calls[call](...values) ?? null }
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error)
      return { number, error: said, broken: isBroken(error) }
    }
  }
  parentPort?.postMessage(answer())
  if (call === 'close') parentPort?.close()
})
