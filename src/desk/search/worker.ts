import { parentPort, workerData } from 'node:worker_threads'
import type { Store } from './store.ts'
import { Table } from './table.ts'

/** The index's own thread: SQLite blocks, and reading ten thousand files does too. */

export interface Request {
  readonly number: number
  readonly call: keyof Store
  readonly values: readonly unknown[]
}

export type Reply =
  { readonly number: number; readonly value: unknown } | { readonly number: number; readonly error: string }

const table = new Table((workerData as { file: string }).file)
const calls = table as unknown as Record<keyof Store, (...values: readonly unknown[]) => unknown>

parentPort?.on('message', ({ number, call, values }: Request) => {
  const answer = (): Reply => {
    try {
      return { number, value: calls[call](...values) ?? null }
    } catch (error) {
      return { number, error: error instanceof Error ? error.message : String(error) }
    }
  }
  parentPort?.postMessage(answer())
  if (call === 'close') parentPort?.close()
})
