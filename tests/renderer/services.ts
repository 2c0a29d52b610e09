import type { DraftHandle } from '../../src/blocks/_view/services.ts'
import type { EditorServices } from '../../src/renderer/src/editor/paste/services.ts'

/** A draft that no picture comes into and that nothing changes, but for what `own` says. */
export function draftPlace(own: Partial<DraftHandle> = {}): DraftHandle {
  return {
    id: 'night-ferry',
    isVisible: () => true,
    chooseImage: () => Promise.resolve(null),
    storeImages: (files) => Promise.resolve(files.map(() => null)),
    storeImage: () => Promise.resolve(null),
    fetchImage: () => Promise.resolve(null),
    fetchEmbed: () => Promise.resolve(null),
    copyImages: () => Promise.resolve(),
    change: () => Promise.resolve(false),
    ...own,
  }
}

/** The page around an editor, for tests: it answers nothing and does nothing but what `own` says. */
export function services(own: Partial<EditorServices> = {}): EditorServices {
  return {
    imageUrl: () => null,
    captureDraft: () => draftPlace(),
    addedImageCount: () => 0,
    imageNotes: () => null,
    askForCrop: () => Promise.resolve(null),
    leadImage: () => '',
    setLeadImage: () => undefined,
    speakerColour: () => 1,
    people: () => [],
    renamePerson: () => undefined,
    restoreNames: () => undefined,
    addSpellings: () => undefined,
    joinCast: () => undefined,
    embedFetch: () => null,
    dropEmbedFetch: () => undefined,
    beforeLeaving: () => () => undefined,
    openExternal: () => undefined,
    applyMetadata: () => () => undefined,
    followLanguage: () => undefined,
    language: () => 'en',
    importFiles: () => undefined,
    offer: () => undefined,
    showReport: () => undefined,
    withdrawOffer: () => undefined,
    ...own,
  }
}
