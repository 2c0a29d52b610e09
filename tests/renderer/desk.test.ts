import { afterEach, describe, expect, it, vi } from 'vitest'
import { done, type Job } from '../../src/desk.ts'
import { host } from '../../src/renderer/src/desk.ts'
import { toWire } from '../../src/wire.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** The page's connection with the host: it names the page at once. */
class NamedSocket {
  addEventListener(type: string, listener: (event: { data: string }) => void): void {
    if (type === 'message')
      queueMicrotask(() => {
        listener({ data: '{"page":"0123456789abcdef"}' })
      })
  }

  close(): void {
    // Nothing is open.
  }
}

/** A host over loopback whose every call answers this. */
function answering(value: unknown): void {
  vi.stubGlobal('WebSocket', NamedSocket)
  vi.stubGlobal('fetch', () => {
    const { type, bytes } = toWire(value)
    return Promise.resolve(new Response(bytes, { headers: { 'content-type': type } }))
  })
}

describe('in the browser', () => {
  it('the file of a job is a download, streamed by the host under its name', async () => {
    const job: Job = {
      id: 'abcdef0123456789',
      state: 'done',
      done: 2,
      total: 2,
      file: 'Galley 2026-03-02.zip',
    }
    answering(done(job))
    const clicked: [string, string][] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push([new URL(this.href).pathname, this.download])
    })
    expect(await host.saveJobFile(job.id)).toEqual(done('Galley 2026-03-02.zip'))
    expect(clicked).toEqual([['/jobs/abcdef0123456789/Galley%202026-03-02.zip', 'Galley 2026-03-02.zip']])
  })

  it('a job that is gone is a problem and no download', async () => {
    const gone = { ok: false, problem: { code: 'not-found', what: 'Gone.', safe: '', mend: '' } }
    answering(gone)
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click')
    expect(await host.saveJobFile('abcdef0123456789')).toEqual(gone)
    expect(click).not.toHaveBeenCalled()
  })

  it('another drafts folder is chosen where Galley is started, and the page says how', async () => {
    const answer = await host.chooseLibrary()
    expect(answer.ok).toBe(false)
    if (!answer.ok) expect(answer.problem.mend).toContain('npm start -- --library DIR')
  })
})
