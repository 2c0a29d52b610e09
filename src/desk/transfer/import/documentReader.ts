import { Worker } from 'node:worker_threads'
import { type Article, ArticleError, parseArticle } from '../../../article/index.ts'
import { codeOf } from '../../disk/files.ts'
import type { PictureFinder } from './documents.ts'
import type { FromThread, ToThread } from './documentWorker.ts'

/** Reads documents for one import, one at a time. */
export interface DocumentReader {
  /** As `readDocument`. @throws ArticleError when it is no article; what `find` threw. */
  read(path: string, bytes: Uint8Array, find: PictureFinder): Promise<Article>
  /** Ends the thread. */
  close(): Promise<void>
}

/** Megabytes of the thread's memory: several times what the longest text takes that is read. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 2048 }

/** Returns the thread's file: its source beside this one, or what the build made of it beside the hosts' bundles. */
function workerFile(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('documentWorker.ts', import.meta.url)
    : new URL('../documents/worker.js', import.meta.url)
}

/** Returns a reader in a thread of its own, so that the desk goes on meanwhile. The thread starts with the first document. */
export function threadedReader(): DocumentReader {
  let thread: Worker | null = null
  const started = (): Worker => {
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
        return await readIn(started(), path, bytes, find)
      } catch (error) {
        // After a refusal the thread is as it was; after anything else a new one is safer.
        if (!(error instanceof ArticleError)) await close()
        throw error
      }
    },
    close,
  }
}

async function readIn(
  worker: Worker,
  path: string,
  bytes: Uint8Array,
  find: PictureFinder,
): Promise<Article> {
  const { promise, resolve, reject } = Promise.withResolvers<Article>()
  const onMessage = (message: FromThread): void => {
    if ('find' in message)
      find(message.find).then((found) => {
        worker.postMessage({ found } satisfies ToThread)
      }, reject)
    else if ('article' in message) resolve(parseArticle(message.article))
    else if ('refused' in message) reject(refusalOf(message.refused))
    else reject(new Error(message.failed))
  }
  const onError = (error: unknown): void => {
    reject(codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error)
  }
  const onExit = (): void => {
    reject(new Error('the thread that reads documents has ended'))
  }
  worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  // Only while a document is read does the thread keep its process alive.
  worker.ref()
  try {
    worker.postMessage({ read: path, bytes } satisfies ToThread)
    return await promise
  } finally {
    worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    worker.unref()
  }
}

function refusalOf({ what, where, mend }: Pick<ArticleError, 'what' | 'where' | 'mend'>): ArticleError {
  return new ArticleError(what, where, mend)
}

function tooMuch(): ArticleError {
  return new ArticleError(
    'it is more than Galley can read at once',
    'the whole file',
    'Split it into several files.',
  )
}
