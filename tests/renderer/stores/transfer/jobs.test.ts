import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { done, problem, type Job, type Outcome } from '../../../../src/desk.ts'
import { desk, host } from '../../../../src/renderer/src/desk.ts'
import { useJobs } from '../../../../src/renderer/src/stores/transfer/jobs.ts'
import { useNotices } from '../../../../src/renderer/src/stores/notices.ts'
import { callsTo, quietDesk } from '../quietDesk.ts'

const job = (change: Partial<Job> = {}): Job => ({
  id: 'job00001',
  state: 'running',
  done: 0,
  total: 2,
  ...change,
})
/** As the page's file dialog gives it: without a folder. */
const file = (name: string): File => Object.assign(new File(['words'], name), { webkitRelativePath: '' })
const lost = problem('unreachable', 'No answer.', '', '')

beforeEach(() => {
  quietDesk()
  setActivePinia(createPinia())
  vi.useFakeTimers()
  const state = {
    drafts: 0,
    trashed: 0,
    tags: [],
    people: [],
    series: [],
    filters: [],
    version: 1,
    notices: [],
    folder: '',
  }
  vi.spyOn(desk, 'libraryState').mockResolvedValue(
    done({ ...state, index: { state: 'ready', done: 0, total: 0 } }),
  )
  vi.spyOn(desk, 'startBackup').mockResolvedValue(done(job()))
  vi.spyOn(desk, 'startImport').mockResolvedValue(done(job()))
  vi.spyOn(desk, 'feedImport').mockResolvedValue(done(null))
  vi.spyOn(desk, 'runImport').mockResolvedValue(done(job()))
  vi.spyOn(desk, 'cancelJob').mockResolvedValue(done(null))
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a backup', () => {
  it('is polled until it ends, despite lost answers', async () => {
    const read = vi.spyOn(desk, 'readJob')
    read.mockResolvedValueOnce(done(job({ done: 1 })))
    read.mockResolvedValueOnce(lost)
    read.mockResolvedValueOnce(done(job({ state: 'done', done: 2, file: 'library.zip' })))
    const jobs = useJobs()
    const backup = jobs.backUp()
    await vi.runAllTimersAsync()
    await backup
    expect(jobs.running).toBe(false)
    expect(jobs.job?.file).toBe('library.zip')
    expect(useNotices().list).toEqual([])
  })

  it('does not reopen a closed dialog', async () => {
    const answer = Promise.withResolvers<Outcome<Job>>()
    vi.spyOn(desk, 'readJob').mockReturnValue(answer.promise)
    const jobs = useJobs()
    const backup = jobs.backUp()
    await vi.advanceTimersToNextTimerAsync()
    jobs.close()
    answer.resolve(done(job({ state: 'done' })))
    await backup
    expect(jobs.job).toBe(null)
  })

  it('says why it did not start', async () => {
    vi.spyOn(desk, 'startBackup').mockResolvedValue(problem('full', 'The backup did not start.', '', ''))
    await useJobs().backUp()
    expect(useJobs().job).toBe(null)
    expect(useNotices().list.map(({ text }) => text)).toEqual(['The backup did not start.'])
  })

  it('closes its dialog once the file is saved, and not if the writer cancels', async () => {
    vi.spyOn(desk, 'readJob').mockResolvedValue(done(job({ state: 'done', file: 'library.zip' })))
    const jobs = useJobs()
    const backup = jobs.backUp()
    await vi.runAllTimersAsync()
    await backup
    const handOver = vi.spyOn(host, 'saveJobFile').mockResolvedValue(done(null))
    await jobs.saveFile()
    expect(jobs.job).not.toBe(null)
    handOver.mockResolvedValue(done('library.zip'))
    await jobs.saveFile()
    expect(jobs.job).toBe(null)
  })
})

describe('an import', () => {
  it('uploads every file and runs, and reports a file name that not every system allows', async () => {
    vi.spyOn(desk, 'readJob').mockResolvedValue(done(job({ state: 'done' })))
    const jobs = useJobs()
    const importing = jobs.importFiles([file('one.md'), file('a:b.md')])
    await vi.runAllTimersAsync()
    await importing
    expect(callsTo('feedImport').map(([, path]) => path)).toEqual(['one.md'])
    expect(callsTo('runImport')).toHaveLength(1)
    expect(useNotices().list.map(({ text }) => text)).toEqual([expect.stringContaining('a:b.md')])
  })

  it('is cancelled if a file is refused, and never runs', async () => {
    vi.spyOn(desk, 'feedImport').mockResolvedValue(problem('full', 'The disk is full.', '', ''))
    vi.spyOn(desk, 'readJob').mockResolvedValue(done(job({ state: 'cancelled' })))
    const jobs = useJobs()
    const importing = jobs.importFiles([file('one.md')])
    await vi.runAllTimersAsync()
    await importing
    expect(callsTo('runImport')).toEqual([])
    expect(callsTo('cancelJob')).toHaveLength(1)
    expect(jobs.job?.state).toBe('cancelled')
  })

  it('stops uploading when the writer cancels it', async () => {
    const fed = Promise.withResolvers<Outcome<null>>()
    vi.spyOn(desk, 'feedImport').mockReturnValueOnce(fed.promise)
    vi.spyOn(desk, 'readJob').mockResolvedValue(done(job({ state: 'cancelled' })))
    const jobs = useJobs()
    const importing = jobs.importFiles([file('one.md'), file('two.md')])
    await vi.waitFor(() => {
      expect(callsTo('feedImport')).toHaveLength(1)
    })
    await jobs.cancel()
    fed.resolve(done(null))
    await importing
    expect(callsTo('feedImport')).toHaveLength(1)
    expect(callsTo('runImport')).toEqual([])
  })
})

describe('a Galley file', () => {
  it('is handed over as soon as it is made, and its dialog closes', async () => {
    const report = { imported: [{ path: 'tram', title: 'tram', id: 'tram' }], skipped: [] }
    vi.spyOn(desk, 'readJob').mockResolvedValue(done(job({ state: 'done', file: 'tram.galley', report })))
    const handOver = vi.spyOn(host, 'saveJobFile').mockResolvedValue(done('tram.galley'))
    const packing = useJobs().packDraft('tram')
    await vi.runAllTimersAsync()
    await packing
    expect(callsTo('startBackup')).toEqual([['tram']])
    expect(handOver).toHaveBeenCalledWith('job00001')
    expect(useJobs().job).toBe(null)
  })

  it('without one of its pictures says so first', async () => {
    const skipped = [{ path: 'tram/images/a.png', reason: 'it cannot be read (EACCES)' }]
    const report = { imported: [], skipped }
    vi.spyOn(desk, 'readJob').mockResolvedValue(done(job({ state: 'done', file: 'tram.galley', report })))
    const handOver = vi.spyOn(host, 'saveJobFile').mockResolvedValue(done(null))
    const packing = useJobs().packDraft('tram')
    await vi.runAllTimersAsync()
    await packing
    expect(handOver).not.toHaveBeenCalled()
    expect(useJobs().job?.report?.skipped).toEqual(skipped)
  })
})

describe('a second job', () => {
  it('is not begun while one runs, and a notice says so', async () => {
    vi.spyOn(desk, 'readJob').mockResolvedValue(done(job()))
    const jobs = useJobs()
    void jobs.backUp()
    await vi.advanceTimersToNextTimerAsync()
    await jobs.importFiles([file('tram.galley')])
    expect(callsTo('startImport')).toEqual([])
    expect(useNotices().list.at(-1)?.text).toContain('still running')
  })
})
