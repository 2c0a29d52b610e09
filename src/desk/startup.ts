/**
 * The desk's door for a host that has no library open yet: the settings, the folders, and problems in words. It is light,
 * so that a window opens before the desk itself is loaded. The door to an open library is `index.ts`.
 */
export { settingsFolder, stateFolder } from './disk/systemFolders.ts'
export { lateProblem } from './lateCalls.ts'
export { defaultLibrary, readChosenLibrary } from './library/libraryFolder.ts'
export { problemOf } from './problems.ts'
export { createSettingsStore, type SettingsStore, type WatchedSettingsStore } from './settings.ts'
export { whyUnreadable } from './unreadable.ts'
