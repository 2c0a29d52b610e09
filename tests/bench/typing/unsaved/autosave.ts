import type { Autosave, AutosaveOptions } from '../../../../src/renderer/src/stores/openDraft/autosave.ts'

/** Stands in for the autosave in the page that it is compared with: nothing is ever written. */
export function createAutosave(_options: AutosaveOptions): Autosave {
  return {
    touch: () => undefined,
    flush: () => Promise.resolve(true),
    setJournalled: () => undefined,
    isDirty: false,
    stop: () => undefined,
  }
}
