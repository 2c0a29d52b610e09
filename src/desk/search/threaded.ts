import { Worker } from 'node:worker_threads'
import type { Store } from './store.ts'
import type { Reply, Request } from './worker.ts'

/** Milliseconds a thread may take to begin. */
const PATIENCE = 10_000

/** The thread's file: its source beside this one, or what the build made of it beside the hosts' bundles. */
function workerFile(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('worker.ts', import.meta.url)
    : new URL('../worker/search.js', import.meta.url)
}

/**
 * The index in a thread of its own.
 * @throws Error when this runtime has no SQLite, or the thread does not start.
 */
export async function threadedStore(file: string): Promise<Store> {
  const worker = new Worker(workerFile(), { workerData: { file }, name: 'galley-search' })
  worker.unref()
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  let gone: Error | null = null

  function fail(error: Error): void {
    gone = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  worker.on('message', (reply: Reply) => {
    const caller = waiting.get(reply.number)
    waiting.delete(reply.number)
    if ('error' in reply) caller?.reject(new Error(reply.error))
    else caller?.resolve(reply.value)
  })
  worker.on('error', (error) => {
    fail(error instanceof Error ? error : new Error(String(error)))
  })
  worker.on('exit', () => {
    fail(new Error('the search thread has ended'))
  })

  function ask<T>(call: keyof Store, ...values: readonly unknown[]): Promise<T> {
    if (gone !== null) return Promise.reject(gone)
    last += 1
    const request: Request = { number: last, call, values }
    return new Promise<T>((resolve, reject) => {
      waiting.set(request.number, { resolve: resolve as (value: unknown) => void, reject })
      worker.postMessage(request)
    })
  }

  const store: Store = {
    known: () => ask('known'),
    read: (files) => ask('read', files),
    forget: (ids) => ask('forget', ids),
    find: (query, library) => ask('find', query, library),
    tallies: () => ask('tallies'),
    close: async () => {
      await ask('close').catch(() => undefined)
      await worker.terminate()
    },
  }
  await begun(store, worker)
  return store
}

/** Waits for the first answer: a runtime without SQLite fails here, not at the first search. */
async function begun(store: Store, worker: Worker): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the search thread did not start'))
    }, PATIENCE)
    timer.unref()
  })
  try {
    await Promise.race([store.known(), late])
  } catch (error) {
    await worker.terminate()
    throw error
  } finally {
    clearTimeout(timer)
  }
}
