/** The history of one draft and its Markdown mirror: what other rooms may import. history.ts describes the files. */
export { History, type HistoryOptions, type RevisionInfo, type ReadableRevision } from './history.ts'
export { KEEP_ALL, type VersionPolicy, versionPolicy } from './policy.ts'
export { MIRROR_FILE, writeMirror } from './mirror.ts'
