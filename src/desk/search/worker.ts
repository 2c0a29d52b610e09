import { parentPort, workerData } from 'node:worker_threads'
import { isBroken, removeIndex } from './database.ts'
import type { IndexStore } from './store.ts'
import { IndexTable } from './table.ts'

/** The index's own thread: SQLite blocks, and reading ten thousand files does too. */

/** What the thread is started with. */
export interface WorkerSettings {
  readonly file: string
  /** True to remove the index's file first: it is broken. */
  readonly fresh: boolean
}

/** A call of a method of {@link IndexStore}; its answer has the same number. */
export interface WorkerRequest {
  readonly number: number
  readonly call: keyof IndexStore
  readonly values: readonly unknown[]
}

/** The answer; `broken` means that the index cannot be used any more. */
export type WorkerReply =
  | { readonly number: number; readonly value: unknown }
  | { readonly number: number; readonly error: string; readonly broken: boolean }

const { file, fresh } = workerData as WorkerSettings
if (fresh) removeIndex(file)
const table = new IndexTable(file)
const calls = table as unknown as Record<keyof IndexStore, (...values: readonly unknown[]) => unknown>

parentPort?.on('message', ({ number, call, values }: WorkerRequest) => {
  const answer = (): WorkerReply => {
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
