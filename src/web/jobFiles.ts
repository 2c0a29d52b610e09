import { createReadStream } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { acceptsArguments, DESK_CALLS } from '../calls.ts'
import type { OpenedDesk } from '../desk/index.ts'
import { toWire } from '../wire.ts'

/**
 * The file that a job made: `GET /jobs/JOB/FILE`, piece by piece. FILE is the name the job gave it, which is also the
 * name the browser saves it under.
 */
export async function sendJobFile(
  response: ServerResponse,
  desk: Pick<OpenedDesk, 'jobFile'>,
  path: string,
  headOnly: boolean,
): Promise<void> {
  const [, , job = '', name = '', ...more] = path.split('/')
  const made =
    acceptsArguments(DESK_CALLS.readJob.guards, [job]) && more.length === 0 ? await desk.jobFile(job) : null
  if (made?.ok !== true || encodeURIComponent(made.value.name) !== name) {
    response.writeHead(404, {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    response.end(toWire({ error: 'There is no such file.' }))
    return
  }
  const { path: file, size } = made.value
  response.writeHead(200, {
    'Content-Type': 'application/zip',
    'Content-Length': size,
    'Content-Disposition': `attachment; filename="library.zip"; filename*=UTF-8''${encodeURIComponent(made.value.name)}`,
    'Cache-Control': 'no-store',
  })
  if (headOnly) response.end()
  else
    await pipeline(createReadStream(file), response).catch(() => {
      // The browser left, or the file went with its job: what was sent breaks off, and the browser says so.
      response.destroy()
    })
}
