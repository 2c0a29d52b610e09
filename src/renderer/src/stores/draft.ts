import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import {
  articleFrom,
  compactArticle,
  parseArticle,
  person,
  stringifyArticle,
  type Article,
  type Metadata,
  type Person,
} from '../../../article/index.ts'
import type { NodeJSON } from '../../../blocks/node.ts'
import type {
  DraftSummary,
  OpenDraft,
  Outcome,
  PictureNotes,
  Problem,
  ProblemCode,
  StoredImage,
} from '../../../desk.ts'
import { desk } from '../desk.ts'
import { createAutosave, type Autosave, type SaveState } from './autosave.ts'
import { createJournal, type Journal } from './journal.ts'
import { useLibrary } from './library.ts'
import { useNotices, type NoticeAction } from './notices.ts'
import { useSettings } from './settings.ts'

/** What the draft may ask of the editor that holds its document. */
export interface EditorHandle {
  /** The document now. Serialises it: at rest only. */
  read(): NodeJSON
  /** Renames somebody in every turn. */
  rename(from: string, to: string): void
}

/** What the draft on the page consists of. The document is not in here: it lives in the editor, read at rest. */
function draftState() {
  const summary = shallowRef<DraftSummary | null>(null)
  return {
    summary,
    id: computed(() => summary.value?.id ?? null),
    /** The document as it was opened or replaced; the editor takes it from here. A new object each time. */
    opened: shallowRef<NodeJSON | null>(null),
    metadata: shallowRef<Metadata | null>(null),
    saveState: ref<SaveState>('saved'),
    /** Counts changes, so that what is derived from the text can follow at rest. */
    edits: ref(0),
    opening: ref(false),
    /** Who else is writing this draft; '' when it is ours. */
    heldBy: ref(''),
    inner: {
      revision: '',
      readDoc: (): NodeJSON | null => null,
      rename: null as EditorHandle['rename'] | null,
      autosave: null as Autosave | null,
      journal: null as Journal | null,
    },
  }
}

type DraftState = ReturnType<typeof draftState>

/** The article as it stands this moment. Serialises the document: at rest only. */
function currentOf(state: DraftState): Article | null {
  const doc = state.inner.readDoc()
  return doc === null || state.metadata.value === null ? null : { doc, metadata: state.metadata.value }
}

function take(state: DraftState, draft: OpenDraft, save: () => Promise<boolean>): void {
  const article = parseArticle(draft.article)
  const { inner } = state
  inner.autosave?.stop()
  const autosave = createAutosave({ save, onState: (now) => (state.saveState.value = now) })
  inner.autosave = autosave
  inner.journal = createJournal({
    append: async (base, lines) => (await desk.appendJournal(draft.summary.id, base, lines)).ok,
    onTaken: autosave.journalled,
  })
  inner.journal.begin(draft.revision)
  inner.revision = draft.revision
  inner.readDoc = () => article.doc
  state.metadata.value = article.metadata
  state.opened.value = article.doc
  state.summary.value = draft.summary
  state.heldBy.value = draft.heldBy ?? ''
  state.saveState.value = 'saved'
  state.edits.value += 1
  useSettings().set({ lastDraft: draft.summary.id })
  const notices = useNotices()
  notices.clear('save')
  for (const text of draft.notices) notices.note(text)
}

/** What a version is called that gave way to another one: named, so that it is kept for ever. */
const SET_ASIDE = 'Yours, when you took the other version'

/** Keeps an article that could not be saved as a version of the draft that is there instead; that one stays. */
async function intoHistory(mine: Article, theirs: OpenDraft): Promise<Outcome<OpenDraft>> {
  const { id } = theirs.summary
  const over = await desk.saveDraft(id, stringifyArticle(mine, 0), theirs.revision)
  if (!over.ok) return over
  const kept = await desk.keepRevision(id, 'named', SET_ASIDE)
  const back = await desk.saveDraft(id, theirs.article, over.value.revision)
  if (!kept.ok) return kept
  return back.ok ? { ok: true, value: { ...theirs, ...back.value } } : back
}

/** The page no longer shows the draft: the desk may put it to rest. */
function leave(state: DraftState): void {
  if (state.id.value !== null) void desk.closeDraft(state.id.value)
}

/** What a writer may do when the file is not the one that was read: each keeps both versions. */
function choosing(state: DraftState, save: () => Promise<boolean>) {
  const library = useLibrary()
  const notices = useNotices()

  /** Goes on in a new draft. */
  async function keepCopy(): Promise<void> {
    const article = currentOf(state)
    if (article === null || state.summary.value === null) return
    const edits = state.edits.value
    const outcome = await desk.saveCopy(state.summary.value.id, stringifyArticle(article))
    if (!outcome.ok) {
      notices.tell(outcome.problem, [], 'save')
      return
    }
    // What was typed meanwhile goes along.
    const typedOn = state.edits.value === edits ? null : currentOf(state)
    const words = typedOn === null ? outcome.value.article : stringifyArticle(typedOn, 0)
    leave(state)
    take(state, { ...outcome.value, article: words }, save)
    if (typedOn !== null) state.inner.autosave?.touch()
    await library.load()
  }

  /** Goes on with the version that is there. */
  async function takeOther(): Promise<void> {
    const mine = currentOf(state)
    if (mine === null || state.id.value === null) return
    const outcome = await desk.openDraft(state.id.value)
    if (!outcome.ok) {
      notices.tell(outcome.problem, [], 'save')
      return
    }
    const kept = await intoHistory(mine, outcome.value)
    // The draft was open before, too.
    leave(state)
    if (!kept.ok) {
      notices.tell(kept.problem, [{ label: 'Keep mine as a copy', run: () => void keepCopy() }], 'save')
      return
    }
    take(state, kept.value, save)
    notices.say('The other version is here. Yours is in the history, under a name.')
  }

  return { keepCopy, takeOther }
}

/** Saving, and what to do when a save is refused: the text stays on the page, the writer decides. */
function saving(state: DraftState) {
  const library = useLibrary()
  const notices = useNotices()
  const { keepCopy, takeOther } = choosing(state, () => save())

  /** One save; answers the file's new revision, or null when it was refused. */
  async function saveOnce(noted: number): Promise<string | null> {
    const article = currentOf(state)
    const { summary, inner } = state
    if (article === null || summary.value === null) return null
    const text = compactArticle(article)
    const outcome = await desk.saveDraft(summary.value.id, text, inner.revision, noted)
    if (!outcome.ok) {
      refused(outcome.problem)
      return null
    }
    inner.revision = outcome.value.revision
    summary.value = outcome.value.summary
    library.note(outcome.value.summary)
    notices.clear('save')
    return inner.revision
  }

  async function save(): Promise<boolean> {
    let reached = false
    await state.inner.journal?.around(async (noted) => {
      const revision = await saveOnce(noted)
      reached = revision !== null
      return revision
    })
    return reached
  }

  function refused(problem: Problem): void {
    const copy = { label: 'Keep mine as a copy', run: () => void keepCopy() }
    const other = { label: 'Take the other version', run: () => void takeOther() }
    const ways: Partial<Record<ProblemCode, NoticeAction[]>> = {
      'changed-outside': [copy, other],
      'not-found': [copy],
      locked: [copy],
    }
    notices.tell(problem, ways[problem.code] ?? [], 'save')
  }

  /** Saves what is pending; says no when it cannot be saved, so that nobody leaves a draft that is only on the page. */
  const settle = async (): Promise<boolean> => (await state.inner.autosave?.flush()) ?? true
  const dirty = (): boolean => state.inner.autosave?.dirty ?? false

  return { save, settle, dirty, keepCopy }
}

/** Opening, creating and closing. The draft before is saved first; when that fails it stays. */
function opening(state: DraftState, { save, settle }: ReturnType<typeof saving>) {
  const notices = useNotices()

  /** `quietly` says nothing when the draft cannot be opened: nobody asked for it by hand. */
  async function open(target: string, { quietly = false } = {}): Promise<boolean> {
    if (target === state.id.value) return true
    if (!(await settle())) return false
    state.opening.value = true
    const outcome = await desk.openDraft(target)
    state.opening.value = false
    if (outcome.ok) {
      leave(state)
      take(state, outcome.value, save)
    } else if (!quietly) notices.tell(outcome.problem)
    return outcome.ok
  }

  /** A new draft of an article (empty unless given), opened. Answers its id, or null. */
  async function create(article: Article = articleFrom({})): Promise<string | null> {
    if (!(await settle())) return null
    const outcome = await desk.createDraft(stringifyArticle(article))
    if (!outcome.ok) {
      notices.tell(outcome.problem)
      return null
    }
    useLibrary().note(outcome.value.summary)
    leave(state)
    take(state, outcome.value, save)
    return outcome.value.summary.id
  }

  /** Closes the draft on the page without touching its file (it went to the trash). */
  function close(): void {
    state.inner.autosave?.stop()
    state.inner.autosave = null
    state.inner.journal = null
    state.inner.readDoc = () => null
    state.summary.value = null
    state.metadata.value = null
    state.opened.value = null
    state.saveState.value = 'saved'
    notices.clear('save')
    useSettings().set({ lastDraft: '' })
  }

  return { open, create, close }
}

/** Changes of the article on the page. */
function editing(state: DraftState) {
  function changed(): void {
    state.edits.value += 1
    state.inner.autosave?.touch()
  }

  /** Steps of the document, as JSON: noted for the journal. On the key path. */
  function typed(steps: readonly unknown[]): void {
    state.inner.journal?.add(steps)
    changed()
  }

  function attach(editor: EditorHandle): void {
    state.inner.readDoc = () => editor.read()
    state.inner.rename = (from, to) => {
      editor.rename(from, to)
    }
  }

  function setMetadata(change: Partial<Metadata>): void {
    if (state.metadata.value === null) return
    state.metadata.value = { ...state.metadata.value, ...change }
    state.inner.journal?.add({ metadata: state.metadata.value })
    changed()
  }

  /** Puts an article in place of what is there: one undoable step, its metadata along. */
  function restore(article: Article): void {
    state.metadata.value = article.metadata
    state.inner.journal?.add({ metadata: article.metadata })
    state.opened.value = article.doc
    state.inner.readDoc = () => article.doc
    changed()
  }

  /** As {@link restore}, for an article that does not say who wrote it: a paste into an empty draft. */
  function replace(article: Article): void {
    const byline = article.metadata.byline || (state.metadata.value?.byline ?? '')
    restore({ ...article, metadata: { ...article.metadata, byline } })
  }

  return { changed, typed, attach, setMetadata, replace, restore, ...casting(state, setMetadata) }
}

/** Changes of the article's cast. */
function casting(state: DraftState, setMetadata: (change: Partial<Metadata>) => void) {
  const castNow = (): readonly Person[] => state.metadata.value?.cast ?? []

  function joinCast(name: string): void {
    if (name !== '' && !castNow().some((known) => known.name === name))
      setMetadata({ cast: [...castNow(), person(name)] })
  }

  /** Changes somebody of the cast; a new name is a new name in every turn, and an existing one joins the two. */
  function setPerson(index: number, change: Partial<Person>): void {
    const cast = castNow()
    const before = cast[index]
    if (before === undefined || change.name === '') return
    const after = { ...before, ...change }
    const others = cast.some((known, at) => at !== index && known.name === after.name)
    // The turns first: once the cast has changed, every turn waits in Vue's queue, and each one drawn searches it.
    if (after.name !== before.name) state.inner.rename?.(before.name, after.name)
    setMetadata({
      cast: others
        ? cast.filter((_, at) => at !== index)
        : cast.map((known, at) => (at === index ? after : known)),
    })
  }

  function dropPerson(index: number): void {
    setMetadata({ cast: castNow().filter((_, at) => at !== index) })
  }

  return { joinCast, setPerson, dropPerson }
}

/** Pictures of the draft on the page; what could not be taken in says why. */
function picturing(state: DraftState) {
  /** By `src`, for the figures that show them: the files in the draft are without. */
  const said = shallowReactive(new Map<string, PictureNotes>())

  function taken(outcome: Outcome<StoredImage>): StoredImage | null {
    if (!outcome.ok) {
      useNotices().tell(outcome.problem)
      return null
    }
    if (outcome.value.notes !== undefined) said.set(outcome.value.src, outcome.value.notes)
    return outcome.value
  }

  async function addImage(file: File): Promise<StoredImage | null> {
    if (state.id.value === null) return null
    return taken(await desk.addImage(state.id.value, file.name, new Uint8Array(await file.arrayBuffer())))
  }

  /** Fetches a picture from the web into the draft. */
  async function fetchImage(url: string): Promise<StoredImage | null> {
    if (state.id.value === null) return null
    return taken(await desk.fetchImage(state.id.value, url))
  }

  return { addImage, fetchImage, notesOf: (src: string) => said.get(src) ?? null }
}

/** The draft on the page: its metadata, its saving, and the way to its document. */
export const useDraft = defineStore('draft', () => {
  const state = draftState()
  const { inner: _inner, ...shown } = state
  const { save, settle, dirty, keepCopy } = saving(state)
  return {
    ...shown,
    ...{ settle, dirty, keepCopy, current: () => currentOf(state) },
    ...opening(state, { save, settle, dirty, keepCopy }),
    ...editing(state),
    ...picturing(state),
  }
})
