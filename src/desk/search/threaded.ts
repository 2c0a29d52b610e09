import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type IndexedDraft, type IndexStore, StoreBroken } from './store.ts'
import type { WorkerReply, WorkerRequest, WorkerSettings } from './worker.ts'

/** How long the thread may take to its first answer. */
const START_TIMEOUT_MS = 10_000

/** How long a thread that has closed its index may take to end by itself. */
const END_TIMEOUT_MS = 5_000

/** The thread's memory: a small young generation is collected often rather than grown. */
const THREAD_LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 1024 }

/** Returns the thread's file: its source beside this one, or what the build made of it beside the hosts' bundles. */
function workerFile(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('worker.ts', import.meta.url)
    : new URL('../worker/search.js', import.meta.url)
}

/** A thread and the calls that wait for its answers. */
class Thread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  #lastNumber = 0
  #failure: Error | null = null
  #hasEnded = false

  constructor(setting: WorkerSettings) {
    this.#worker = new Worker(workerFile(), {
      workerData: setting,
      name: 'galley-search',
      resourceLimits: THREAD_LIMITS,
    })
    this.#worker.unref()
    this.#worker.on('message', (reply: WorkerReply) => {
      const caller = this.#waiting.get(reply.number)
      this.#removeCaller(reply.number)
      if (!('error' in reply)) caller?.resolve(reply.value)
      else caller?.reject(reply.broken ? new StoreBroken(reply.error) : new Error(reply.error))
    })
    this.#worker.on('error', (error) => {
      this.#end(String(error))
    })
    this.#worker.on('exit', () => {
      this.#hasEnded = true
      this.#end('the search thread has ended')
    })
  }

  /** Calls a method of the store in the thread. @throws StoreBroken when the index cannot be used any more. */
  ask<T>(call: keyof IndexStore, ...values: readonly unknown[]): Promise<T> {
    if (this.#failure !== null) return Promise.reject(this.#failure)
    this.#lastNumber += 1
    const request: WorkerRequest = { number: this.#lastNumber, call, values }
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(request.number, { resolve: resolve as (value: unknown) => void, reject })
      // Only while somebody waits for it does the thread keep its process alive.
      this.#worker.ref()
      this.#worker.postMessage(request)
    })
  }

  /** Ends the thread, whatever it does. */
  async stop(): Promise<void> {
    await this.#worker.terminate()
  }

  /** Waits until the thread, whose index is closed, ends by itself: to end it from outside may crash V8. */
  async waitForEnd(): Promise<void> {
    if (this.#hasEnded) return
    const ended = once(this.#worker, 'exit')
    this.#worker.ref()
    const timer = setTimeout(() => void this.stop(), END_TIMEOUT_MS)
    await ended
    clearTimeout(timer)
  }

  #removeCaller(number: number): void {
    this.#waiting.delete(number)
    if (this.#waiting.size === 0) this.#worker.unref()
  }

  #end(why: string): void {
    this.#failure ??= new StoreBroken(why)
    for (const [number, { reject }] of [...this.#waiting]) {
      this.#removeCaller(number)
      reject(this.#failure)
    }
  }
}

/**
 * Starts the index in a thread of its own. Returns it with the drafts that it already has.
 * @param startTimeoutMs how long the thread may take to answer first
 * @throws Error when this runtime has no SQLite, the thread does not start, or another process has the index locked.
 */
export async function threadedStore(
  setting: WorkerSettings,
  startTimeoutMs = START_TIMEOUT_MS,
): Promise<{ store: IndexStore; known: readonly IndexedDraft[] }> {
  const thread = new Thread(setting)
  const store: IndexStore = {
    indexedDrafts: () => thread.ask('indexedDrafts'),
    read: (files, library) => thread.ask('read', files, library),
    forget: (ids) => thread.ask('forget', ids),
    find: (query, library) => thread.ask('find', query, library),
    tagged: (tag) => thread.ask('tagged', tag),
    tallies: () => thread.ask('tallies'),
    close: async () => {
      const isClosed = await thread.ask('close').then(
        () => true,
        () => false,
      )
      await (isClosed ? thread.waitForEnd() : thread.stop())
    },
  }
  return { store, known: await firstAnswer(store, thread, startTimeoutMs) }
}

/** Waits for the first answer: a runtime without SQLite fails here, not at the first search. */
async function firstAnswer(
  store: IndexStore,
  thread: Thread,
  timeoutMs: number,
): Promise<readonly IndexedDraft[]> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the search thread did not start'))
    }, timeoutMs)
    timer.unref()
  })
  try {
    return await Promise.race([store.indexedDrafts(), late])
  } catch (error) {
    await thread.stop()
    throw error
  } finally {
    clearTimeout(timer)
  }
}
