/**
 * The desk's door: what keeps drafts on a disk, with Node alone. A host opens a library by `openDesk`, connects each page
 * and carries its calls; nothing outside this folder imports a file behind this one. `disk/index.ts` is a second door, to
 * safe reading and writing of files alone, for the command, which opens no library.
 *
 * Behind it: calls/ (each call of the contract, by its row), drafts/ (one session a draft in use: open, save, idle work),
 * journal/ (what was typed since a save), locks/ (who writes a draft), history/, pictures/, library/ (list, pins, trash),
 * search/, transfer/ (backup and import), disk/. Paths that come from a page never reach them: a draft is named by its id.
 */
export { type ConnectedPage } from './calls/pageDesk.ts'
export { settingsFolder, stateFolder } from './disk/systemFolders.ts'
export { lateProblem } from './lateCalls.ts'
export { defaultLibrary, readChosenLibrary } from './library/libraryFolder.ts'
export { type DeskOptions, openDesk, type OpenedDesk } from './openDesk.ts'
export { MAX_PICTURE_BYTES, type Picture } from './pictures/images.ts'
export { problemOf } from './problems.ts'
export {
  createSettingsStore,
  type SettingsFile,
  type SettingsStore,
  type WatchedSettingsStore,
} from './settings.ts'
export type { JobFile } from './transfer/index.ts'
export { whyUnreadable } from './unreadable.ts'
