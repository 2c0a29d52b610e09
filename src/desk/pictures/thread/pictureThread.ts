import { Worker } from 'node:worker_threads'
import type { ConvertedKind } from '../foreignKinds.ts'
import type { PicturePlan } from '../outgoing/plan.ts'
import type { PictureCopy, PictureJob, PictureReply, PictureRequest } from './jobs.ts'
import { OverSize } from './overSize.ts'

/** A picture of 150 megapixels takes about ten seconds on a slow machine. */
const RENDER_TIMEOUT_MS = 60_000
/** The decoder's memory does not shrink, so an idle thread is ended. */
const IDLE_END_MS = 20_000
/** The thread's own heap. The decoder's memory is apart from it, and ends at two gigabytes. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 512 }

/** Returns the thread's file: its source beside this one, or what the build made of it beside the hosts' bundles. */
function workerFile(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('pictureWorker.ts', import.meta.url)
    : new URL('../pictures/worker.js', import.meta.url)
}

/**
 * Renders and converts pictures in a thread of its own, one at a time. The first picture starts the thread; a picture that takes too
 * long, or crashes it, ends it, and the next one starts another.
 */
export class PictureThread {
  readonly #timeoutMs: number
  #worker: Worker | null = null
  #last: Promise<unknown> = Promise.resolve()
  #idle: ReturnType<typeof setTimeout> | undefined
  #number = 0

  constructor(timeoutMs = RENDER_TIMEOUT_MS) {
    this.#timeoutMs = timeoutMs
  }

  /**
   * Returns the copies of a picture, the largest first.
   * @throws Error when the picture cannot be decoded; the signal's reason when it is aborted.
   */
  render(bytes: Uint8Array, plan: PicturePlan, signal: AbortSignal): Promise<readonly PictureCopy[]> {
    return this.#afterLast({ bytes, plan }, signal)
  }

  /**
   * Returns a JPEG or PNG of a picture in another format.
   * @throws OverSize; Error when the picture cannot be decoded.
   */
  async convert(bytes: Uint8Array, from: ConvertedKind): Promise<PictureCopy> {
    const [copy] = await this.#afterLast({ bytes, from }, new AbortController().signal)
    if (copy === undefined) throw new Error('a picture was converted without a copy')
    return copy
  }

  #afterLast(job: PictureJob, signal: AbortSignal): Promise<readonly PictureCopy[]> {
    const done = this.#last.then(() => {
      signal.throwIfAborted()
      return this.#ask(job, signal)
    })
    this.#last = done.catch(() => undefined)
    return done
  }

  /** Ends the thread. A later picture starts a new one. */
  async close(): Promise<void> {
    clearTimeout(this.#idle)
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #start(): Worker {
    clearTimeout(this.#idle)
    if (this.#worker !== null) return this.#worker
    const worker = new Worker(workerFile(), {
      name: 'galley-pictures',
      resourceLimits: THREAD_LIMITS,
      stdout: true,
      stderr: true,
    })
    // The decoders warn of each broken tile there. Their errors say enough.
    worker.stdout.resume()
    worker.stderr.resume()
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null
    })
    // An error that nobody waits for: the exit that follows says enough.
    worker.on('error', () => undefined)
    return (this.#worker = worker)
  }

  async #ask(job: PictureJob, signal: AbortSignal): Promise<readonly PictureCopy[]> {
    const worker = this.#start()
    const { promise, resolve, reject } = Promise.withResolvers<PictureReply>()
    const number = (this.#number += 1)
    const timer = setTimeout(() => {
      reject(new Error(`no answer within ${String(this.#timeoutMs)} ms`))
    }, this.#timeoutMs)
    const onMessage = (reply: PictureReply): void => {
      if (reply.number === number) resolve(reply)
    }
    const onExit = (): void => {
      reject(new Error('the thread that renders pictures has ended'))
    }
    const onAbort = (): void => {
      reject(signal.reason as Error)
    }
    worker.on('message', onMessage).on('error', reject).on('exit', onExit)
    signal.addEventListener('abort', onAbort)
    // The thread keeps its process alive only while a picture is rendered.
    worker.ref()
    try {
      worker.postMessage({ number, ...job } satisfies PictureRequest)
      const reply = await promise
      if ('failed' in reply) throw new PictureUnreadable(reply.failed)
      if ('overSize' in reply) throw new OverSize(reply.overSize.width, reply.overSize.height)
      return reply.copies
    } catch (error) {
      // A picture that cannot be read leaves the thread usable. Any other error may mean that it is busy or has ended.
      if (!(error instanceof PictureUnreadable || error instanceof OverSize)) await this.close()
      throw error
    } finally {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', reject).off('exit', onExit)
      signal.removeEventListener('abort', onAbort)
      worker.unref()
      this.#idle = setTimeout(() => void this.close(), IDLE_END_MS).unref()
    }
  }
}

/** The decoder refused the picture's bytes. */
class PictureUnreadable extends Error {}
