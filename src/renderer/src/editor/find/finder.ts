import { NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { DecorationSet, type EditorView } from '@tiptap/pm/view'
import { shallowReactive } from 'vue'
import { t } from '../../i18n.ts'
import { marksFor, showMarks } from './marks.ts'
import { type Match, matchesOf, matchPosition, replaceAll, replacedName } from './matches.ts'
import { NO_QUERY, patternFor, type Query } from './query.ts'
import { type TextMatch, MAX_MATCHES, scan } from './scan.ts'
import { hiddenWords } from './hidden.ts'
import { textsOf } from './texts.ts'
import { type PatternScan, scanInWorker } from './scanInWorker.ts'

/** How long the text must be unchanged before an open bar searches again. */
const SEARCH_DELAY_MS = 200

/** The state of the find bar. Reactive. */
export interface FindStatus {
  /** True while the bar is open. */
  open: boolean
  /** True if the bar shows the replacement field. */
  replacing: boolean
  query: Query
  /** How many matches there are, at most `MAX_MATCHES`. */
  count: number
  /** Number of the match that is selected, from 1; 0 for none. */
  current: number
  /** True if there are more matches than `count`. */
  more: boolean
  /** Why the query cannot be searched, for the writer; '' if it can. */
  problem: string
  /** What has the selected match where the text does not show it, and its words: those of a footnote; '' for others. */
  hidden: string
}

/** What a replacement of all matches has done. */
export interface Replaced {
  /** How many matches were replaced. */
  readonly count: number
  /** The old and the new name if the only speaker's name that changed is one whole name; null otherwise. */
  readonly names: readonly [from: string, to: string] | null
}

/**
 * Find and replace in an article: the bar (FindBar.vue) sets a query, the texts of the document (texts.ts) are searched for
 * its pattern (query.ts, scan.ts; a writer's own regular expression in a worker), and matches.ts maps what was found to the
 * document. A closed bar costs nothing; an open one searches again once the text has not changed for a moment.
 */
export class Finder {
  readonly status: FindStatus = shallowReactive({
    ...{
      open: false,
      replacing: false,
      query: NO_QUERY,
      count: 0,
      current: 0,
      more: false,
      problem: '',
      hidden: '',
    },
  })
  private view: EditorView | null = null
  private matches: readonly Match[] = []
  private isStale = true
  private timer: ReturnType<typeof setTimeout> | undefined
  /** Number of the latest search: the result of an older one is dropped. */
  private searchCount = 0
  private readonly scanPattern: PatternScan

  constructor(apart: PatternScan = scanInWorker) {
    this.scanPattern = apart
  }

  /** Called by the plugin after each update of the view. */
  readonly onUpdate = (view: EditorView, changed: boolean): void => {
    this.view = view
    if (!changed || !this.status.open) return
    this.isStale = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.search(false), SEARCH_DELAY_MS)
  }

  /** Opens the bar. The selected words become the query if they are short and in one block. */
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

  /** Closes the bar and focuses the text; the current match stays selected. */
  close(): void {
    this.status.open = false
    this.searchCount += 1
    clearTimeout(this.timer)
    this.matches = []
    if (this.view === null) return
    showMarks(this.view, DecorationSet.empty)
    this.view.focus()
  }

  /** Closes the bar if it is open. Returns false if it is not. */
  closeOpen(): boolean {
    const isOpen = this.status.open
    if (isOpen) this.close()
    return isOpen
  }

  /** Changes the query and selects the first match from the caret on. */
  async setQuery(change: Partial<Query>): Promise<void> {
    this.status.query = { ...this.status.query, ...change }
    this.isStale = true
    await this.search(true)
  }

  /** Selects the next match (1) or the one before (-1); wraps around at the ends. */
  async step(step: 1 | -1): Promise<void> {
    if (this.isStale) await this.search(false)
    const { count, current } = this.status
    if (count === 0) return
    this.show(current === 0 ? 0 : (current - 1 + step + count) % count)
  }

  /** Replaces the current match and selects the next. Does nothing in a read-only draft. */
  async replace(template: string): Promise<void> {
    if (this.isStale) await this.search(false)
    const match = this.matches[this.status.current - 1]
    if (match === undefined || this.view?.editable !== true) return
    const tr = replaceAll(this.view.state.tr, [match], template, this.status.query)
    const after = match.attribute === null ? tr.mapping.map(match.to) : tr.mapping.map(match.at + 1)
    this.change(tr)
    await this.search(true, after)
  }

  /** Replaces all matches in one undo step; nothing in a read-only draft. */
  async replaceAll(template: string): Promise<Replaced> {
    if (this.isStale) await this.search(false)
    const { matches, view } = this
    if (view?.editable !== true || matches.length === 0) return { count: 0, names: null }
    const tr = replaceAll(view.state.tr, matches, template, this.status.query)
    this.change(tr)
    await this.search(false)
    return { count: matches.length, names: replacedName(matches, tr) }
  }

  /** Dispatches a replacement; the matches are outdated then. */
  private change(tr: Transaction): void {
    if (tr.docChanged) this.view?.dispatch(tr)
    this.isStale = true
  }

  /**
   * Searches the document.
   * @param going true to select a match; false to count only, while the writer is elsewhere
   * @param from the position of the first match to select; the caret if absent
   */
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
    const searched = texts.map(({ text }) => text)
    const found = status.query.regex
      ? await this.scanPattern(pattern.source, pattern.flags, searched)
      : scan(pattern.source, pattern.flags, searched)
    // Outdated: the document or the query has changed, and another search follows.
    if (asked !== this.searchCount || this.view?.state.doc !== doc) return
    if (found === null) this.setMatches([], t('editor.find.tooSlow'))
    else this.showResult(matchesOf(texts, found), found, going, from ?? view.state.selection.from)
  }

  /** Stores a search's result and selects or highlights its first match from a position on. */
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

  /** Stores matches, or the problem that there are none for. */
  private setMatches(matches: readonly Match[], problem: string): void {
    this.isStale = false
    this.matches = matches
    Object.assign(this.status, { count: matches.length, current: 0, more: false, problem, hidden: '' })
    if (matches.length === 0) this.draw()
  }

  /** Draws the matches around the current one. */
  private draw(): void {
    const { view, matches, status } = this
    if (view !== null) showMarks(view, marksFor(view.state.doc, matches, status.current - 1))
  }

  /** Selects a match and scrolls it into view. */
  private show(index: number): void {
    const { view } = this
    const match = this.matches[index]
    if (view === null || match === undefined) return
    this.status.current = index + 1
    const { tr, doc } = view.state
    const node = doc.nodeAt(match.at)
    this.status.hidden = hiddenWords(node, match)
    if (match.attribute === null) tr.setSelection(TextSelection.create(doc, match.from, match.to))
    else if (node?.isInline === true) tr.setSelection(NodeSelection.create(doc, match.at))
    else tr.setSelection(TextSelection.near(doc.resolve(match.at + 1)))
    view.dispatch(tr.setMeta('addToHistory', false))
    this.draw()
    // ProseMirror scrolls to its selection only while it has the focus, which the bar has.
    view.dom
      .querySelector('.find-match.is-current, .find-block.is-found')
      ?.scrollIntoView({ block: 'center' })
  }
}
