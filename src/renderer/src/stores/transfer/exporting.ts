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
import { useDraft, type OpenDraft } from '../draft.ts'
import { useHistory } from '../history.ts'
import { useNotices } from '../notices.ts'
import { offlinePreview } from './preview.ts'

/** One line about what to look at first. */
function issuesLine(article: Article): string {
  const found = findings(article)
  const first = found[0]
  if (first === undefined) return 'Nothing to look at first.'
  return found.length === 1
    ? `One thing to look at first: ${first.what}.`
    : `${String(found.length)} things to look at first: ${first.what}…`
}

/** One form of one draft, as it was when it was asked for. */
interface Prepared {
  readonly draft: OpenDraft
  readonly target: Target
  readonly article: Article
  /** Whether this form has left already: its version is kept once. */
  isExported: boolean
}

/** What left can always be found again: it is a version of its own, of the draft that left. */
async function keepExportedRevision(prepared: Prepared): Promise<void> {
  if (prepared.isExported) return
  prepared.isExported = true
  const { id } = prepared.draft
  const outcome = await desk.keepRevision(id, 'export', '', stringifyArticle(prepared.article, 0))
  if (!outcome.ok) useNotices().problem(outcome.problem)
  else if (useDraft().id === id) await useHistory().load()
}

/** The page of an exported file. A zip holds the pictures beside it, which no preview can show: there it is the text alone. */
function previewSource({ mime, bytes }: ExportedFile, text: string): string {
  return mime === 'application/zip' ? text : new TextDecoder().decode(bytes)
}

/** What the dialog shows of the draft in sight made into a target: what is shown is what leaves. */
function exportingState() {
  return {
    /** The text as it is shown and copied; pictures are named, not spelled out. */
    text: ref(''),
    /** The page as readers will see it, pictures inside, without what the web would be asked for; '' for what is no page. */
    page: ref(''),
    report: ref(''),
    file: shallowRef<ExportedFile | null>(null),
  }
}

export const useExporting = defineStore('exporting', () => {
  const notices = useNotices()
  const state = exportingState()
  const { text, page, report, file } = state
  let prepared: Prepared | null = null

  function reset(): void {
    prepared = null
    file.value = null
    text.value = page.value = report.value = ''
  }

  /** Saves what is pending and makes the target of what is on the disk. */
  async function prepare(id: string): Promise<void> {
    reset()
    const target = targetById(id)
    const draft = useDraft().shown
    if (target === undefined || draft === null) return
    const article = draft.read()
    const asked = (prepared = { draft, target, article, isExported: false })
    text.value = target.write(article)
    report.value = 'Putting it together…'
    const isSaved = await draft.saveNow()
    const outcome = isSaved ? await desk.exportDraft(draft.id, id) : null
    // Another form or another draft is asked for by now, or the dialog was closed.
    if (prepared === asked) showFile(asked, outcome)
  }

  function showFile({ article, target }: Prepared, outcome: Outcome<ExportedFile> | null): void {
    if (outcome?.ok === true) {
      file.value = outcome.value
      report.value = issuesLine(article)
      if (target.format === 'html') page.value = offlinePreview(previewSource(outcome.value, text.value))
    } else
      report.value =
        outcome === null
          ? 'The draft could not be saved, so there is no file. Copy works.'
          : outcome.problem.what
  }

  /** Hands the file over. Returns true if it went somewhere. */
  async function save(): Promise<boolean> {
    const leaving = prepared
    if (file.value === null || leaving === null) return false
    const outcome = await host.saveFile(file.value)
    if (!outcome.ok) notices.problem(outcome.problem)
    if (!outcome.ok || outcome.value === null) return false
    notices.toast(`Saved as ${outcome.value}`)
    await keepExportedRevision(leaving)
    return true
  }

  async function copy(): Promise<void> {
    const leaving = prepared
    const outcome = await host.copyText(text.value)
    if (!outcome.ok) {
      notices.problem(outcome.problem)
      return
    }
    notices.toast('Copied.')
    if (leaving !== null) await keepExportedRevision(leaving)
  }

  return { ...state, prepare, reset: reset, save, copy }
})
