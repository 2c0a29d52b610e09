import type { Desk } from '../desk.ts'
import type { Attempt } from './problems.ts'

export const UNTOUCHED = 'Nothing on disk was touched, and what is on the screen is still there.'
export const SCREEN = 'The version on disk is as it was, and what is on the screen is still there.'
export const AS_IT_WAS = 'The draft is as it was.'

/** What each call tries, for the sentence about its failure. */
export const ATTEMPTS: { readonly [Call in keyof Desk]: Attempt } = {
  library: { failed: 'The library could not be listed', safe: 'Nothing in it was changed.' },
  createDraft: { failed: 'The draft was not made', safe: 'What is on the screen is still there.' },
  openDraft: { failed: 'The draft could not be opened', safe: AS_IT_WAS },
  saveDraft: { failed: 'The draft was not saved', safe: SCREEN },
  saveCopy: { failed: 'The copy was not saved', safe: SCREEN },
  trashDraft: { failed: 'The draft was not moved to the trash', safe: AS_IT_WAS },
  restoreDraft: { failed: 'The draft was not brought back', safe: 'It is still in the trash.' },
  fetchImage: { failed: 'The picture was not fetched', safe: AS_IT_WAS },
  addImage: { failed: 'The picture was not taken in', safe: AS_IT_WAS },
  exportDraft: { failed: 'The draft was not exported', safe: AS_IT_WAS },
  appendJournal: { failed: 'What was typed could not be noted', safe: SCREEN },
  closeDraft: { failed: 'The draft could not be put to rest', safe: AS_IT_WAS },
  listDrafts: { failed: 'The library could not be listed', safe: 'Nothing in it was changed.' },
  libraryState: { failed: 'The library could not be read', safe: 'Nothing in it was changed.' },
  pinDraft: { failed: 'The draft was not pinned', safe: AS_IT_WAS },
  listTrash: { failed: 'The trash could not be listed', safe: 'Nothing in it was changed.' },
  emptyTrash: { failed: 'The trash was not emptied', safe: 'Drafts outside the trash are as they were.' },
  listRevisions: { failed: 'The history could not be read', safe: AS_IT_WAS },
  readRevision: { failed: 'That version could not be read', safe: AS_IT_WAS },
  keepRevision: { failed: 'This version was not kept', safe: AS_IT_WAS },
  nameRevision: { failed: 'The version was not named', safe: AS_IT_WAS },
  startBackup: { failed: 'The back-up did not start', safe: 'The library is as it was.' },
  startImport: { failed: 'The import did not start', safe: 'The library is as it was.' },
  feedImport: { failed: 'A file could not be taken in', safe: 'The library is as it was.' },
  runImport: { failed: 'The import did not run', safe: 'What was in the library is as it was.' },
  readJob: { failed: 'That work is not known', safe: 'The library is as it was.' },
  cancelJob: { failed: 'That work was not stopped', safe: 'What was in the library is as it was.' },
  readSettings: { failed: 'Settings could not be read', safe: 'No draft is concerned.' },
  writeSettings: { failed: 'Settings could not be kept', safe: 'No draft is concerned.' },
}
