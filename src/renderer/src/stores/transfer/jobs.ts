import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Job, Outcome } from '../../../../desk.ts'
import { desk, host } from '../../desk.ts'
import { useLibrary } from '../library.ts'
import { useNotices } from '../notices.ts'

/** Bytes of a file that cross at once. */
const CHUNK_BYTES = 4 * 1024 * 1024

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

function jobState() {
  return {
    job: shallowRef<Job | null>(null),
    /** What the job is, in the writer's words; '' while there is none. */
    title: ref(''),
    /** Bytes handed to the desk before an import can run. */
    uploaded: ref({ done: 0, total: 0 }),
  }
}

type State = ReturnType<typeof jobState>

function isSuccess<T>(outcome: Outcome<T>): outcome is { ok: true; value: T } {
  if (!outcome.ok) useNotices().problem(outcome.problem)
  return outcome.ok
}

function begin({ job, title, uploaded: fed }: State, value: Job, name: string, bytes: number): void {
  title.value = name
  fed.value = { done: 0, total: bytes }
  job.value = value
}

/** Whether the dialog still shows that job. */
function isShown(job: State['job'], id: string): boolean {
  return job.value?.id === id
}

/** Follows a job until it ends. */
async function pollUntilDone({ job }: State, id: string): Promise<void> {
  while (job.value?.id === id && job.value.state === 'running') {
    await pause(200)
    const outcome = await desk.readJob(id)
    // The dialog was closed meanwhile, or shows another job.
    if (!isShown(job, id)) break
    // Without an answer the connection says so; the job goes on.
    if (!outcome.ok && outcome.problem.code === 'unreachable') continue
    if (!isSuccess(outcome)) break
    job.value = outcome.value
  }
  await useLibrary().load()
}

/** A path that the desk takes: it refuses what a disk could read as more than a name. */
function hasPortableName(file: File): boolean {
  return !/[\\:\u0000-\u001f]/.test(pathOf(file))
}

function pathOf({ webkitRelativePath, name }: File): string {
  return webkitRelativePath === '' ? name : webkitRelativePath
}

/** Hands one file to an import, piece by piece. Answers whether all of it went. */
async function uploadFile({ job, uploaded: fed }: State, id: string, file: File): Promise<boolean> {
  const path = pathOf(file)
  for (let offset = 0; offset === 0 || offset < file.size; offset += CHUNK_BYTES) {
    const bytes = new Uint8Array(await file.slice(offset, offset + CHUNK_BYTES).arrayBuffer())
    if (!isShown(job, id) || job.value?.state !== 'running') return false
    if (!isSuccess(await desk.feedImport(id, path, offset, bytes))) return false
    fed.value = { ...fed.value, done: fed.value.done + bytes.length }
  }
  return true
}

async function cancel({ job }: State): Promise<void> {
  if (job.value?.state !== 'running') return
  const { id } = job.value
  isSuccess(await desk.cancelJob(id))
  // What was taken before it stopped is in the job's report.
  const outcome = await desk.readJob(id)
  if (isShown(job, id)) job.value = outcome.ok ? outcome.value : { ...job.value, state: 'cancelled' }
  await useLibrary().load()
}

async function backUp(state: State): Promise<void> {
  const outcome = await desk.startBackup()
  if (!isSuccess(outcome)) return
  begin(state, outcome.value, 'Back up the library', 0)
  await pollUntilDone(state, outcome.value.id)
}

/** Brings in a zip, or all files of a folder. */
async function importFiles(state: State, chosen: readonly File[]): Promise<void> {
  const files = chosen.filter(hasPortableName)
  for (const left of chosen.filter((file) => !hasPortableName(file)))
    useNotices().notice(
      `“${pathOf(left)}” was left out: its name has a character that not every system takes.`,
    )
  if (files.length === 0) return
  const outcome = await desk.startImport()
  if (!isSuccess(outcome)) return
  const { id } = outcome.value
  begin(
    state,
    outcome.value,
    'Bring in drafts',
    files.reduce((sum, file) => sum + file.size, 0),
  )
  for (const file of files)
    if (!(await uploadFile(state, id, file))) {
      if (isShown(state.job, id)) await cancel(state)
      return
    }
  const started = await desk.runImport(id)
  if (!isSuccess(started)) return
  if (isShown(state.job, id)) state.job.value = started.value
  await pollUntilDone(state, id)
}

/** Back-ups and imports: one at a time, with progress and a way to stop. */
export const useJobs = defineStore('jobs', () => {
  const state = jobState()

  function close(): void {
    state.job.value = null
    state.title.value = ''
  }

  /** Hands the finished back-up to the writer. */
  async function saveFile(): Promise<void> {
    if (state.job.value === null) return
    const { id } = state.job.value
    const outcome = await host.saveJobFile(id)
    if (isSuccess(outcome) && outcome.value !== null && isShown(state.job, id)) close()
  }

  return {
    ...state,
    running: computed(() => state.job.value?.state === 'running'),
    backUp: () => backUp(state),
    importFiles: (files: readonly File[]) => importFiles(state, files),
    cancel: () => cancel(state),
    saveFile: saveFile,
    close,
  }
})
