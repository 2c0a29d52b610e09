import { watch, type Ref } from 'vue'
import type { Job } from '../../../../desk.ts'
import { host } from '../../desk.ts'
import { t } from '../../i18n.ts'

/** After a job of this length its writer may be elsewhere: the system says that it has ended. */
const LONG_JOB_MS = 10_000

/** The job that the page shows. */
interface ShownJob {
  readonly job: Readonly<Ref<Job | null>>
  readonly title: Readonly<Ref<string>>
  /** In bytes; all zero for a job without files to hand over. */
  readonly uploaded: Readonly<Ref<{ readonly done: number; readonly total: number }>>
}

/** Returns how far a job is, from 0 to 1 in steps of a hundredth: handing files over is its first half. -1 when it has ended. */
function fractionOf({ job, uploaded }: ShownJob): number {
  if (job.value?.state !== 'running') return -1
  const { done, total } = job.value
  const worked = total === 0 ? 0 : done / total
  const { done: sent, total: size } = uploaded.value
  return Math.floor(100 * (size === 0 ? worked : (sent / size + worked) / 2)) / 100
}

/** Shows the progress of jobs in the task bar and the Dock, and tells the system when a long one has ended. */
export function showJobOutside(shown: ShownJob): void {
  let startedMs = 0
  watch(
    () => fractionOf(shown),
    (fraction, before) => {
      if (before === -1) startedMs = Date.now()
      void host.showProgress(fraction)
      const { job, title } = shown
      const state = job.value?.state
      if (fraction !== -1 || state === undefined || state === 'running') return
      if (Date.now() - startedMs > LONG_JOB_MS)
        void host.announceEnd(title.value, t(`stores.jobs.ended.${state}`))
    },
  )
}
