import type { DraftPlace } from '../../src/blocks/_view/services.ts'
import type { Services } from '../../src/renderer/src/editor/paste/services.ts'

/** A draft that no picture comes into and that nothing changes, but for what `own` says. */
export function draftPlace(own: Partial<DraftPlace> = {}): DraftPlace {
  return {
    id: 'night-ferry',
    isShown: () => true,
    chooseImage: () => Promise.resolve(null),
    takeImage: () => Promise.resolve(null),
    fetchImage: () => Promise.resolve(null),
    copyImages: () => Promise.resolve(),
    change: () => Promise.resolve(false),
    ...own,
  }
}

/** The page around an editor, for tests: it answers nothing and does nothing but what `own` says. */
export function services(own: Partial<Services> = {}): Services {
  return {
    imageUrl: () => null,
    captureDraft: () => draftPlace(),
    picturesArrived: () => 0,
    notesOf: () => null,
    colourOf: () => 1,
    castNames: () => [],
    people: () => [],
    renamePerson: () => undefined,
    namesReturned: () => undefined,
    joinCast: () => undefined,
    openExternal: () => undefined,
    describe: () => () => undefined,
    language: () => 'en',
    importFiles: () => undefined,
    offer: () => undefined,
    withdraw: () => undefined,
    ...own,
  }
}
