import type { Services } from '../../src/renderer/src/editor/taking/services.ts'

/** The page around an editor, for tests: it answers nothing and does nothing but what `own` says. */
export function services(own: Partial<Services> = {}): Services {
  return {
    imageUrl: () => null,
    chooseImage: () => Promise.resolve(null),
    takeImage: () => Promise.resolve(null),
    fetchImage: () => Promise.resolve(null),
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
