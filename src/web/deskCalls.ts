import type { IncomingMessage, ServerResponse } from 'node:http'
import { acceptsArguments, DESK_CALLS } from '../calls.ts'
import type { Desk, Outcome } from '../desk.ts'
import { MAX_PICTURE_BYTES } from '../desk/index.ts'
import { lateProblem } from '../desk/startup.ts'
import { FRAME_TYPE, fromWire, JSON_TYPE, toWire } from '../wire.ts'
import { t } from './messages.ts'
import type { Pages } from './pages.ts'
import { sendError, sendWire } from './responses.ts'

/** The largest picture in base64, as the text of an article may carry one, and room for the rest of the call. */
export const MAX_BODY_BYTES = Math.ceil((MAX_PICTURE_BYTES * 4) / 3) + 64 * 1024

/** A request that is refused before it reaches the desk. */
class RefusedCall extends Error {
  /** The HTTP status to answer with. */
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

export interface CallContext {
  readonly pages: Pick<Pages, 'desk'>
  /** Returns the time in milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Handles one call of the desk: `POST /desk/NAME`, the list of its arguments in the body, its outcome in the response,
 * both as wire.ts describes. Two headers say more:
 *
 *   x-galley-page: 5f0c6a0e9d1b4c27a3f8e6d2b1907c4e   the calling page (see pages.ts)
 *   x-galley-sent: 1800000000000                      when the page sent the call, in milliseconds since 1970
 *
 * Without `x-galley-sent` a call is never too late. Whatever is refused before it reaches the desk has a status of its own
 * and the body `{"error": …}`: 404 no such call, 415 wrong type, 413 too large, 400 bad body or arguments, 410 unknown
 * page. After a 410 the page connects again and repeats the call.
 */
export async function handleCall(
  request: IncomingMessage,
  response: ServerResponse,
  { pages, now }: CallContext,
  name: string,
): Promise<void> {
  try {
    const { headers } = request
    if (!isCall(name)) throw new RefusedCall(404, t('call.unknown'))
    const type = bodyType(headers['content-type'])
    const sentMs = sentTime(headers['x-galley-sent'])
    // The body is read for an unknown page too: a browser that is cut off while it sends sees no status.
    const values = argumentsIn(type, await readBody(request))
    if (!acceptsArguments(DESK_CALLS[name].guards, values)) throw new RefusedCall(400, t('call.arguments'))
    const page = headers['x-galley-page']
    const desk = typeof page === 'string' ? pages.desk(page) : undefined
    if (desk === undefined) throw new RefusedCall(410, t('call.notConnected'))
    const late = sentMs === null ? null : lateProblem(name, sentMs, now())
    sendWire(response, 200, toWire(late ?? (await perform(desk, name, values))))
  } catch (error) {
    if (!(error instanceof RefusedCall)) throw error
    // The rest of a refused body is not read, so the connection cannot be used again.
    response.setHeader('Connection', 'close')
    sendError(response, error.status, error.message)
  }
}

function isCall(name: string): name is keyof Desk {
  return Object.hasOwn(DESK_CALLS, name)
}

/**
 * Returns the media type of a call's body. A browser sends neither of the two to another origin without asking it first,
 * and this host agrees to nothing.
 */
function bodyType(header = ''): string {
  const type = header.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type !== JSON_TYPE && type !== FRAME_TYPE) throw new RefusedCall(415, t('call.type'))
  return type
}

/** Returns the time at which a page says it sent a call, in milliseconds since 1970; null if it does not say. */
function sentTime(header: string | readonly string[] | undefined): number | null {
  if (header === undefined) return null
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header)
  throw new RefusedCall(400, t('call.sentTime'))
}

/** @param values arguments that the call's guards have accepted */
function perform(desk: Desk, name: keyof Desk, values: readonly unknown[]): Promise<Outcome<unknown>> {
  return (desk[name] as (...values: readonly unknown[]) => Promise<Outcome<unknown>>)(...values)
}

function argumentsIn(type: string, body: Uint8Array): readonly unknown[] {
  let values: unknown
  try {
    values = fromWire(type, body)
  } catch {
    throw new RefusedCall(400, t('call.body'))
  }
  if (!Array.isArray(values)) throw new RefusedCall(400, t('call.noList'))
  return values
}

/** Returns the whole body. Stops reading as soon as it is longer than {@link MAX_BODY_BYTES}. */
async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES)
    throw new RefusedCall(413, t('call.tooLarge'))
  const chunks: Buffer[] = []
  let length = 0
  // The answer goes over the same socket, so leaving the loop must not destroy it.
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
  for await (const chunk of body) {
    length += chunk.length
    if (length > MAX_BODY_BYTES) throw new RefusedCall(413, t('call.tooLarge'))
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
