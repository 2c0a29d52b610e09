import { basename } from 'node:path'
import type { Attempt } from '../calls.ts'
import { problem, type Problem, type ProblemCode } from '../desk.ts'
import { ShortWrite, UnconfirmedWrite } from './disk/atomicWrite.ts'
import { type UnsafeCode, UnsafeFile } from './disk/regularFile.ts'
import { codeOf } from './disk/files.ts'

/** A problem on its way up to the call that returns it. */
export class DeskProblem extends Error {
  readonly problem: Problem

  constructor(code: ProblemCode, what: string, safe: string, mend: string, options?: ErrorOptions) {
    super(what, options)
    this.name = 'DeskProblem'
    this.problem = { code, what, safe, mend }
  }
}

const CODES: Readonly<Record<string, ProblemCode>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  // Of a write: the file system takes no file of this size. What is too large to be read is an UnsafeFile.
  EFBIG: 'full',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  EBUSY: 'denied',
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
}

/** What happened and what helps, by kind of failure; the sentence about what was tried comes from the caller. */
const WORDS: Readonly<Partial<Record<ProblemCode, { readonly why: string; readonly mend: string }>>> = {
  full: {
    why: 'the disk is full',
    mend: 'Make room on the disk, then try again, or export to another disk.',
  },
  denied: {
    why: 'the folder or file may not be written or read',
    mend: 'Give yourself access to the folder, or close what holds the file open, then try again.',
  },
  'not-found': {
    why: 'the file or folder is not there any more',
    mend: 'If it was moved or its disk is unplugged, bring it back; else save a copy.',
  },
}

/** What to do about something that is there but is not read. */
const MENDS: Readonly<Record<UnsafeCode, string>> = {
  ENOTREG:
    'Remove it in a file manager or a terminal; if the draft has a history, its last version opens then.',
  EISDIR: 'Move the folder away in a file manager.',
  ELOOP: 'Put the file itself in the place of the link.',
  EFBIG: 'Look at the file in another program; if it is no article of yours, move it away.',
  EOUTSIDE: 'Copy what the link leads to into the library, in the place of the link.',
}

/** Returns any error as a problem. Errors of the file system say why in plain words; the rest are 'failed'. */
export function problemOf(error: unknown, attempt: Attempt): { ok: false; problem: Problem } {
  if (error instanceof DeskProblem) return { ok: false, problem: error.problem }
  const cause = error instanceof UnconfirmedWrite ? error.cause : error
  if (cause instanceof UnsafeFile) return unsafe(cause, attempt)
  const systemCode = cause instanceof ShortWrite ? cause.code : codeOf(cause)
  const code = CODES[systemCode] ?? 'failed'
  const words = WORDS[code]
  const said = cause instanceof Error ? cause.message : String(cause)
  const why = words?.why ?? said
  const detail = words === undefined || systemCode === '' ? '' : ` (${systemCode})`
  return problem(
    code,
    `${attempt.failed}: ${why}${detail}.`,
    attempt.safe,
    words?.mend ?? 'Try again; if it happens again, save a copy and restart Galley.',
  )
}

function unsafe({ code, path, reason }: UnsafeFile, attempt: Attempt): { ok: false; problem: Problem } {
  const what = `${attempt.failed}: “${basename(path)}” cannot be read, ${reason} (${code}).`
  return problem('damaged', what, attempt.safe, MENDS[code])
}
