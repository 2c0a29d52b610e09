import { createReadStream } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { acceptsArguments, DESK_CALLS } from '../calls.ts'
import type { OpenedDesk } from '../desk/index.ts'
import { t } from './messages.ts'
import { sendError } from './responses.ts'

/**
 * Streams the file that a job made: `GET /jobs/JOB/FILE`. FILE is the name that the job gave the file; the browser saves
 * the download under it.
 * @param path as the request spells it
 * @param headOnly true for a HEAD request: headers without the file
 */
export async function sendJobFile(
  response: ServerResponse,
  desk: Pick<OpenedDesk, 'jobFile'>,
  path: string,
  headOnly: boolean,
): Promise<void> {
  const [, , job = '', name = '', ...more] = path.split('/')
  const isAddress = acceptsArguments(DESK_CALLS.readJob.guards, [job]) && more.length === 0
  const outcome = isAddress ? await desk.jobFile(job) : null
  if (outcome?.ok !== true || encodeURIComponent(outcome.value.name) !== name) {
    sendError(response, 404, t('noFile'))
    return
  }
  const { path: file, size } = outcome.value
  response.writeHead(200, {
    // A browser would save a Galley file under the ending of its type.
    'Content-Type': name.endsWith('.zip') ? 'application/zip' : 'application/octet-stream',
    'Content-Length': size,
    // RFC 6266: a plain name for old clients, the real one in UTF-8.
    'Content-Disposition': `attachment; filename="${name.endsWith('.zip') ? 'library.zip' : 'draft.galley'}"; filename*=UTF-8''${encodeURIComponent(outcome.value.name)}`,
    'Cache-Control': 'no-store',
  })
  if (headOnly) response.end()
  else
    await pipeline(createReadStream(file), response).catch(() => {
      // The browser left, or the file was removed with its job. The download ends early, and the browser reports it.
      response.destroy()
    })
}
