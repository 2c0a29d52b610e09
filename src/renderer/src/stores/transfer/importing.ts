import { defineStore } from 'pinia'
import { ref } from 'vue'
import {
  type Article,
  ArticleError,
  fileExtensions,
  fileKindOf,
  type ReadArticle,
} from '../../../../article/index.ts'
import {
  DOCX_ENDING,
  DRAFT_FILE_ENDING,
  endingOf,
  isGhostExport,
  WORDPRESS_ENDING,
  WORD_ENDINGS,
} from '../../../../contract/host/documents.ts'
import type { OpenedFile } from '../../../../desk.ts'
import { desk } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { withNewDraftSettings, useDraft } from '../draft.ts'
import { useNotices } from '../notices.ts'
import { useJobs } from './jobs.ts'
import { type FileReport, useReadingReport } from './readingReport.ts'
import { useRereading } from './rereading.ts'

/** The endings of files that the desk reads as a job: zips, which it opens and whose pictures it stores, and exports of sites. */
const JOB_ENDINGS: readonly string[] = [DOCX_ENDING, DRAFT_FILE_ENDING, WORDPRESS_ENDING, 'zip']

/** The file dialog's `accept`: `.txt,.md,…`. */
export const IMPORT_EXTENSIONS = [...fileExtensions, ...JOB_ENDINGS].map((ending) => `.${ending}`).join(',')

/** Characters at the start of a file that tell a Ghost export from an article. */
const START_LENGTH = 200

async function isForJob(file: File): Promise<boolean> {
  const ending = endingOf(file.name)
  if (JOB_ENDINGS.includes(ending)) return true
  return ending === 'json' && isGhostExport(await file.slice(0, START_LENGTH).text())
}

/**
 * Imports files by a job of the desk. If one draft came of it and nothing was left out, it is shown; so is the one that the
 * library had already. Otherwise the job's dialog says what was imported.
 */
async function importByJob(files: readonly File[]): Promise<void> {
  const jobs = useJobs()
  const idBefore = jobs.job?.id
  await jobs.importFiles(files)
  const { id: jobId, state, report } = jobs.job ?? {}
  // The import did not begin: what is in sight is the report of another one.
  if (jobId === idBefore) return
  if (state !== 'done' || report === undefined || files.length !== 1) return
  const [imported] = report.imported
  const [known] = report.skipped
  const id = report.skipped.length === 0 ? imported?.id : known?.id
  if (id === undefined || report.imported.length + report.skipped.length !== 1) return
  jobs.close()
  if (known?.id !== undefined) useNotices().toast(t('stores.import.alreadyHere'))
  await useDraft().open(id)
}

/** Returns why a file is no article, as one sentence. */
function reasonOf(error: unknown): string {
  if (error instanceof ArticleError) {
    const { what, where, mend } = error
    return t('stores.import.reason', { what, where, mend })
  }
  return error instanceof Error ? error.message : String(error)
}

/** Reads a file by the reader of its extension. Throws {@link ArticleError} if there is none, or the text is no article. */
async function fileToArticle(file: File): Promise<ReadArticle> {
  const kind = fileKindOf(file.name)
  if (WORD_ENDINGS.includes(endingOf(file.name)))
    throw new ArticleError(
      t('stores.import.wordFile'),
      t('stores.import.byExtension'),
      t('stores.import.pasteInstead'),
    )
  if (kind === null)
    throw new ArticleError(
      t('stores.import.unknownKind'),
      t('stores.import.byExtension'),
      t('stores.import.readsKinds', { kinds: IMPORT_EXTENSIONS }),
    )
  // The readers of Markdown and HTML are large, and few starts need them.
  const [{ readFile }, bytes] = await Promise.all([import('./readFile.ts'), file.arrayBuffer()])
  return readFile(kind, new Uint8Array(bytes))
}

/**
 * Keeps a file beside the draft that was made of it, as an import by a job does. An article's own file would be there twice.
 * @returns the report, with the way to another encoding
 */
async function keepOriginal(id: string, file: File, report: FileReport): Promise<FileReport> {
  if (fileKindOf(file.name) === 'json') return report
  const outcome = await desk.keepOriginal(id, file.name, new Uint8Array(await file.arrayBuffer()))
  if (!outcome.ok) useNotices().problem(outcome.problem)
  const isGuessed = report.entries.some(({ kind }) => kind === 'encoding')
  return isGuessed && outcome.ok ? { ...report, changeEncoding: () => void useRereading().open(id) } : report
}

/** Shows why a file was not imported. */
function showFailure(name: string, why: string, mend = ''): void {
  useNotices().problem({
    code: 'invalid',
    what: t('stores.import.failed', { name, why }),
    safe: t('stores.import.safe'),
    mend,
  })
}

/** So many files that were not imported have a notice each, with its reason: more would cover the page. */
const MAX_FAILURE_NOTICES = 3

/** Shows why files of one import were not imported: the first ones each by itself, the others in one notice at the end. */
class FailureNotices {
  #count = 0
  readonly #others: string[] = []

  add(name: string, why: string, mend = ''): void {
    this.#count += 1
    if (this.#count <= MAX_FAILURE_NOTICES) showFailure(name, why, mend)
    else this.#others.push(name)
  }

  end(): void {
    const [name] = this.#others
    if (name === undefined) return
    useNotices().problem({
      code: 'invalid',
      what: t('stores.import.failedOthers', { name, count: this.#others.length }),
      safe: t('stores.import.safeOthers'),
      mend: t('stores.import.mendOthers'),
    })
  }
}

/**
 * Reads files one after the other, so that only one article is in memory. Files that cannot be read are reported and left
 * out.
 * @param reports gets what each article does not have of its file
 * @param onFile called with each file before it is read
 * @param onHandled called after each file, read or not
 */
async function* articlesOf(
  files: readonly File[],
  failures: FailureNotices,
  reports: FileReport[],
  onFile: (file: File) => void,
  onHandled: () => void,
): AsyncGenerator<Article> {
  for (const file of files) {
    onFile(file)
    let article: Article | null = null
    try {
      const read = await fileToArticle(file)
      article = read.article
      reports.push({ name: file.name, entries: read.report })
    } catch (error) {
      failures.add(file.name, reasonOf(error))
    }
    if (article !== null) yield article
    onHandled()
  }
}

/**
 * Import of single files, chosen or dropped, and of pasted text. Each file becomes a draft by one call, its pictures
 * included. The draft in sight is never touched.
 */
export const useImporting = defineStore('importing', () => {
  const draft = useDraft()
  /** How many files are still to be imported; 0 at rest. */
  const remaining = ref(0)

  /** Makes drafts of files and shows the last one. */
  async function importFiles(chosen: readonly File[]): Promise<void> {
    const areForJob = await Promise.all(chosen.map(isForJob))
    const texts = chosen.filter((_, index) => areForJob[index] !== true)
    const others = chosen.filter((_, index) => areForJob[index] === true)
    if (texts.length > 0) await importTexts(texts)
    if (others.length > 0) await importByJob(others)
  }

  /** Makes a draft of each text and shows the last one. */
  async function importTexts(files: readonly File[]): Promise<void> {
    remaining.value += files.length
    let current = files[0] ?? new File([], '')
    let unhandled = files.length
    const failures = new FailureNotices()
    const reports: FileReport[] = []
    const articles = articlesOf(
      files,
      failures,
      reports,
      (file) => (current = file),
      () => {
        unhandled -= 1
        remaining.value -= 1
      },
    )
    try {
      const count = await draft.createSeveral(
        articles,
        ({ what, mend }) => {
          failures.add(current.name, what, mend)
        },
        async (id) => {
          const report = reports.pop()
          if (report !== undefined) reports.push(await keepOriginal(id, current, report))
        },
      )
      useReadingReport().show(reports)
      if (count > 1) useNotices().toast(t('stores.import.done', { count }))
    } catch (error) {
      failures.add(current.name, reasonOf(error))
    } finally {
      failures.end()
      remaining.value -= unhandled
    }
  }

  /** Imports files that the host has read. */
  const importOpened = (files: readonly OpenedFile[]): Promise<void> =>
    importFiles(files.map(({ name, bytes }) => new File([bytes.slice()], name)))

  /** Makes a draft of text that was pasted while no draft was open. */
  async function importText(text: string): Promise<void> {
    const { readPastedText } = await import('./readPastedText.ts')
    await draft.create(withNewDraftSettings(readPastedText(text)))
  }

  return { remaining, importFiles, importOpened, importText }
})
