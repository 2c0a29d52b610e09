import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Job, Outcome } from '../../../../desk.ts'
import { desk, host } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { useLibrary } from '../library.ts'
import { useNotices } from '../notices.ts'
import { showJobOutside } from './jobSigns.ts'
import { showFileActions } from './savedFile.ts'

/** How many bytes of a file one call carries. */
const CHUNK_BYTES = 4 * 1024 * 1024

/** How often a running job's progress is read. */
const POLL_INTERVAL_MS = 200

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** What the job dialog shows. */
function jobState() {
  return {
    /** The job as last read from the desk; null while there is none. */
    job: shallowRef<Job | null>(null),
    /** The title of the dialog: what the job does; '' while there is none. */
    title: ref(''),
    /** The bytes of the files that the desk has, and of all files: an import runs once it has all of them. */
    uploaded: ref({ done: 0, total: 0 }),
  }
}

type State = ReturnType<typeof jobState>

/** Returns true if a call succeeded; otherwise a notice says why not. */
function isSuccess<T>(outcome: Outcome<T>): outcome is { ok: true; value: T } {
  if (!outcome.ok) useNotices().problem(outcome.problem)
  return outcome.ok
}

/** Shows a job that has begun. @param bytes the size of the files that must be handed over */
function begin({ job, title, uploaded: fed }: State, value: Job, name: string, bytes: number): void {
  title.value = name
  fed.value = { done: 0, total: bytes }
  job.value = value
}

/** Returns true if the dialog still shows that job: it may have been closed, or show another one. */
function isShown(job: State['job'], id: string): boolean {
  return job.value?.id === id
}

/** Reads a job's progress until it ends, and then the library. */
async function pollUntilDone({ job }: State, id: string): Promise<void> {
  while (job.value?.id === id && job.value.state === 'running') {
    await pause(POLL_INTERVAL_MS)
    const outcome = await desk.readJob(id)
    if (!isShown(job, id)) break
    // The connection store reports a missing answer; the job goes on.
    if (!outcome.ok && outcome.problem.code === 'unreachable') continue
    if (!isSuccess(outcome)) break
    job.value = outcome.value
  }
  await useLibrary().load()
}

/** Returns true if every file system can have the file's name: the desk refuses colons, backslashes and control characters. */
function hasPortableName(file: File): boolean {
  return !/[\\:\u0000-\u001f]/.test(pathOf(file))
}

/** The file's path below the chosen folder, or its name. */
function pathOf({ webkitRelativePath, name }: File): string {
  return webkitRelativePath === '' ? name : webkitRelativePath
}

/** Hands a file to an import, chunk by chunk. Returns true if the desk has all of it. */
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

/** Stops the job. Drafts that it has imported stay, and its report lists them. */
async function cancel({ job }: State): Promise<void> {
  if (job.value?.state !== 'running') return
  const { id } = job.value
  isSuccess(await desk.cancelJob(id))
  // The report lists what was imported before.
  const outcome = await desk.readJob(id)
  if (isShown(job, id)) job.value = outcome.ok ? outcome.value : { ...job.value, state: 'cancelled' }
  await useLibrary().load()
}

/** Writes the whole library into one zip, which the writer saves when it is ready. */
async function backUp(state: State): Promise<void> {
  const outcome = await desk.startBackup()
  if (!isSuccess(outcome)) return
  begin(state, outcome.value, t('stores.jobs.backUp'), 0)
  await pollUntilDone(state, outcome.value.id)
}

/**
 * Writes one draft into a Galley file, which the writer saves. The dialog stays if there is something to read: a picture
 * that could not be packed, or a failure.
 * @param draft its id; everything typed in it has been saved
 */
async function packDraft(state: State, draft: string): Promise<void> {
  const outcome = await desk.startBackup(draft)
  if (!isSuccess(outcome)) return
  const { id } = outcome.value
  begin(state, outcome.value, t('stores.jobs.packDraft'), 0)
  await pollUntilDone(state, id)
  const { job } = state
  if (isShown(job, id) && job.value?.file !== undefined && job.value.report?.skipped.length === 0)
    await saveFile(state)
}

/** Lets the writer save the file that the job has made. */
async function saveFile(state: State): Promise<void> {
  if (state.job.value === null) return
  const { id } = state.job.value
  const outcome = await host.saveJobFile(id)
  if (!isSuccess(outcome) || outcome.value === null) return
  const actions = showFileActions(outcome.value)
  if (actions.length > 0) useNotices().toast(t('stores.savedFile.saved', { name: outcome.value }), actions)
  if (isShown(state.job, id)) close(state)
}

function close({ job, title }: State): void {
  job.value = null
  title.value = ''
}

/** Imports the drafts of a backup's zip, or of all files of a folder. */
async function importFiles(state: State, chosen: readonly File[]): Promise<void> {
  if (state.job.value?.state === 'running') {
    useNotices().notice(t('stores.jobs.busy', { count: chosen.length }))
    return
  }
  const files = chosen.filter(hasPortableName)
  for (const file of chosen.filter((other) => !hasPortableName(other)))
    useNotices().notice(t('stores.jobs.badName', { path: pathOf(file) }))
  if (files.length === 0) return
  const outcome = await desk.startImport()
  if (!isSuccess(outcome)) return
  const { id } = outcome.value
  begin(
    state,
    outcome.value,
    t('stores.jobs.import'),
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

/**
 * Backups and imports of whole libraries: one at a time, with progress and a way to stop. The desk does the work as a job;
 * this store hands files over, reads the job until it ends, and keeps what the dialog shows.
 */
export const useJobs = defineStore('jobs', () => {
  const state = jobState()
  showJobOutside(state)

  return {
    ...state,
    /** True while the job runs: the dialog cannot be closed. */
    running: computed(() => state.job.value?.state === 'running'),
    backUp: () => backUp(state),
    packDraft: (draft: string) => packDraft(state, draft),
    importFiles: (files: readonly File[]) => importFiles(state, files),
    cancel: () => cancel(state),
    saveFile: () => saveFile(state),
    close: () => {
      close(state)
    },
  }
})
