import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Job, Outcome } from '../../../../desk.ts'
import { desk, host } from '../../desk.ts'
import { useLibrary } from '../library.ts'
import { useNotices } from '../notices.ts'

/** Bytes of a file that cross at once. */
const PIECE = 4 * 1024 * 1024

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

function jobState() {
  return {
    job: shallowRef<Job | null>(null),
    /** What the job is, in the writer's words; '' while there is none. */
    title: ref(''),
    /** Bytes handed to the desk before an import can run. */
    fed: ref({ done: 0, total: 0 }),
  }
}

type State = ReturnType<typeof jobState>

function took<T>(outcome: Outcome<T>): outcome is { ok: true; value: T } {
  if (!outcome.ok) useNotices().tell(outcome.problem)
  return outcome.ok
}

function begin({ job, title, fed }: State, value: Job, name: string, bytes: number): void {
  title.value = name
  fed.value = { done: 0, total: bytes }
  job.value = value
}

/** Whether the dialog still shows that job. */
function isAt(job: State['job'], id: string): boolean {
  return job.value?.id === id
}

/** Follows a job until it ends. */
async function watchOver({ job }: State, id: string): Promise<void> {
  while (job.value?.id === id && job.value.state === 'running') {
    await pause(200)
    const outcome = await desk.readJob(id)
    // The dialog was closed meanwhile, or shows another job.
    if (!isAt(job, id)) break
    // Without an answer the connection says so; the job goes on.
    if (!outcome.ok && outcome.problem.code === 'unreachable') continue
    if (!took(outcome)) break
    job.value = outcome.value
  }
  await useLibrary().load()
}

/** A path that the desk takes: it refuses what a disk could read as more than a name. */
function isTakable(file: File): boolean {
  return !/[\\:\u0000-\u001f]/.test(pathOf(file))
}

function pathOf({ webkitRelativePath, name }: File): string {
  return webkitRelativePath === '' ? name : webkitRelativePath
}

/** Hands one file to an import, piece by piece. Answers whether all of it went. */
async function feed({ job, fed }: State, id: string, file: File): Promise<boolean> {
  const path = pathOf(file)
  for (let offset = 0; offset === 0 || offset < file.size; offset += PIECE) {
    const bytes = new Uint8Array(await file.slice(offset, offset + PIECE).arrayBuffer())
    if (!isAt(job, id) || job.value?.state !== 'running') return false
    if (!took(await desk.feedImport(id, path, offset, bytes))) return false
    fed.value = { ...fed.value, done: fed.value.done + bytes.length }
  }
  return true
}

async function cancel({ job }: State): Promise<void> {
  if (job.value?.state !== 'running') return
  const { id } = job.value
  took(await desk.cancelJob(id))
  // What was taken before it stopped is in the job's report.
  const outcome = await desk.readJob(id)
  if (isAt(job, id)) job.value = outcome.ok ? outcome.value : { ...job.value, state: 'cancelled' }
  await useLibrary().load()
}

async function backUp(state: State): Promise<void> {
  const outcome = await desk.startBackup()
  if (!took(outcome)) return
  begin(state, outcome.value, 'Back up the library', 0)
  await watchOver(state, outcome.value.id)
}

/** Brings in a zip, or all files of a folder. */
async function importFiles(state: State, given: readonly File[]): Promise<void> {
  const files = given.filter(isTakable)
  for (const left of given.filter((file) => !isTakable(file)))
    useNotices().note(`“${pathOf(left)}” was left out: its name has a character that not every system takes.`)
  if (files.length === 0) return
  const outcome = await desk.startImport()
  if (!took(outcome)) return
  const { id } = outcome.value
  begin(
    state,
    outcome.value,
    'Bring in drafts',
    files.reduce((sum, file) => sum + file.size, 0),
  )
  for (const file of files)
    if (!(await feed(state, id, file))) {
      if (isAt(state.job, id)) await cancel(state)
      return
    }
  const started = await desk.runImport(id)
  if (!took(started)) return
  if (isAt(state.job, id)) state.job.value = started.value
  await watchOver(state, id)
}

/** Back-ups and imports: one at a time, with progress and a way to stop. */
export const useJobs = defineStore('jobs', () => {
  const state = jobState()

  function close(): void {
    state.job.value = null
    state.title.value = ''
  }

  /** Hands the finished back-up to the writer. */
  async function keepFile(): Promise<void> {
    if (state.job.value === null) return
    const { id } = state.job.value
    const outcome = await host.takeJobFile(id)
    if (took(outcome) && outcome.value !== null && isAt(state.job, id)) close()
  }

  return {
    ...state,
    running: computed(() => state.job.value?.state === 'running'),
    backUp: () => backUp(state),
    importFiles: (files: readonly File[]) => importFiles(state, files),
    cancel: () => cancel(state),
    keepFile,
    close,
  }
})
