import { afterEach, describe, expect, it, vi } from 'vitest'
import { done, type Job } from '../../src/desk.ts'
import { host } from '../../src/renderer/src/desk.ts'
import { toWire } from '../../src/wire.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** A WebSocket whose host sends the page's id at once. */
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

/** Stubs the browser host: every call returns this value. */
function stubHost(value: unknown): void {
  vi.stubGlobal('WebSocket', NamedSocket)
  vi.stubGlobal('fetch', () => {
    const { type, bytes } = toWire(value)
    return Promise.resolve(new Response(bytes, { headers: { 'content-type': type } }))
  })
}

describe('in the browser,', () => {
  it('the file of a job is downloaded from the host under its name', async () => {
    const job: Job = {
      id: 'abcdef0123456789',
      state: 'done',
      done: 2,
      total: 2,
      file: 'Galley 2026-03-02.zip',
    }
    stubHost(done(job))
    const clicked: [string, string][] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push([new URL(this.href).pathname, this.download])
    })
    expect(await host.saveJobFile(job.id)).toEqual(done('Galley 2026-03-02.zip'))
    expect(clicked).toEqual([['/jobs/abcdef0123456789/Galley%202026-03-02.zip', 'Galley 2026-03-02.zip']])
  })

  it('the file of a job that is gone is a problem and starts no download', async () => {
    const gone = { ok: false, problem: { code: 'not-found', what: 'Gone.', safe: '', mend: '' } }
    stubHost(gone)
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click')
    expect(await host.saveJobFile('abcdef0123456789')).toEqual(gone)
    expect(click).not.toHaveBeenCalled()
  })

  it('choosing another drafts folder is a problem that says how to start Galley with it', async () => {
    const answer = await host.chooseLibrary()
    expect(answer.ok).toBe(false)
    if (!answer.ok) expect(answer.problem.mend).toContain('npm start -- --library DIR')
  })
})
