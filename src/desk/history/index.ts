/** The history of a draft: its only door. */
export { History, type HistoryOptions, type Keeping, type SoundRevision } from './history.ts'
export { MIRROR_FILE, writeMirror } from './mirror.ts'
