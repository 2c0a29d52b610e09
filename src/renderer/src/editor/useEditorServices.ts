import { EditorState } from '@tiptap/pm/state'
import { schema } from '../../../article/index.ts'
import { anchorPlugin } from '../../../blocks/_view/anchors.ts'
import type { DraftHandle } from '../../../blocks/_view/services.ts'
import { pickFiles } from '../dom/pickFiles.ts'
import { onWriteTyped } from '../dom/typedWords.ts'
import { PICTURE_TYPES } from '../dom/pictureFiles.ts'
import { useCast } from '../stores/cast/cast.ts'
import { useCropping } from '../stores/cropping.ts'
import { useDraft } from '../stores/draft.ts'
import { useHost } from '../stores/host.ts'
import { useNotices } from '../stores/notices.ts'
import { followPastedLanguage } from '../stores/article/pastedLanguage.ts'
import { docJson } from '../stores/openDraft/docJson.ts'
import { useReadingReport } from '../stores/transfer/readingReport.ts'
import { useImporting } from '../stores/transfer/importing.ts'
import type { DraftEditor } from './draftEditor.ts'
import { changeDraft } from './lateChanges.ts'
import type { EditorServices, EditorTarget, PasteServices } from './paste/index.ts'
import { UndoMemory } from './undo/undoMemory.ts'

/** How long an offer about a paste stays, in milliseconds. */
const OFFER_MS = 20_000

type DraftStore = ReturnType<typeof useDraft>

/** The editor on the page, and the draft it shows. */
export interface ShownEditor {
  readonly target: EditorTarget
  readonly drafts: DraftEditor
}

/** Returns the shown draft as a target for changes before its editor is created. */
function targetWithoutEditor(draft: DraftStore): EditorTarget | null {
  const article = draft.current()
  if (article === null) return null
  const state = EditorState.create({ doc: schema.nodeFromJSON(article.doc), plugins: [anchorPlugin()] })
  return {
    state,
    dispatch: (tr) => {
      draft.restore({ ...article, doc: docJson(state.apply(tr).doc) })
    },
  }
}

/**
 * Returns a handle on the draft shown now. Its pictures and changes reach that draft, whichever one is shown when they arrive.
 * @param editor returns the editor on the page; null before it is created and after it is destroyed
 */
function captureDraft(draft: DraftStore, editor: () => ShownEditor | null): DraftHandle {
  const id = draft.id ?? ''
  const findEditor = (wanted: string): EditorTarget | null => {
    if (draft.id !== wanted) return null
    const shown = editor()
    return shown?.drafts.openDraft.id === wanted ? shown.target : targetWithoutEditor(draft)
  }
  return {
    id,
    isVisible: () => draft.id === id,
    chooseImage: async () => {
      // An empty list asks for the notice about a read-only draft before the writer looks for a file.
      if (draft.isReadOnly && draft.id === id) {
        await draft.addImages([], id)
        return null
      }
      const [file] = await pickFiles(PICTURE_TYPES, false)
      return file === undefined ? null : draft.addImage(file, id)
    },
    storeImage: (file) => draft.addImage(file, id),
    storeImages: (files) => draft.addImages(files, id),
    fetchImage: (url) => draft.fetchImage(url, id),
    fetchEmbed: (url) => draft.fetchEmbed(id, url),
    copyImages: (from, names) => draft.copyImages(id, from, names),
    change: (make) =>
      changeDraft(id, make, {
        memory: editor()?.drafts.memory ?? new UndoMemory(),
        findEditor,
        inBackground: (other, change) => draft.changeInBackground(other, change),
      }),
  }
}

/** Returns the services for pasting. */
function pasteServices(): PasteServices {
  const draft = useDraft()
  const notices = useNotices()
  const importing = useImporting()
  return {
    language: () => draft.metadata?.language ?? 'en',
    applyMetadata: (metadata) => {
      const { shown } = draft
      if (shown === null) return () => undefined
      const before = shown.metadata.value
      // An article without a byline keeps the writer's.
      shown.setMetadata({ ...metadata, byline: metadata.byline || before.byline })
      return () => {
        if (shown.isShown()) shown.setMetadata(before)
      }
    },
    followLanguage: followPastedLanguage,
    importFiles: (files) => void importing.importFiles(files),
    offer: (topic, text, label, run) => {
      // A problem of that topic stays in sight, and says more.
      if (!notices.addAction(topic, { label, run })) notices.toast(text, [{ label, run }], OFFER_MS, topic)
    },
    showReport: (entries, selectPlace) => {
      useReadingReport().show([{ name: '', entries }], selectPlace)
    },
    withdrawOffer: () => {
      notices.clear('reading')
    },
  }
}

/**
 * Everything the editor needs from the page, from the stores. Call it in a setup.
 * @param editor returns the editor on the page; null before it is created and after it is destroyed
 */
export function useEditorServices(editor: () => ShownEditor | null): EditorServices {
  const draft = useDraft()
  const cast = useCast()
  const cropping = useCropping()
  const host = useHost()
  return {
    ...pasteServices(),
    captureDraft: () => captureDraft(draft, editor),
    imageUrl: (src) => host.imageUrl(draft.id ?? '', src),
    addedImageCount: () => draft.addedImageCount,
    imageNotes: (src) => draft.imageNotes(src),
    askForCrop: (request) => cropping.ask(request),
    leadImage: () => draft.metadata?.leadImage ?? '',
    setLeadImage: (leadImage) => {
      draft.setMetadata({ leadImage })
    },
    speakerColour: (speaker) => cast.colourOf(speaker),
    people: () => cast.people,
    renamePerson: (from, to) => {
      cast.renamePerson(from, to)
    },
    restoreNames: (names) => {
      cast.restoreNames(names)
    },
    addSpellings: (spellings) => {
      cast.addSpellings(spellings)
    },
    joinCast: (names) => {
      cast.join(names)
    },
    embedFetch: (url) => draft.embedFetch(url),
    dropEmbedFetch: (url) => {
      draft.dropEmbedFetch(draft.id ?? '', url)
    },
    beforeLeaving: (write) =>
      onWriteTyped((isLeaving) => {
        if (isLeaving) write()
      }),
    openExternal: (url) => void host.openExternal(url),
  }
}
