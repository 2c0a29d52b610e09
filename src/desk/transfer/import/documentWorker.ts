import { parentPort } from 'node:worker_threads'
import { ArticleError, stringifyArticle } from '../../../article/index.ts'
import { readDocument } from './documents.ts'
import type { ReadDocument } from './docx/readDocx.ts'
import { readSiteExport } from './sites/siteExport.ts'

/**
 * The thread that reads documents for an import: a long text takes its reader seconds, in which the desk goes on saving.
 * One document at a time. While it is read, the thread asks for the pictures beside it:
 *
 *     desk    { read: 'notes/tram.md', bytes }
 *     thread  { find: 'tram.png' }
 *     desk    { found: 'images/3f0a9c….png' }
 *     thread  { article: '{"format":…', leftOut: [] }
 *
 * Of a site's export it sends one article at a time, and waits until that is in the library:
 *
 *     desk    { site: 'blog.xml', bytes }
 *     thread  { count: 812 }
 *     thread  { name: 'night-tram', post: { article: '{"format":…', leftOut: [] } }
 *     desk    { next: true }
 *     …
 *     thread  { siteLeftOut: ['31 comments were left out'] }
 */

/** What the desk sends. */
export type ToThread =
  | { readonly read: string; readonly bytes: Uint8Array }
  | { readonly site: string; readonly bytes: Uint8Array }
  | { readonly found: string | null }
  | { readonly next: true }

/** An article as it crosses: its JSON text. */
export type SentDocument = Omit<ReadDocument, 'article'> & { readonly article: string }

/** Why a document is no article. */
export interface SentRefusal {
  readonly what: string
  readonly where: string
  readonly mend: string
}

/** What the thread sends. An article crosses as JSON text: an object tree takes many times as long. */
export type FromThread =
  | { readonly find: string }
  | { readonly count: number }
  | { readonly name: string; readonly post: SentDocument }
  | { readonly name: string; readonly postRefused: SentRefusal }
  | { readonly siteLeftOut: readonly string[] }
  | SentDocument
  | { readonly refused: SentRefusal }
  | { readonly failed: string }

const send = (message: FromThread): void => parentPort?.postMessage(message)
let onFound: (src: string | null) => void = () => undefined
let onNext: () => void = () => undefined

function find(address: string): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  onFound = resolve
  send({ find: address })
  return promise
}

/** Sends a post, and resolves when the desk wants the next. */
function sendPost(message: FromThread): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  onNext = () => {
    resolve(undefined)
  }
  send(message)
  return promise
}

async function read(path: string, bytes: Uint8Array): Promise<FromThread> {
  try {
    return sent(await readDocument(path, bytes, find))
  } catch (error) {
    return failure(error)
  }
}

async function readSite(path: string, bytes: Uint8Array): Promise<FromThread> {
  try {
    const siteLeftOut = await readSiteExport(path, bytes, find, {
      count: (count) => {
        send({ count })
      },
      article: (name, document) => sendPost({ name, post: sent(document) }),
      refusal: (name, error) => sendPost({ name, postRefused: refusalOf(error) }),
    })
    return { siteLeftOut }
  } catch (error) {
    return failure(error)
  }
}

function sent(document: ReadDocument): SentDocument {
  return { ...document, article: stringifyArticle(document.article, 0) }
}

function failure(error: unknown): FromThread {
  return error instanceof ArticleError ? { refused: refusalOf(error) } : { failed: String(error) }
}

function refusalOf({ what, where, mend }: ArticleError): SentRefusal {
  return { what, where, mend }
}

parentPort?.on('message', (message: ToThread) => {
  if ('found' in message) onFound(message.found)
  else if ('next' in message) onNext()
  else if ('site' in message) void readSite(message.site, message.bytes).then(send)
  else void read(message.read, message.bytes).then(send)
})
