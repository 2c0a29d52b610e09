import type { DraftCalls } from './contract/drafts.ts'
import type { EmbedCalls } from './contract/embeds.ts'
import type { HistoryCalls } from './contract/history.ts'
import type { LibraryCalls } from './contract/library.ts'
import type { ListCalls } from './contract/lists.ts'
import type { PictureCalls } from './contract/pictures.ts'
import type { TransferCalls } from './contract/transfer.ts'
import type { SettingsCalls } from './settings.ts'

/**
 * The one contract between the page and the machine. The desk keeps drafts on a disk; a host (Electron, the browser host)
 * carries its calls: a page calls `desk.saveDraft(…)`, the host checks the arguments by the row in calls.ts and passes
 * them to the desk, and an {@link Outcome} comes back. Articles cross as JSON text, pictures as bytes: an object tree
 * costs twenty times as much. No call rejects, and no call takes a path.
 *
 * Each subject has its file in contract/; everybody imports this one.
 */

export * from './contract/drafts.ts'
export * from './contract/history.ts'
export type * from './contract/embeds.ts'
export type * from './contract/host/host.ts'
export type * from './contract/library.ts'
export * from './contract/lists.ts'
export type { MenuCommand, MenuItem, MenuRole, Submenu } from './contract/host/menus.ts'
export * from './contract/outcome.ts'
export * from './contract/pictures.ts'
export * from './contract/transfer.ts'
export { DEFAULT_SETTINGS, type Settings, SETTINGS, type SettingsChange } from './settings.ts'

/** Every call that a page can make to the desk. Its arguments' guards, queue and timing are its row in calls.ts. */
export interface Desk
  extends
    DraftCalls,
    LibraryCalls,
    ListCalls,
    HistoryCalls,
    PictureCalls,
    EmbedCalls,
    TransferCalls,
    SettingsCalls {}
