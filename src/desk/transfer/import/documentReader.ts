import { Worker } from 'node:worker_threads'
import { ArticleError, parseArticle } from '../../../article/index.ts'
import { codeOf } from '../../disk/files.ts'
import { t } from '../../messages.ts'
import type { PictureFinder } from './pictureFinder.ts'
import type { FromThread, SentDocument, SentRefusal, ToThread } from './documentWorker.ts'
import type { ReadDocument } from './docx/readDocx.ts'
import type { SiteSink } from './sites/siteExport.ts'

/** Reads the documents of one import, one at a time. */
export interface DocumentReader {
  /** As {@link readDocument}. @throws ArticleError when it is not an article; what `find` threw. */
  read(path: string, bytes: Uint8Array, find: PictureFinder): Promise<ReadDocument>
  /**
   * As {@link readSiteExport}; the next article is read when the sink has done with the one before.
   * @throws ArticleError when it is no export, or damaged; what `find` and the sink threw.
   */
  readSite(path: string, bytes: Uint8Array, find: PictureFinder, sink: SiteSink): Promise<readonly string[]>
  /** Ends the thread. */
  close(): Promise<void>
}

/** A document of the greatest length takes a few seconds on a slow machine. */
const READ_TIMEOUT_MS = 60_000

/** Several times the memory that the longest text takes that Galley reads. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 2048 }

/** Smaller files are copied: to detach their memory is not worth it. */
const MIN_TRANSFERRED_BYTES = 1024 * 1024

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
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      // After a refusal the thread is as it was; after anything else a new one is safer.
      if (!(error instanceof ArticleError) || error instanceof TooSlow) await close()
      throw error
    }
  }
  return {
    read: (path, bytes, find) =>
      guarded(async () => {
        const end = await readIn(start(), { ask: { read: path, bytes }, find, timeoutMs })
        if ('article' in end) return documentFrom(end)
        throw new Error('the thread that reads documents sent no article')
      }),
    readSite: (path, bytes, find, sink) =>
      guarded(async () => {
        const end = await readIn(start(), { ask: { site: path, bytes }, find, sink, timeoutMs })
        if ('siteLeftOut' in end) return end.siteLeftOut
        throw new Error('the thread that reads documents sent no end of the export')
      }),
    close,
  }
}

function documentFrom(sent: SentDocument): ReadDocument {
  return { ...sent, article: parseArticle(sent.article) }
}

/** What is read, and how. */
interface Reading {
  readonly ask: ToThread & { readonly bytes: Uint8Array }
  readonly find: PictureFinder
  /** For the articles of a site. */
  readonly sink?: SiteSink
  readonly timeoutMs: number
}

/** What the thread sends last. */
type End = SentDocument | { readonly siteLeftOut: readonly string[] }

/** Sends a document to the thread, and answers its questions until it has been read. */
async function readIn(worker: Worker, { ask, find, sink, timeoutMs }: Reading): Promise<End> {
  const { promise, resolve, reject } = Promise.withResolvers<End>()
  /** The sink's work on the last article that came. */
  let handing: Promise<void> = Promise.resolve()
  const timer = setTimeout(() => {
    reject(new TooSlow(timeoutMs))
  }, timeoutMs)
  const onMessage = (message: FromThread): void => {
    timer.refresh()
    if ('find' in message)
      find(message.find).then((found) => {
        worker.postMessage({ found } satisfies ToThread)
      }, reject)
    else if ('count' in message) sink?.count(message.count)
    else if ('name' in message) {
      handing = pass(message, sink)
      handing.then(() => {
        // The time that the disk took is not the document's.
        timer.refresh()
        worker.postMessage({ next: true } satisfies ToThread)
      }, reject)
    } else if ('refused' in message) reject(articleError(message.refused))
    else if ('failed' in message) reject(new Error(message.failed))
    else resolve(message)
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
    worker.postMessage(ask, transferable(ask.bytes))
    return await promise
  } finally {
    clearTimeout(timer)
    worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    worker.unref()
    // Cancelled or not, a draft that is being written is in the library, and in the report, before this ends.
    await handing.catch(() => undefined)
  }
}

/** Returns the memory of a large file, which the thread then has instead of a copy; nobody here reads it again. */
function transferable({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
  return isWhole && byteLength > MIN_TRANSFERRED_BYTES ? [buffer] : []
}

/** Hands an article of a site, or its refusal, to the sink. */
async function pass(
  message: Extract<FromThread, { readonly name: string }>,
  sink: SiteSink | undefined,
): Promise<void> {
  if ('post' in message) await sink?.article(message.name, documentFrom(message.post))
  else await sink?.refusal(message.name, articleError(message.postRefused))
}

function articleError({ what, where, mend }: SentRefusal): ArticleError {
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
