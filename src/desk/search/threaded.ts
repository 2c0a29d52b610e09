import { Worker } from 'node:worker_threads'
import { type Known, type Store, StoreBroken } from './store.ts'
import type { Reply, Request, Setting } from './worker.ts'

/** Milliseconds a thread may take to begin. */
const PATIENCE = 10_000

/** Megabytes of the thread's memory: a small young part is cleared often rather than grown. */
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 1024 }

/** The thread's file: its source beside this one, or what the build made of it beside the hosts' bundles. */
function workerFile(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('worker.ts', import.meta.url)
    : new URL('../worker/search.js', import.meta.url)
}

/** Questions to a thread and its answers. */
class Thread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  #last = 0
  #gone: Error | null = null

  constructor(setting: Setting) {
    this.#worker = new Worker(workerFile(), {
      workerData: setting,
      name: 'galley-search',
      resourceLimits: LIMITS,
    })
    this.#worker.unref()
    this.#worker.on('message', (reply: Reply) => {
      const caller = this.#waiting.get(reply.number)
      this.#settle(reply.number)
      if (!('error' in reply)) caller?.resolve(reply.value)
      else caller?.reject(reply.broken ? new StoreBroken(reply.error) : new Error(reply.error))
    })
    this.#worker.on('error', (error) => {
      this.#end(String(error))
    })
    this.#worker.on('exit', () => {
      this.#end('the search thread has ended')
    })
  }

  ask<T>(call: keyof Store, ...values: readonly unknown[]): Promise<T> {
    if (this.#gone !== null) return Promise.reject(this.#gone)
    this.#last += 1
    const request: Request = { number: this.#last, call, values }
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(request.number, { resolve: resolve as (value: unknown) => void, reject })
      // Only while somebody waits for it does the thread keep its process alive.
      this.#worker.ref()
      this.#worker.postMessage(request)
    })
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }

  #settle(number: number): void {
    this.#waiting.delete(number)
    if (this.#waiting.size === 0) this.#worker.unref()
  }

  #end(why: string): void {
    this.#gone ??= new StoreBroken(why)
    for (const [number, { reject }] of [...this.#waiting]) {
      this.#settle(number)
      reject(this.#gone)
    }
  }
}

/**
 * The index in a thread of its own, and what it knows already.
 * @throws Error when this runtime has no SQLite, the thread does not start, or the index is somebody else's just now.
 */
export async function threadedStore(setting: Setting): Promise<{ store: Store; known: readonly Known[] }> {
  const thread = new Thread(setting)
  const store: Store = {
    known: () => thread.ask('known'),
    read: (files, library) => thread.ask('read', files, library),
    forget: (ids) => thread.ask('forget', ids),
    find: (query, library) => thread.ask('find', query, library),
    tallies: () => thread.ask('tallies'),
    close: async () => {
      await thread.ask('close').catch(() => undefined)
      await thread.stop()
    },
  }
  return { store, known: await begun(store, thread) }
}

/** Waits for the first answer: a runtime without SQLite fails here, not at the first search. */
async function begun(store: Store, thread: Thread): Promise<readonly Known[]> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the search thread did not start'))
    }, PATIENCE)
    timer.unref()
  })
  try {
    return await Promise.race([store.known(), late])
  } catch (error) {
    await thread.stop()
    throw error
  } finally {
    clearTimeout(timer)
  }
}
