import { markRaw, ref, shallowRef } from 'vue'
import { parseArticle, type Article, type Metadata } from '../../../../article/index.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'
import type { OpenDraft as OpenedDraft } from '../../../../desk.ts'
import type { Clock } from '../../clock.ts'
import { createAutosave, type Autosave, type SaveState } from './autosave.ts'
import { createJournal, type AppendResult, type Journal } from './journal.ts'

export type { OpenedDraft }

/** What a draft may ask of the editor that has its document. */
export interface EditorHandle {
  /** The document now. Serialises it: at rest only. */
  read(): NodeJSON
  /** Renames somebody in every turn. */
  rename(from: string, to: string): void
}

/** What an open draft needs of the page. */
export interface DraftCallbacks {
  save(draft: OpenDraft): Promise<boolean>
  append(draft: OpenDraft, from: number, lines: string): Promise<AppendResult>
  /** The article was changed, by the writer or by what was read from the disk. */
  onChange(draft: OpenDraft): void
  readonly clock: Clock
}

let saveKeyCount = 0

/**
 * One draft on the page, from its opening to when the page leaves it: what is known of its file, its journal, its saving
 * and the way to its document. Asynchronous work captures it, and never asks again which draft is shown.
 * The document itself is not in here: it lives in the editor and is read at rest.
 */
export class OpenDraft {
  readonly id: string
  /** Names this opening: see `Desk.reopenDraft`. */
  readonly opening: string
  readonly summary
  readonly metadata
  /** The document as it was opened. */
  readonly openedDoc: NodeJSON
  /** The document that was put in place of the one on the page; null as long as none was. A new object each time. */
  readonly replacedDoc = shallowRef<NodeJSON | null>(null)
  readonly saveState = ref<SaveState>('saved')
  /** Who else is writing this draft; '' when it is ours. */
  readonly heldBy = ref('')
  /** While set, nothing can be typed: the draft is on its way to the trash. */
  readonly isFrozen = ref(false)
  readonly autosave: Autosave
  readonly journal: Journal
  /** Counts changes of the article. */
  changeCount = 0
  /** A reopening that is under way. */
  reopening: Promise<boolean> | null = null
  #isDisposed = false
  #baseRevision: string
  #saveKey: string
  #readDoc: () => NodeJSON
  #rename: EditorHandle['rename'] | null = null
  readonly #onChange: () => void

  constructor(opened: OpenedDraft, calls: DraftCallbacks) {
    const article = parseArticle(opened.article)
    this.id = opened.summary.id
    this.opening = opened.opening
    this.summary = shallowRef(opened.summary)
    this.metadata = shallowRef<Metadata>(article.metadata)
    this.openedDoc = article.doc
    this.heldBy.value = opened.heldBy ?? ''
    this.#baseRevision = opened.revision
    this.#saveKey = this.#newKey()
    this.#readDoc = () => article.doc
    this.#onChange = () => {
      calls.onChange(this)
    }
    const { clock } = calls
    this.autosave = createAutosave({
      save: () => calls.save(this),
      onState: (state) => (this.saveState.value = state),
      clock,
    })
    this.journal = createJournal({
      append: (from, lines) => calls.append(this, from, lines),
      nextLine: opened.nextLine,
      onJournalled: this.autosave.setJournalled,
      clock,
    })
    // Reactive in its own parts alone: nothing walks into journal or saving.
    markRaw(this)
  }

  /** Whether somebody else writes the draft: then the page changes nothing in it. */
  get isReadOnly(): boolean {
    return this.heldBy.value !== ''
  }

  /** False once the page has left this draft, or opened it anew. */
  isShown(): boolean {
    return !this.#isDisposed
  }

  /** The file's revision that the page's text goes back to. */
  get baseRevision(): string {
    return this.#baseRevision
  }

  /** Names the save over {@link baseRevision}: the same for every attempt until one is answered. */
  get saveKey(): string {
    return this.#saveKey
  }

  /** The file is at this revision now, and it is the page's own. */
  rebase(revision: string): void {
    if (revision === this.#baseRevision) return
    this.#baseRevision = revision
    this.#saveKey = this.#newKey()
  }

  /** The article as it stands this moment. Serialises the document: at rest only. */
  read(): Article {
    return { doc: this.#readDoc(), metadata: this.metadata.value }
  }

  /** The document is in an editor from now on. */
  attachEditor(editor: EditorHandle): void {
    this.#readDoc = () => editor.read()
    this.#rename = (from, to) => {
      editor.rename(from, to)
    }
  }

  /** Steps of the document, as JSON. On the key path. */
  recordSteps(steps: readonly unknown[]): void {
    this.journal.add(steps)
    this.touch()
  }

  /** Something changed that is to be saved. */
  touch(): void {
    this.changeCount += 1
    this.#onChange()
    this.autosave.touch()
  }

  /** Changes parts of the metadata, unless the draft is only read. */
  setMetadata(change: Partial<Metadata>): void {
    if (this.isReadOnly) return
    this.metadata.value = { ...this.metadata.value, ...change }
    this.journal.add({ metadata: this.metadata.value })
    this.touch()
  }

  /** Puts an article in place of what is there, unless the draft is only read: one undoable step, its metadata along. */
  restore({ doc, metadata }: Article): void {
    if (this.isReadOnly) return
    this.setMetadata(metadata)
    this.#readDoc = () => doc
    // The editor, where there is one, takes the document from here and attaches itself again.
    this.replacedDoc.value = doc
  }

  rename(from: string, to: string): void {
    this.#rename?.(from, to)
  }

  /** Saves what is pending. Returns true if everything is on the disk. */
  saveNow(): Promise<boolean> {
    return this.autosave.flush()
  }

  /** The page has left this draft: nothing of it is saved or sent any more. */
  dispose(): void {
    this.#isDisposed = true
    this.autosave.stop()
    this.journal.stop()
  }

  #newKey(): string {
    saveKeyCount += 1
    return `${this.opening}-${saveKeyCount.toString(36)}${Math.random().toString(36).slice(2, 8)}`
  }
}
