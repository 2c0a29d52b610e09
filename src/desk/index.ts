/**
 * The desk's door: what keeps drafts on a disk, with Node alone. A host opens a library by `openDesk`, connects each page
 * and carries its calls; nothing outside this folder imports a file behind this one. `startup.ts` is a second door, to what a
 * host needs before that, and `disk/index.ts` a third, to safe reading and writing of files alone.
 *
 * Behind it: calls/ (each call of the contract, by its row), drafts/ (one session a draft in use: open, save, idle work),
 * journal/ (what was typed since a save), locks/ (who writes a draft), history/, pictures/, library/ (list, pins, trash),
 * search/, transfer/ (backup and import), disk/. Paths that come from a page never reach them: a draft is named by its id.
 */
export { type ConnectedPage } from './calls/pageDesk.ts'
export { type DeskOptions, openDesk, type OpenedDesk } from './openDesk.ts'
export { MAX_PICTURE_BYTES, type Picture } from './pictures/images.ts'
export type { JobFile } from './transfer/index.ts'
