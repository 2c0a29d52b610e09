import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { DecorationSet, type EditorView } from '@tiptap/pm/view'
import { shallowReactive } from 'vue'
import { t } from '../../i18n.ts'
import { marksFor, showMarks } from './marks.ts'
import { type Match, matchesOf, matchPosition, replaceAll } from './matches.ts'
import { NO_QUERY, patternFor, type Query } from './query.ts'
import { type TextMatch, MAX_MATCHES, scan } from './scan.ts'
import { textsOf } from './texts.ts'
import { type PatternScan, scanInWorker } from './scanInWorker.ts'

/** Milliseconds without an edit before an open bar looks again. */
const SEARCH_DELAY_MS = 200

/** What the find bar shows. */
export interface FindStatus {
  open: boolean
  /** Whether the bar offers to replace. */
  replacing: boolean
  query: Query
  count: number
  /** Which match is shown, from 1; 0 for none. */
  current: number
  /** Whether there are more than are counted. */
  more: boolean
  /** Why nothing can be found; '' when there is no reason. */
  problem: string
}

/**
 * Finding and replacing in an article. The editor's plugin tells it of changes; a closed bar costs nothing, an open one
 * looks anew at rest.
 */
export class Finder {
  readonly status: FindStatus = shallowReactive({
    ...{ open: false, replacing: false, query: NO_QUERY, count: 0, current: 0, more: false, problem: '' },
  })
  private view: EditorView | null = null
  private matches: readonly Match[] = []
  private isStale = true
  private timer: ReturnType<typeof setTimeout> | undefined
  /** Counts searches: an answer to an older one is dropped. */
  private searchCount = 0
  private readonly scanPattern: PatternScan

  constructor(apart: PatternScan = scanInWorker) {
    this.scanPattern = apart
  }

  /** Called by the plugin after each transaction. */
  readonly onUpdate = (view: EditorView, changed: boolean): void => {
    this.view = view
    if (!changed || !this.status.open) return
    this.isStale = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.search(false), SEARCH_DELAY_MS)
  }

  /** Opens the bar: with the words that are selected, if they are a few. */
  open(replacing: boolean): void {
    const { status, view } = this
    status.replacing = replacing || (status.open && status.replacing)
    status.open = true
    const { selection, doc } = view?.state ?? { selection: null, doc: null }
    if (selection instanceof TextSelection && selection.$from.sameParent(selection.$to) && !selection.empty) {
      const words = doc?.textBetween(selection.from, selection.to) ?? ''
      if (words.length <= 200) status.query = { ...status.query, text: words, regex: false }
    }
    this.isStale = true
    void this.search(true)
  }

  /** Closes the bar; the match that was shown stays selected. */
  close(): void {
    this.status.open = false
    this.searchCount += 1
    clearTimeout(this.timer)
    this.matches = []
    if (this.view === null) return
    showMarks(this.view, DecorationSet.empty)
    this.view.focus()
  }

  /** Looks for something else, from the caret on. */
  async setQuery(change: Partial<Query>): Promise<void> {
    this.status.query = { ...this.status.query, ...change }
    this.isStale = true
    await this.search(true)
  }

  /** Goes to the next match (1) or the one before (-1), around the ends. */
  async step(step: 1 | -1): Promise<void> {
    if (this.isStale) await this.search(false)
    const { count, current } = this.status
    if (count === 0) return
    this.show(current === 0 ? 0 : (current - 1 + step + count) % count)
  }

  /** Replaces the match that is shown and goes to the next. */
  async replace(template: string): Promise<void> {
    if (this.isStale) await this.search(false)
    const match = this.matches[this.status.current - 1]
    if (match === undefined || this.view?.editable !== true) return
    const tr = replaceAll(this.view.state.tr, [match], template, this.status.query)
    const after = match.attribute === null ? tr.mapping.map(match.to) : match.at + 1
    this.change(tr)
    await this.search(true, after)
  }

  /** Replaces every match, in one step. Returns how many there were; 0 where the draft is only read. */
  async replaceAll(template: string): Promise<number> {
    if (this.isStale) await this.search(false)
    const { matches, view } = this
    if (view?.editable !== true || matches.length === 0) return 0
    this.change(replaceAll(view.state.tr, matches, template, this.status.query))
    await this.search(false)
    return matches.length
  }

  private change(tr: Transaction): void {
    if (tr.docChanged) this.view?.dispatch(tr)
    this.isStale = true
  }

  /** Searches. Goes to the first match from `from` on, or only counts when the writer is elsewhere. */
  private async search(going: boolean, from?: number): Promise<void> {
    clearTimeout(this.timer)
    const { view, status } = this
    if (view === null || !status.open) return
    const asked = (this.searchCount += 1)
    const { doc } = view.state
    const pattern = patternFor(status.query)
    if (pattern === null || 'problem' in pattern) {
      this.setMatches([], pattern?.problem ?? '')
      return
    }
    const texts = textsOf(doc)
    const given = texts.map(({ text }) => text)
    const found = status.query.regex
      ? await this.scanPattern(pattern.source, pattern.flags, given)
      : scan(pattern.source, pattern.flags, given)
    // Written or asked anew meanwhile: that search follows.
    if (asked !== this.searchCount || this.view?.state.doc !== doc) return
    if (found === null) this.setMatches([], t('editor.find.tooSlow'))
    else this.showResult(matchesOf(texts, found), found, going, from ?? view.state.selection.from)
  }

  private showResult(
    matches: readonly Match[],
    found: readonly TextMatch[],
    going: boolean,
    from: number,
  ): void {
    this.setMatches(matches, '')
    this.status.more = found.length === MAX_MATCHES
    const next = matches.findIndex((match) => matchPosition(match) >= from)
    const index = matches.length === 0 ? -1 : Math.max(0, next)
    this.status.current = index + 1
    if (going && index >= 0) this.show(index)
    else this.draw()
  }

  private setMatches(matches: readonly Match[], problem: string): void {
    this.isStale = false
    this.matches = matches
    Object.assign(this.status, { count: matches.length, current: 0, more: false, problem })
    if (matches.length === 0) this.draw()
  }

  private draw(): void {
    const { view, matches, status } = this
    if (view !== null) showMarks(view, marksFor(view.state.doc, matches, status.current - 1))
  }

  /** Shows a match: selected, so that closing the bar leaves the caret there, and in sight. */
  private show(index: number): void {
    const { view } = this
    const match = this.matches[index]
    if (view === null || match === undefined) return
    this.status.current = index + 1
    const { tr, doc } = view.state
    if (match.attribute === null) tr.setSelection(TextSelection.create(doc, match.from, match.to))
    else tr.setSelection(TextSelection.near(doc.resolve(match.at + 1)))
    view.dispatch(tr.setMeta('addToHistory', false))
    this.draw()
    // ProseMirror scrolls to its selection only while it has the focus, which the bar has.
    view.dom
      .querySelector('.find-match.is-current, .find-block.is-found')
      ?.scrollIntoView({ block: 'center' })
  }
}
