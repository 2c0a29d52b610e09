import { Worker } from 'node:worker_threads'
import { ArticleError, parseArticle } from '../../../article/index.ts'
import { codeOf } from '../../disk/files.ts'
import { t } from '../../messages.ts'
import type { PictureFinder } from './documents.ts'
import type { FromThread, ToThread } from './documentWorker.ts'
import type { ReadDocument } from './docx/readDocx.ts'

/** Reads the documents of one import, one at a time. */
export interface DocumentReader {
  /** As {@link readDocument}. @throws ArticleError when it is not an article; what `find` threw. */
  read(path: string, bytes: Uint8Array, find: PictureFinder): Promise<ReadDocument>
  /** Ends the thread. */
  close(): Promise<void>
}

/** A document of the greatest length takes a few seconds on a slow machine. */
const READ_TIMEOUT_MS = 60_000

/** Several times the memory that the longest text takes that Galley reads. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 2048 }

/** Returns the thread's file: its source beside this one, or what the build made of it beside the hosts' bundles. */
function workerFile(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('documentWorker.ts', import.meta.url)
    : new URL('../documents/worker.js', import.meta.url)
}

/**
 * Returns a reader in a thread of its own, so that the desk goes on meanwhile. The first document starts the thread.
 * @param timeoutMs how long a document may keep the thread busy before it is refused and the thread ends
 */
export function threadedReader(timeoutMs = READ_TIMEOUT_MS): DocumentReader {
  let thread: Worker | null = null
  const start = (): Worker => {
    if (thread !== null) return thread
    const worker = new Worker(workerFile(), { name: 'galley-documents', resourceLimits: THREAD_LIMITS })
    worker.once('exit', () => {
      if (thread === worker) thread = null
    })
    worker.unref()
    return (thread = worker)
  }
  const close = async (): Promise<void> => {
    const worker = thread
    thread = null
    await worker?.terminate()
  }
  return {
    read: async (path, bytes, find) => {
      try {
        return await readIn(start(), { path, bytes, find, timeoutMs })
      } catch (error) {
        // After a refusal the thread is as it was; after anything else a new one is safer.
        if (!(error instanceof ArticleError) || error instanceof TooSlow) await close()
        throw error
      }
    },
    close,
  }
}

/** A document, and how it is read. */
interface Reading {
  readonly path: string
  readonly bytes: Uint8Array
  readonly find: PictureFinder
  readonly timeoutMs: number
}

/** Sends a document to the thread and answers its questions until the article comes. */
async function readIn(worker: Worker, { path, bytes, find, timeoutMs }: Reading): Promise<ReadDocument> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadDocument>()
  const timer = setTimeout(() => {
    reject(new TooSlow(timeoutMs))
  }, timeoutMs)
  const onMessage = (message: FromThread): void => {
    timer.refresh()
    if ('find' in message)
      find(message.find).then((found) => {
        worker.postMessage({ found } satisfies ToThread)
      }, reject)
    else if ('article' in message)
      resolve({ article: parseArticle(message.article), leftOut: message.leftOut })
    else if ('refused' in message) reject(articleError(message.refused))
    else reject(new Error(message.failed))
  }
  const onError = (error: unknown): void => {
    reject(codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge() : error)
  }
  const onExit = (): void => {
    reject(new Error('the thread that reads documents has ended'))
  }
  worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  // The thread keeps its process alive only while a document is read.
  worker.ref()
  try {
    worker.postMessage({ read: path, bytes } satisfies ToThread)
    return await promise
  } finally {
    clearTimeout(timer)
    worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    worker.unref()
  }
}

function articleError({ what, where, mend }: Pick<ArticleError, 'what' | 'where' | 'mend'>): ArticleError {
  return new ArticleError(what, where, mend)
}

/** The refusal of a document whose reading did not end in time. */
class TooSlow extends ArticleError {
  constructor(timeoutMs: number) {
    super(
      t('transfer.documents.tooSlow.what', { seconds: timeoutMs / 1000 }),
      t('transfer.documents.tooSlow.where'),
      t('transfer.documents.tooSlow.mend'),
    )
  }
}

function tooLarge(): ArticleError {
  return new ArticleError(
    t('transfer.documents.tooLarge.what'),
    t('transfer.documents.tooLarge.where'),
    t('transfer.documents.tooLarge.mend'),
  )
}
