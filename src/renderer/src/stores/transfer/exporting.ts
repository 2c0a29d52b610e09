import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import {
  findings,
  type HeadFields,
  targetById,
  type Article,
  type Target,
  withHeadFields,
} from '../../../../article/index.ts'
import { endingOf } from '../../../../contract/host/documents.ts'
import type { ExportedFile, Outcome } from '../../../../desk.ts'
import { desk, host } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { useDraft, type OpenDraft } from '../draft.ts'
import { useNotices } from '../notices.ts'
import { fileReport, watchExport } from './exportReport.ts'
import { useSettings } from '../settings.ts'
import { keepExportedVersion, savedName, useLastExports } from './lastExports.ts'
import { usePrinting } from './printing.ts'
import { richCopy } from './richCopy.ts'
import { showFileActions } from './savedFile.ts'

/** The id of the PDF among the forms that the dialog offers. No target: the page itself is printed. */
export const PDF = 'pdf'

/** One line about what to check before the article goes out. */
function issuesLine(article: Article): string {
  const issues = findings(article)
  const [first] = issues
  if (first === undefined) return t('stores.export.noIssues')
  return t('stores.export.issues', { count: issues.length, first: first.what })
}

/** One target of one draft, as the draft was when the dialog or the command asked for it. */
interface Prepared {
  readonly draft: OpenDraft
  readonly target: Target
  readonly article: Article
  /** It was saved or copied already, so its version is in the history. */
  isExported: boolean
}

/** Saves the draft and returns a target's file of what is on the disk; null if the draft could not be saved. */
async function makeFile({ draft, target }: Prepared): Promise<Outcome<ExportedFile> | null> {
  return (await draft.saveNow()) ? desk.exportDraft(draft.id, target.id) : null
}

/** Keeps a version of an article that has gone out, once. */
async function keepOnce(prepared: Prepared): Promise<void> {
  if (prepared.isExported) return
  prepared.isExported = true
  await keepExportedVersion(prepared.draft.id, prepared.article)
}

/** Words of the notice after an export. */
type Say = (place: string) => string

/** Saves a file where the writer chooses. Returns true if it was saved, false if not or cancelled. */
async function saveFile(prepared: Prepared, file: ExportedFile, say: Say): Promise<boolean> {
  const outcome = await host.saveFile(file)
  if (!outcome.ok) useNotices().problem(outcome.problem)
  if (!outcome.ok || outcome.value === null) return false
  const { draft, target } = prepared
  useNotices().toast(say(outcome.value), showFileActions(outcome.value))
  useLastExports().note(draft.id, { way: 'file', target: target.id, name: savedName(outcome.value) })
  await keepOnce(prepared)
  return true
}

/** Returns which fields of the head the writer wants in what is copied for a CMS. */
function headFields(): HeadFields {
  const { copyHeadline, copyStandfirst } = useSettings().settings
  return { headline: copyHeadline, standfirst: copyStandfirst }
}

/** Returns a target's text as it is copied. */
function textOf({ target, article }: Pick<Prepared, 'target' | 'article'>): string {
  return target.write(target.hasOptionalHead === true ? withHeadFields(article, headFields()) : article)
}

/** Copies an article to the clipboard: a target's text, or formatted text for a CMS with plain text beside it. */
async function copyArticle(prepared: Prepared, isRich: boolean, notice: string): Promise<void> {
  const rich = isRich ? richCopy(prepared.article, headFields()) : null
  const outcome =
    rich === null ? await host.copyText(textOf(prepared)) : await host.copyRich(rich.text, rich.html)
  if (!outcome.ok) {
    useNotices().problem(outcome.problem)
    return
  }
  const count = rich?.photos ?? 0
  useNotices().toast(count === 0 ? notice : `${notice} ${t('stores.export.photosLeftOut', { count })}`)
  useLastExports().note(prepared.draft.id, { way: 'clipboard', target: prepared.target.id, isRich })
  await keepOnce(prepared)
}

/** Exports a draft as it was exported last, if it was. */
async function repeatExport(draft: OpenDraft): Promise<void> {
  const last = useLastExports().get(draft.id)
  if (last?.way === 'pdf') return usePrinting().savePdf(last.paper, last.name)
  const target = targetById(last?.target ?? '')
  draft.writeTyped()
  if (last === undefined || target === undefined) return
  const form = target.label()
  const prepared = { draft, target, article: draft.read(), isExported: false }
  if (last.way === 'clipboard')
    return copyArticle(prepared, last.isRich === true, t('stores.export.copiedAgain', { form }))
  // If the draft could not be saved, a notice says so already.
  const outcome = await makeFile(prepared)
  if (outcome?.ok === false) useNotices().problem(outcome.problem)
  if (outcome?.ok !== true) return
  const { value: file } = outcome
  // A draft that has pictures by now may leave as a zip, to which the earlier name does not belong.
  const name = endingOf(file.name) === endingOf(last.name) ? last.name : file.name
  await saveFile(prepared, { ...file, name }, (place) => t('stores.export.savedAgain', { form, name: place }))
}

/** What the dialog shows. It is exactly what is saved or copied. */
function exportingState() {
  return {
    /** The text as shown and copied; pictures are named, not embedded. */
    text: ref(''),
    /** What the page is made of: the article as it was when the dialog asked for it; null before. */
    prepared: shallowRef<Prepared | null>(null),
    /** What to check first, or why there is no file. */
    report: ref(''),
    /** The file to save; null until it is ready. */
    file: shallowRef<ExportedFile | null>(null),
  }
}

type State = ReturnType<typeof exportingState>

/** Empties the dialog. */
function clear({ text, prepared, report, file }: State): void {
  prepared.value = null
  file.value = null
  text.value = report.value = ''
}

/** Shows the desk's answer. @param outcome null if the draft could not be saved */
function showFile(
  { report, file }: State,
  { article }: Prepared,
  outcome: Outcome<ExportedFile> | null,
): void {
  if (outcome === null) report.value = t('stores.export.notSaved')
  else if (!outcome.ok) report.value = outcome.problem.what
  else {
    file.value = outcome.value
    report.value = `${fileReport(outcome.value)} ${issuesLine(article)}`
  }
}

/**
 * The draft in sight in the form of one target, for the export dialog: prepared when the dialog asks, saved or copied, and
 * kept as a version in the history whenever it has gone out.
 */
export const useExporting = defineStore('exporting', () => {
  const state = exportingState()
  const { prepared } = state
  let isRepeating = false
  let cancelling: Promise<unknown> = Promise.resolve()

  /** Drops what was prepared: the dialog was closed. */
  function reset(): void {
    // Ends an export that is still preparing its pictures.
    if (prepared.value !== null && state.file.value === null)
      cancelling = desk.cancelExport(prepared.value.draft.id)
    clear(state)
  }

  /** Saves the draft and prepares a target of what is on the disk. @param id the target's; `PDF` has no file to prepare */
  async function prepare(id: string): Promise<void> {
    reset()
    const target = targetById(id)
    const draft = useDraft().shown
    draft?.writeTyped()
    if (id === PDF && draft !== null) state.report.value = issuesLine(draft.read())
    if (target === undefined || draft === null) return
    const article = draft.read()
    const requested = (prepared.value = { draft, target, article, isExported: false })
    showText()
    state.report.value = t('stores.export.preparing')
    await cancelling
    const endWatch = watchExport(draft.id, (line) => {
      if (prepared.value === requested) state.report.value = line
    })
    const outcome = await makeFile(requested).finally(endWatch)
    // Another target or draft may be requested by now, or the dialog closed.
    if (prepared.value === requested) showFile(state, requested, outcome)
  }

  /** Saves the file where the writer chooses. Returns true if it was saved, false if not or cancelled. */
  async function save(): Promise<boolean> {
    if (state.file.value === null || prepared.value === null) return false
    return saveFile(prepared.value, state.file.value, (name) => t('stores.export.savedAs', { name }))
  }

  /** Shows the text as it would be copied now: the writer may have ticked other fields. */
  function showText(): void {
    state.text.value = prepared.value === null ? '' : textOf(prepared.value)
  }

  /** Copies the target's text to the clipboard. */
  async function copy(): Promise<void> {
    if (prepared.value !== null) await copyArticle(prepared.value, false, t('stores.export.copied'))
  }

  /** Copies the article as formatted text, for a CMS or a document, with plain text beside it. */
  async function copyRich(): Promise<void> {
    if (prepared.value !== null) await copyArticle(prepared.value, true, t('stores.export.copiedRich'))
  }

  /**
   * Exports a draft (by default the one in sight) as it was exported last on this page: the same target, saved under the
   * same name where the writer chooses, copied, or printed on the same paper. The notice says which. Does nothing for a
   * draft that this page has not exported, or while another such export is under way.
   */
  async function exportAgain(draft: OpenDraft | null = useDraft().shown): Promise<void> {
    if (draft === null || isRepeating) return
    isRepeating = true
    await repeatExport(draft).finally(() => {
      isRepeating = false
    })
  }

  return { ...state, prepare, reset, save, showText, copy, copyRich, exportAgain }
})
