import { parentPort } from 'node:worker_threads'
import { ArticleError, stringifyArticle } from '../../../article/index.ts'
import { readDocument } from './documents.ts'

/**
 * The thread that reads documents for an import: a long text takes its reader seconds, in which the desk goes on saving.
 * One document at a time. While it is read, the thread asks for the pictures beside it:
 *
 *     desk    { read: 'notes/tram.md', bytes }
 *     thread  { find: 'tram.png' }
 *     desk    { found: 'images/3f0a9c….png' }
 *     thread  { article: '{"format":…', leftOut: [] }
 */

/** What the desk sends. */
export type ToThread =
  { readonly read: string; readonly bytes: Uint8Array } | { readonly found: string | null }

/** What the thread sends. An article crosses as JSON text: an object tree takes many times as long. */
export type FromThread =
  | { readonly find: string }
  | { readonly article: string; readonly leftOut: readonly string[] }
  | { readonly refused: { readonly what: string; readonly where: string; readonly mend: string } }
  | { readonly failed: string }

const send = (message: FromThread): void => parentPort?.postMessage(message)
let onFound: (src: string | null) => void = () => undefined

function find(address: string): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  onFound = resolve
  send({ find: address })
  return promise
}

async function read(path: string, bytes: Uint8Array): Promise<FromThread> {
  try {
    const { article, leftOut } = await readDocument(path, bytes, find)
    return { article: stringifyArticle(article, 0), leftOut }
  } catch (error) {
    if (!(error instanceof ArticleError)) return { failed: String(error) }
    const { what, where, mend } = error
    return { refused: { what, where, mend } }
  }
}

parentPort?.on('message', (message: ToThread) => {
  if ('found' in message) onFound(message.found)
  else void read(message.read, message.bytes).then(send)
})
