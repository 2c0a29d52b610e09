import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import {
  findings,
  stringifyArticle,
  targetById,
  type Article,
  type Target,
} from '../../../../article/index.ts'
import type { ExportedFile, Outcome } from '../../../../desk.ts'
import { desk, host } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { useDraft, type OpenDraft } from '../draft.ts'
import { useHistory } from '../history.ts'
import { useNotices } from '../notices.ts'
import { offlinePreview } from './preview.ts'
import { showFileActions } from './savedFile.ts'

/** One line about what to check before the article goes out. */
function issuesLine(article: Article): string {
  const issues = findings(article)
  const [first] = issues
  if (first === undefined) return t('stores.export.noIssues')
  return t('stores.export.issues', { count: issues.length, first: first.what })
}

/** One target of one draft, as the draft was when the dialog asked for it. */
interface Prepared {
  readonly draft: OpenDraft
  readonly target: Target
  readonly article: Article
  /** It was saved or copied already, so its version is in the history. */
  isExported: boolean
}

/** Keeps the exported article as a version of its draft, once, so that it can always be found again. */
async function keepExportedRevision(prepared: Prepared): Promise<void> {
  if (prepared.isExported) return
  prepared.isExported = true
  const { id } = prepared.draft
  const outcome = await desk.keepRevision(id, 'export', '', stringifyArticle(prepared.article, 0))
  if (!outcome.ok) useNotices().problem(outcome.problem)
  else if (useDraft().id === id) await useHistory().load()
}

/** The page of an exported file. A zip has its pictures beside the page, where no preview can show them: the text alone. */
function previewSource({ mime, bytes }: ExportedFile, text: string): string {
  return mime === 'application/zip' ? text : new TextDecoder().decode(bytes)
}

/** What the dialog shows. It is exactly what is saved or copied. */
function exportingState() {
  return {
    /** The text as shown and copied; pictures are named, not embedded. */
    text: ref(''),
    /** The page as readers see it, pictures embedded, but without anything from the web; '' for a target without a page. */
    page: ref(''),
    /** What to check first, or why there is no file. */
    report: ref(''),
    /** The file to save; null until it is ready. */
    file: shallowRef<ExportedFile | null>(null),
  }
}

type State = ReturnType<typeof exportingState>

/** Empties the dialog. */
function clear({ text, page, report, file }: State): void {
  file.value = null
  text.value = page.value = report.value = ''
}

/** Shows the desk's answer. @param outcome null if the draft could not be saved */
function showFile(
  { text, page, report, file }: State,
  { article, target }: Prepared,
  outcome: Outcome<ExportedFile> | null,
): void {
  if (outcome === null) report.value = t('stores.export.notSaved')
  else if (!outcome.ok) report.value = outcome.problem.what
  else {
    file.value = outcome.value
    report.value = issuesLine(article)
    if (target.format === 'html') page.value = offlinePreview(previewSource(outcome.value, text.value))
  }
}

/**
 * The draft in sight in the form of one target, for the export dialog: prepared when the dialog asks, saved or copied, and
 * kept as a version in the history whenever it has gone out.
 */
export const useExporting = defineStore('exporting', () => {
  const notices = useNotices()
  const state = exportingState()
  let prepared: Prepared | null = null

  /** Drops what was prepared: the dialog was closed. */
  function reset(): void {
    prepared = null
    clear(state)
  }

  /** Saves the draft and prepares a target of what is on the disk. @param id the target's */
  async function prepare(id: string): Promise<void> {
    reset()
    const target = targetById(id)
    const draft = useDraft().shown
    if (target === undefined || draft === null) return
    const article = draft.read()
    const requested = (prepared = { draft, target, article, isExported: false })
    state.text.value = target.write(article)
    state.report.value = t('stores.export.preparing')
    const isSaved = await draft.saveNow()
    const outcome = isSaved ? await desk.exportDraft(draft.id, id) : null
    // Another target or draft may be requested by now, or the dialog closed.
    if (prepared === requested) showFile(state, requested, outcome)
  }

  /** Saves the file where the writer chooses. Returns true if it was saved, false if not or cancelled. */
  async function save(): Promise<boolean> {
    const exported = prepared
    if (state.file.value === null || exported === null) return false
    const outcome = await host.saveFile(state.file.value)
    if (!outcome.ok) notices.problem(outcome.problem)
    if (!outcome.ok || outcome.value === null) return false
    notices.toast(t('stores.export.savedAs', { name: outcome.value }), showFileActions(outcome.value))
    await keepExportedRevision(exported)
    return true
  }

  /** Copies the text to the clipboard. */
  async function copy(): Promise<void> {
    const exported = prepared
    const outcome = await host.copyText(state.text.value)
    if (!outcome.ok) {
      notices.problem(outcome.problem)
      return
    }
    notices.toast(t('stores.export.copied'))
    if (exported !== null) await keepExportedRevision(exported)
  }

  return { ...state, prepare, reset, save, copy }
})
