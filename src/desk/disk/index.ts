/**
 * Files on a disk that may be full, slow, shared or hostile: read without following links out of a library, written whole
 * or not at all. This folder knows nothing of drafts. Everything goes through {@link Files}, so that a test can put a
 * failing disk in the place of the real one.
 */
export { UnconfirmedWrite, writeAtomically } from './atomicWrite.ts'
export { copyAtomically } from './copyAtomically.ts'
export { codeOf, type Files, realFiles } from './files.ts'
