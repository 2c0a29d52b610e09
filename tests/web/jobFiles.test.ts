import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { article, value } from '../desk/library.ts'
import { unzipped } from '../desk/unzip.ts'
import { ask, serve, type Served } from './served.ts'

/** Starts a host and finishes a backup; returns its file name and the path of its address. */
async function withBackup(): Promise<Served & { readonly path: string; readonly file: string }> {
  const served = await serve()
  value(await served.desk.createDraft(article('등대지기', 'A night.')))
  const { id } = value(await served.desk.startBackup())
  let job = value(await served.desk.readJob(id))
  while (job.state === 'running') {
    await setImmediate()
    job = value(await served.desk.readJob(id))
  }
  const file = job.file ?? ''
  return { ...served, file, path: `/jobs/${id}/${encodeURIComponent(file)}` }
}

describe('the file of a job', () => {
  it('is served whole, as a download with its name', async () => {
    const { port, cookie, path, file } = await withBackup()
    const answer = await ask(port, path, { headers: { cookie, 'sec-fetch-site': 'same-origin' } })
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-length': String(answer.bytes.length),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.headers['content-disposition']).toContain(
      `attachment; filename="library.zip"; filename*=UTF-8''${encodeURIComponent(file)}`,
    )
    expect([...(await unzipped(answer.bytes)).keys()].some((name) => name.endsWith('/article.json'))).toBe(
      true,
    )
  })

  it('is described by HEAD without being sent', async () => {
    const { port, cookie, path } = await withBackup()
    const answer = await ask(port, path, { method: 'HEAD', headers: { cookie } })
    expect(answer.status).toBe(200)
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(100)
    expect(answer.bytes).toHaveLength(0)
  })

  it('is refused without the cookie, and to another page', async () => {
    const { port, cookie, path } = await withBackup()
    expect((await ask(port, path)).status).toBe(401)
    for (const site of ['cross-site', 'same-site'])
      expect(
        (await ask(port, path, { headers: { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' } }))
          .status,
      ).toBe(403)
    expect((await ask(port, path, { method: 'POST', headers: { cookie } })).status).toBe(405)
  })

  it('has one address: other names, other jobs and folders above are 404', async () => {
    const { port, cookie, path, desk } = await withBackup()
    const job = path.split('/')[2] ?? ''
    for (const other of [
      `/jobs/${job}/`,
      `/jobs/${job}/other.zip`,
      `/jobs/${job}/..%2f..%2fowner.json`,
      `/jobs/${job}/../owner.json`,
      `${path}/more`,
      '/jobs/0123456789abcdef/Galley.zip',
      '/jobs/..',
      '/jobs/',
    ])
      expect((await ask(port, other, { headers: { cookie } })).status, other).toBe(404)
    value(await desk.cancelJob(job))
    expect((await ask(port, path, { headers: { cookie } })).status).toBe(404)
  })
})
