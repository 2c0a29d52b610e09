import { markRaw, ref, shallowRef } from 'vue'
import { parseArticle, withHeadline, type Article, type Metadata } from '../../../../article/index.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'
import type { OpenDraft as OpenedDraft } from '../../../../desk.ts'
import type { Clock } from '../../clock.ts'
import { createAutosave, type Autosave, type Pace, type SaveState } from './autosave.ts'
import { createJournal, type AppendResult, type Journal } from './journal.ts'

export type { OpenedDraft }

/** What a draft asks of the editor that shows its document. */
export interface EditorHandle {
  /** Returns the document as it is now. Serialises it: at rest only. */
  read(): NodeJSON
  /** Renames a person in every turn. */
  rename(from: readonly string[], to: string): void
  /** Replaces the headline in one step that undo takes back. @param text a single line */
  setHeadline(text: string): void
}

/** What an open draft calls on the page. */
export interface DraftCallbacks {
  /** Saves the draft. Returns true if it reached the disk. */
  save(draft: OpenDraft): Promise<boolean>
  /** Appends journal lines; `from` is the number of the first. */
  append(draft: OpenDraft, from: number, lines: string): Promise<AppendResult>
  /** The article has changed: something was typed, or replaced. */
  onChange(draft: OpenDraft): void
  /** Lets the fields of the page write what is typed into them. @param isLeaving the page leaves the draft */
  writeTyped?: ((isLeaving: boolean) => void) | undefined
  readonly clock: Clock
  /** Returns how soon the writer wants changes saved. */
  readonly pace?: (() => Pace) | undefined
}

/** Counts the save keys of this page. */
let saveKeyCount = 0

/**
 * One draft on the page, from its opening until the page leaves it: its revision, metadata, autosave, journal and the way to
 * its document. Asynchronous work captures this object and never asks again which draft is in sight. Opened anew, the same
 * draft is another OpenDraft.
 *
 * The document itself is not in here: it lives in the editor, is not reactive, and is read at rest.
 */
export class OpenDraft {
  readonly id: string
  /** Identifies this opening (see `Desk.reopenDraft`); '' if it was opened read only. */
  readonly opening: string
  /** Title, state and counts, as the library lists them. */
  readonly summary
  /** The article's metadata: reactive, unlike the document. */
  readonly metadata
  /** The document as it was opened. */
  readonly openedDoc: NodeJSON
  /** The document that last replaced the whole document; null if none did. A new object each time. */
  readonly replacedDoc = shallowRef<NodeJSON | null>(null)
  readonly saveState = ref<SaveState>('saved')
  /** Who else has the draft open for writing; '' if this page has. */
  readonly lockedBy = ref('')
  /** While true, nothing can be typed: the draft is being moved to the trash. */
  readonly isFrozen = ref(false)
  readonly autosave: Autosave
  readonly journal: Journal
  /** Counts changes of the article, so that work can tell whether something was typed meanwhile. */
  changeCount = 0
  /** The reopening that is under way; null for none. */
  reopening: Promise<boolean> | null = null
  #isDisposed = false
  #baseRevision: string
  #saveKey: string
  #readDoc: () => NodeJSON
  #editor: Pick<EditorHandle, 'rename' | 'setHeadline'> | null = null
  readonly #onChange: () => void
  readonly #writeTyped: (isLeaving: boolean) => void

  constructor(opened: OpenedDraft, calls: DraftCallbacks) {
    const article = parseArticle(opened.article)
    this.id = opened.summary.id
    this.opening = opened.opening
    this.summary = shallowRef(opened.summary)
    this.metadata = shallowRef<Metadata>(article.metadata)
    this.openedDoc = article.doc
    this.lockedBy.value = opened.lockedBy ?? ''
    this.#baseRevision = opened.revision
    this.#saveKey = this.#newKey()
    this.#readDoc = () => article.doc
    this.#onChange = () => {
      calls.onChange(this)
    }
    this.#writeTyped = (isLeaving) => calls.writeTyped?.(isLeaving)
    const { clock, pace } = calls
    this.autosave = createAutosave({
      save: () => calls.save(this),
      onState: (state) => (this.saveState.value = state),
      clock,
      ...(pace === undefined ? {} : { pace }),
    })
    this.journal = createJournal({
      append: (from, lines) => calls.append(this, from, lines),
      nextLine: opened.nextLine,
      onJournalled: this.autosave.setJournalled,
      clock,
    })
    // Only its refs are reactive: Vue must not proxy the journal and the autosave.
    markRaw(this)
  }

  /** True if somebody else has the draft open for writing: then this page changes nothing in it. */
  get isReadOnly(): boolean {
    return this.lockedBy.value !== ''
  }

  /** Returns false once the page has left this draft, or opened it anew. */
  isShown(): boolean {
    return !this.#isDisposed
  }

  /** The revision of the file that the page's text is based on. */
  get baseRevision(): string {
    return this.#baseRevision
  }

  /** Identifies the next save to the desk: the same key for every attempt until one is answered. */
  get saveKey(): string {
    return this.#saveKey
  }

  /** The page's text is saved as this revision. */
  rebase(revision: string): void {
    if (revision === this.#baseRevision) return
    this.#baseRevision = revision
    this.#saveKey = this.#newKey()
  }

  /** Returns the article as it is now. Serialises the document: at rest only. */
  read(): Article {
    return { doc: this.#readDoc(), metadata: this.metadata.value }
  }

  /** The document is in an editor from now on. */
  attachEditor(editor: EditorHandle): void {
    this.#readDoc = () => editor.read()
    this.#editor = editor
  }

  /** Steps of the document, as JSON. On the key path. */
  recordSteps(steps: readonly unknown[]): void {
    this.journal.add(steps)
    this.touch()
  }

  /** Something has changed and must be saved. On the key path. */
  touch(): void {
    this.changeCount += 1
    this.#onChange()
    this.autosave.touch()
  }

  /** Changes parts of the metadata. Does nothing while the draft is read only. */
  setMetadata(change: Partial<Metadata>): void {
    if (this.isReadOnly) return
    this.metadata.value = { ...this.metadata.value, ...change }
    this.journal.add({ metadata: this.metadata.value })
    this.touch()
  }

  /** Replaces the whole article in one undoable step, metadata included. Does nothing while the draft is read only. */
  restore({ doc, metadata }: Article): void {
    if (this.isReadOnly) return
    this.setMetadata(metadata)
    this.#readDoc = () => doc
    // An editor that is open shows this document and attaches itself again.
    this.replacedDoc.value = doc
  }

  /** Renames a person in every turn, if an editor is open. @param from the spellings of the name */
  rename(from: readonly string[], to: string): void {
    this.#editor?.rename(from, to)
  }

  /** Replaces the headline, which is the draft's title. Does nothing while the draft is read only. @param text a single line */
  setHeadline(text: string): void {
    if (this.isReadOnly) return
    if (this.#editor !== null) this.#editor.setHeadline(text)
    else this.restore(withHeadline(this.read(), text))
  }

  /**
   * Lets the fields of the page write what is typed into them, as long as they are this draft's.
   * @param isLeaving the page leaves the draft: forms that stay open at a save write too, and close
   */
  writeTyped(isLeaving = false): void {
    if (!this.#isDisposed) this.#writeTyped(isLeaving)
  }

  /**
   * Saves what is pending, also what is only in a field. Returns true if everything is on the disk.
   * @param isLeaving the page leaves the draft if this succeeds
   */
  async saveNow(isLeaving = false): Promise<boolean> {
    for (;;) {
      this.writeTyped(isLeaving)
      if (!this.autosave.isDirty) return true
      if (!(await this.autosave.flush())) return false
    }
  }

  /** The page has left this draft: nothing of it is saved or sent from now on. */
  dispose(): void {
    this.#isDisposed = true
    this.autosave.stop()
    this.journal.stop()
  }

  /** Unique across pages and restarts: it contains the opening's id and chance. */
  #newKey(): string {
    saveKeyCount += 1
    return `${this.opening}-${saveKeyCount.toString(36)}${Math.random().toString(36).slice(2, 8)}`
  }
}
