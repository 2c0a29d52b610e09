import type { IncomingMessage, ServerResponse } from 'node:http'
import { acceptsArguments, DESK_CALLS, isDraftId } from '../calls.ts'
import { type Desk, type Outcome } from '../desk.ts'
import { MAX_PICTURE_BYTES, type OpenedDesk } from '../desk/index.ts'
import { lateProblem } from '../desk/lateCalls.ts'
import { PICTURE_POLICY } from '../hosting/pagePolicy.ts'
import { fromWire, toWire } from '../wire.ts'
import type { Pages } from './pages.ts'

/** The largest picture as base64, and room for the rest of the call. */
export const MAX_BODY_BYTES = Math.ceil((MAX_PICTURE_BYTES * 4) / 3) + 64 * 1024

/** A body that is none of a call: what the answer says, and with which status. */
class BadCall extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export interface CallPieces {
  readonly pages: Pick<Pages, 'desk'>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * One call of the desk: `POST /desk/CALL`, its arguments as a wire list in the body, its outcome as wire text in the
 * response. `x-galley-page` names the page (see pages.ts), `x-galley-sent` the time at which it sent the call, in
 * milliseconds since 1970; without it a call is never too late. What never reaches the desk (no such call, refused
 * arguments, a body too large) has a status of its own; 410 asks the page to connect again and to repeat the call.
 */
export async function handleCall(
  request: IncomingMessage,
  response: ServerResponse,
  { pages, now }: CallPieces,
  name: string,
): Promise<void> {
  try {
    const { headers } = request
    if (!isCall(name)) throw new BadCall(404, 'There is no such call.')
    if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
      throw new BadCall(415, 'A call is application/json.')
    const sentMs = sentTime(headers['x-galley-sent'])
    // Read also when the page is not connected: a browser that is cut off while it sends sees no status.
    const values = argumentsOf(await readBody(request))
    if (!acceptsArguments(DESK_CALLS[name].guards, values))
      throw new BadCall(400, 'The arguments were refused.')
    const page = headers['x-galley-page']
    const desk = typeof page === 'string' ? pages.desk(page) : undefined
    if (desk === undefined) throw new BadCall(410, 'This page is not connected (any more).')
    const late = sentMs === null ? null : lateProblem(name, sentMs, now())
    send(response, 200, toWire(late ?? (await perform(desk, name, values))))
  } catch (error) {
    if (!(error instanceof BadCall)) throw error
    // What is left of a refused body is not read.
    response.setHeader('Connection', 'close')
    send(response, error.status, toWire({ error: error.message }))
  }
}

function isCall(name: string): name is keyof Desk {
  return Object.hasOwn(DESK_CALLS, name)
}

/** The time that a page says it sent a call at, in milliseconds since 1970; null if it does not say. */
function sentTime(header: string | readonly string[] | undefined): number | null {
  if (header === undefined) return null
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header)
  throw new BadCall(400, 'x-galley-sent is no time in milliseconds.')
}

/** The guards have seen the arguments: they are what the call takes. */
function perform(desk: Desk, name: keyof Desk, values: readonly unknown[]): Promise<Outcome<unknown>> {
  return (desk[name] as (...values: readonly unknown[]) => Promise<Outcome<unknown>>)(...values)
}

function argumentsOf(body: string): readonly unknown[] {
  let values: unknown
  try {
    values = fromWire(body)
  } catch {
    throw new BadCall(400, 'The body is not JSON.')
  }
  if (!Array.isArray(values)) throw new BadCall(400, 'The body is not a list of arguments.')
  return values
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES)
    throw new BadCall(413, 'The call is too large.')
  let length = 0
  // The answer goes over the same line: leaving the loop must not cut it.
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
  for await (const chunk of body) {
    length += chunk.length
    if (length > MAX_BODY_BYTES) throw new BadCall(413, 'The call is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function send(response: ServerResponse, status: number, text: string): void {
  const bytes = Buffer.from(text)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes.length,
    'Cache-Control': 'no-store',
  })
  response.end(bytes)
}

/** A picture of a draft: `GET /drafts/ID/images/NAME`, each part decoded once and then a bare name or nothing. */
export async function sendPicture(
  response: ServerResponse,
  desk: Pick<OpenedDesk, 'readImage'>,
  path: string,
): Promise<void> {
  const [, , id = '', folder, name = '', ...more] = path.split('/').map(decoded)
  const isPicture = folder === 'images' && more.length === 0 && isDraftId(id)
  const picture = isPicture ? await desk.readImage(id, name) : null
  if (picture?.ok !== true) {
    send(response, 404, toWire({ error: 'There is no such picture.' }))
    return
  }
  response.writeHead(200, {
    'Content-Type': picture.value.mime,
    'Content-Length': picture.value.bytes.length,
    'Content-Security-Policy': PICTURE_POLICY,
    // Named by the hash of its content: it never changes.
    'Cache-Control': 'private, max-age=31536000, immutable',
  })
  response.end(picture.value.bytes)
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
