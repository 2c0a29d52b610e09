import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { type Encoding, fileKindOf } from '../../../../article/index.ts'
import { desk } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { type OpenDraft, useDraft } from '../draft.ts'
import { useNotices } from '../notices.ts'
import type { EncodedFile, EncodingChoice } from './encodedFile.ts'
import { useReadingReport } from './readingReport.ts'

/** The readers of files are large, and few starts need them. */
const loadReaders = () => import('./encodedFile.ts')

/** The text file that a draft came from, and the encoding that it was read in. */
interface Original extends EncodedFile {
  readonly draft: OpenDraft
  readonly name: string
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Reads the original again into a draft of its own, and keeps it beside that. */
async function readIntoNewDraft({ name, bytes }: Original, file: EncodedFile): Promise<string | null> {
  const { readEncoded } = await loadReaders()
  const { article, report } = await readEncoded(file)
  const id = await useDraft().create(article)
  if (id === null) return null
  const outcome = await desk.keepOriginal(id, name, bytes)
  if (!outcome.ok) useNotices().problem(outcome.problem)
  useReadingReport().show([{ name, entries: report }])
  return id
}

/** Reads the original again into its draft, in one undoable step. The present text is kept as a version first. */
async function readIntoDraft(original: Original, file: EncodedFile): Promise<string | null> {
  const { draft, name } = original
  const { isAsRead, readEncoded, withOtherText } = await loadReaders()
  const [before, after] = [await readEncoded(original), await readEncoded(file)]
  if (!(await draft.saveNow())) return null
  const kept = await desk.keepRevision(draft.id, 'pause', '')
  if (!kept.ok) useNotices().problem(kept.problem)
  // Something may have come in meanwhile, or another draft be in sight.
  if (!kept.ok || !draft.isShown() || !isAsRead(draft.read(), before.article)) return null
  draft.restore(withOtherText(draft.read(), before.article, after.article))
  useReadingReport().show([{ name, entries: after.report }])
  return draft.id
}

function rereadingState() {
  return {
    isOpen: ref(false),
    original: shallowRef<Original | null>(null),
    /** All encodings that can be chosen, with the scripts or regions they are used for. */
    encodings: shallowRef<readonly EncodingChoice[]>([]),
    /** The chosen one. */
    encoding: ref<Encoding>('utf-8'),
    /** The beginning of the file in the chosen one; '' if its bytes are not in that. */
    beginning: ref(''),
    /** Why the file cannot be read in the chosen one; '' if it can. */
    problem: ref(''),
    /** True if the draft is not as it was read: the text goes into a draft of its own. */
    isEdited: ref(false),
  }
}

type State = ReturnType<typeof rereadingState>

/** Shows the beginning of the file in an encoding. */
async function choose({ original, encoding, beginning, problem }: State, chosen: Encoding): Promise<void> {
  encoding.value = chosen
  const { beginningOf } = await loadReaders()
  if (original.value === null) return
  problem.value = beginning.value = ''
  try {
    beginning.value = beginningOf({ ...original.value, encoding: chosen })
  } catch (error) {
    problem.value = reasonOf(error)
  }
}

/**
 * Returns in which of two encodings the draft is as its file says: the one of the last reading, or the recognised one if that
 * reading was undone.
 */
async function encodingOf(
  draft: OpenDraft,
  file: Omit<EncodedFile, 'encoding'>,
  last: Encoding | undefined,
): Promise<{ encoding: Encoding; isEdited: boolean }> {
  const { isAsRead, readEncoded, recognisedEncoding } = await loadReaders()
  const recognised = recognisedEncoding(file.bytes)
  for (const encoding of new Set([last ?? recognised, recognised])) {
    const { article } = await readEncoded({ ...file, encoding })
    if (isAsRead(draft.read(), article)) return { encoding, isEdited: false }
  }
  return { encoding: last ?? recognised, isEdited: true }
}

/** Finds the original of a draft and opens the dialog; a notice says so if there is none. @param last the encoding of the last reading */
async function openFor(state: State, draft: OpenDraft, last: Encoding | undefined): Promise<void> {
  const [outcome, readers] = await Promise.all([desk.readOriginal(draft.id), loadReaders()])
  // Another draft may be in sight by now, or the dialog be open.
  const isLate = (): boolean => !draft.isShown() || state.isOpen.value
  if (isLate()) return
  if (!outcome.ok) {
    useNotices().problem(outcome.problem)
    return
  }
  const kind = outcome.value === null ? null : fileKindOf(outcome.value.name)
  if (outcome.value === null || kind === null || kind === 'json') {
    useNotices().toast(t('stores.rereading.none'))
    return
  }
  const { name, bytes } = outcome.value
  draft.writeTyped()
  const { encoding, isEdited } = await encodingOf(draft, { kind, bytes }, last)
  if (isLate()) return
  state.isEdited.value = draft.isReadOnly || isEdited
  state.original.value = { draft, name, kind, bytes, encoding }
  state.encodings.value = readers.encodingChoices()
  state.isOpen.value = true
  await choose(state, encoding)
}

/**
 * Change of encoding: the file that a draft was imported from, which is kept beside it, is read again. A draft that was not
 * edited since gets the new text in one undoable step; beside any other a new draft is made.
 */
export const useRereading = defineStore('rereading', () => {
  const state = rereadingState()
  /** In which encoding this page has read the originals of drafts, by the drafts' ids. */
  const chosen = new Map<string, Encoding>()

  /** Opens the dialog for a draft, which is shown if it is not in sight. */
  async function open(id = useDraft().id ?? ''): Promise<void> {
    if (id === '' || (useDraft().id !== id && !(await useDraft().open(id)))) return
    const { shown } = useDraft()
    if (shown?.id !== id) return
    try {
      await openFor(state, shown, chosen.get(id))
    } catch (error) {
      useNotices().toast(t('stores.rereading.unread', { why: reasonOf(error) }))
    }
  }

  /** Reads the file in the chosen encoding, once for each time the dialog is open. */
  async function read(): Promise<void> {
    const { original, encoding, isEdited, isOpen } = state
    if (original.value === null || !isOpen.value) return
    const file = { ...original.value, encoding: encoding.value }
    isOpen.value = false
    const intoDraft = isEdited.value ? readIntoNewDraft : readIntoDraft
    try {
      const id = await intoDraft(original.value, file)
      if (id !== null) chosen.set(id, file.encoding)
      const told =
        id === null
          ? t('stores.rereading.notRead')
          : t('stores.rereading.done', { encoding: file.encoding.toUpperCase() })
      useNotices().toast(told)
    } catch (error) {
      useNotices().toast(t('stores.rereading.unread', { why: reasonOf(error) }))
    }
  }

  return { ...state, open, read, choose: (encoding: Encoding) => choose(state, encoding) }
})
