import type { IncomingMessage, ServerResponse } from 'node:http'
import { acceptsArguments, DESK_CALLS, isDraftId } from '../calls.ts'
import { type Desk, type Outcome } from '../desk.ts'
import { MOST_BYTES, type OpenedDesk } from '../desk/index.ts'
import { PICTURE_POLICY } from '../desk/pagePolicy.ts'
import { fromWire, toWire } from '../wire.ts'

/** The largest picture as base64, and room for the rest of the call. */
export const MOST_BODY = Math.ceil((MOST_BYTES * 4) / 3) + 64 * 1024

/** A body that is none of a call: what the answer says, and with which status. */
class BadCall extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/**
 * One call of the desk: `POST /desk/CALL`, its arguments as a wire list in the body, its outcome as wire text in the
 * answer. What never reaches the desk (no such call, refused arguments, a body too large) has a status of its own.
 */
export async function answerCall(
  request: IncomingMessage,
  response: ServerResponse,
  desk: OpenedDesk,
  name: string,
): Promise<void> {
  try {
    if (!isCall(name)) throw new BadCall(404, 'There is no such call.')
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
      throw new BadCall(415, 'A call is application/json.')
    const values = argumentsOf(await readBody(request))
    if (!acceptsArguments(DESK_CALLS[name].guards, values)) throw new BadCall(400, 'The arguments were refused.')
    send(response, 200, toWire(await perform(desk, name, values)))
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

/** The guards have seen the arguments: they are what the call takes. */
function perform(desk: OpenedDesk, name: keyof Desk, values: readonly unknown[]): Promise<Outcome<unknown>> {
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
  if (Number(request.headers['content-length'] ?? 0) > MOST_BODY)
    throw new BadCall(413, 'The call is too large.')
  let length = 0
  // The answer goes over the same line: leaving the loop must not cut it.
  const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
  for await (const chunk of body) {
    length += chunk.length
    if (length > MOST_BODY) throw new BadCall(413, 'The call is too large.')
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
export async function answerPicture(response: ServerResponse, desk: OpenedDesk, path: string): Promise<void> {
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
