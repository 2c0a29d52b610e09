import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { reportClause, type ReportEntry, reportLine } from '../../../../article/index.ts'
import { t } from '../../i18n.ts'
import { useNotices } from '../notices.ts'

/** What reading one file or paste changed, left out or guessed. */
export interface FileReport {
  /** The file's name; '' for a paste. */
  readonly name: string
  readonly entries: readonly ReportEntry[]
  /** Lets the writer choose another encoding, for a file whose encoding was guessed. */
  readonly changeEncoding?: (() => void) | undefined
}

/** Kinds that the notice names; the list has all of them. */
const MAX_CLAUSES = 3

/** Returns the entries of several files as those of one: counts added, the first place that any has. */
function merged(files: readonly FileReport[]): ReportEntry[] {
  const byKind = new Map<string, ReportEntry>()
  for (const entry of files.flatMap(({ entries }) => entries)) {
    const known = byKind.get(entry.kind)
    byKind.set(entry.kind, known === undefined ? entry : { ...known, count: known.count + entry.count })
  }
  return [...byKind.values()]
}

/** Returns a sentence with its first letter in upper case. */
const capitalised = (sentence: string): string =>
  sentence.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase())

/** Returns the notice: “3 comments left out, 1 formula kept as code.” */
function noticeText(files: readonly FileReport[]): string {
  const entries = merged(files)
  const clauses = entries.slice(0, MAX_CLAUSES).map(reportClause).join(', ')
  const more = entries.length - MAX_CLAUSES
  return capitalised(
    more > 0 ? t('stores.reading.more', { clauses, count: more }) : t('stores.reading.told', { clauses }),
  )
}

/** The report about what was last imported or pasted: one notice, whose button opens the list. */
export const useReadingReport = defineStore('readingReport', () => {
  const files = shallowRef<readonly FileReport[]>([])
  const isOpen = ref(false)
  /** Each line of the list, with the file it is about. */
  const lines = computed(() =>
    files.value.flatMap(({ name, entries }) => entries.map((entry) => ({ name, line: reportLine(entry) }))),
  )

  /**
   * Shows the notice, unless the reports are empty.
   * @param onShow called before the list opens: a paste selects the first place
   */
  function show(read: readonly FileReport[], onShow: () => void = () => undefined): void {
    const reports = read.filter(({ entries }) => entries.length > 0)
    if (reports.length === 0) return
    const [change, ...others] = reports.flatMap(({ changeEncoding }) => changeEncoding ?? [])
    const actions =
      change === undefined || others.length > 0 ? [] : [{ label: t('stores.reading.encoding'), run: change }]
    const openList = (): void => {
      onShow()
      files.value = reports
      isOpen.value = true
    }
    useNotices().question(
      noticeText(reports),
      '',
      [{ label: t('stores.reading.show'), run: openList }, ...actions],
      'reading-report',
    )
  }

  return { lines, isOpen, show }
})
