import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { done, type Job } from '../../../../src/desk.ts'
import { host } from '../../../../src/renderer/src/desk.ts'
import { showJobOutside } from '../../../../src/renderer/src/stores/transfer/jobSigns.ts'

const job = (state: Job['state'], count = 0): Job => ({ id: 'job00001', state, done: count, total: 4 })

/** Shows a job that a test changes; `progress` and `ended` are the host's calls. */
function setup() {
  const shown = { job: ref<Job | null>(null), title: ref('Back up'), uploaded: ref({ done: 0, total: 0 }) }
  const progress = vi.spyOn(host, 'showProgress').mockResolvedValue(done(null))
  const ended = vi.spyOn(host, 'announceEnd').mockResolvedValue(done(null))
  const scope = effectScope()
  scope.run(() => {
    showJobOutside(shown)
  })
  const show = async (next: Job | null): Promise<void> => {
    shown.job.value = next
    await nextTick()
  }
  return { ...shown, show, progress, ended }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('shows how far a job is, once for each step, and ends with it', async () => {
  const { show, progress, ended } = setup()
  await show(job('running'))
  await show(job('running', 1))
  await show(job('running', 1))
  await show(job('done', 4))
  expect(progress.mock.calls).toEqual([[0], [0.25], [-1]])
  expect(ended).not.toHaveBeenCalled()
})

it('counts the handing over of files as the first half', async () => {
  const { show, uploaded, progress } = setup()
  uploaded.value = { done: 50, total: 100 }
  await show(job('running'))
  uploaded.value = { done: 100, total: 100 }
  await show(job('running', 2))
  expect(progress.mock.calls).toEqual([[0.25], [0.75]])
})

it('says that a long job has ended, and how', async () => {
  const { show, ended } = setup()
  await show(job('running'))
  vi.advanceTimersByTime(11_000)
  await show(job('failed'))
  expect(ended).toHaveBeenCalledWith('Back up', 'It failed. Galley shows why.')
})
