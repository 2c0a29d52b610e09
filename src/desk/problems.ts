import { basename } from 'node:path'
import type { Attempt } from '../contract/attempts.ts'
import type { Problem, ProblemCode } from '../contract/outcome.ts'
import type { MessageValues } from '../text/messages.ts'
import { ShortWrite, UnconfirmedWrite } from './disk/atomicWrite.ts'
import { codeOf } from './disk/files.ts'
import { UnsafeFile } from './disk/regularFile.ts'
import { type ProblemKey, t } from './messages.ts'

/**
 * Problems inside the desk. Deep code throws `deskProblem('locked', 'openElsewhere')`; the call at the top returns it as
 * it is. Any other error becomes a problem there, by {@link problemOf}, about what the call tried.
 */

/** A problem on its way up to the call that returns it. */
export class DeskProblem extends Error {
  readonly problem: Problem

  constructor(code: ProblemCode, what: string, safe: string, mend: string, options?: ErrorOptions) {
    super(what, options)
    this.name = 'DeskProblem'
    this.problem = { code, what, safe, mend }
  }
}

/** Returns the three sentences of a problem in the language in use. */
export function problemWords(key: ProblemKey, values: MessageValues = {}): Omit<Problem, 'code'> {
  return {
    what: t(`problems.${key}.what`, values),
    safe: t(`problems.${key}.safe`, values),
    mend: t(`problems.${key}.mend`, values),
  }
}

/**
 * Returns a problem to throw.
 * @param key the problem's name in locales/en.json, under `problems`
 * @param values replace `{name}` in its three sentences
 */
export function deskProblem(
  code: ProblemCode,
  key: ProblemKey,
  values?: MessageValues,
  options?: ErrorOptions,
): DeskProblem {
  const { what, safe, mend } = problemWords(key, values)
  return new DeskProblem(code, what, safe, mend, options)
}

/** The file system's error codes that a writer can do something about; any other is 'failed'. */
const KINDS: Readonly<Record<string, 'full' | 'denied' | 'not-found'>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  // Of a write: the file system takes no file of this size. A file too large to be read is an UnsafeFile.
  EFBIG: 'full',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  EBUSY: 'denied',
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
}

/**
 * Returns any error as a problem. Errors of the file system say why in plain words; the rest are 'failed'.
 *
 * Example: ENOSPC while a draft is saved becomes "The draft was not saved: the disk is full (ENOSPC)."
 */
export function problemOf(error: unknown, attempt: Attempt): { ok: false; problem: Problem } {
  if (error instanceof DeskProblem) return { ok: false, problem: error.problem }
  const cause = error instanceof UnconfirmedWrite ? error.cause : error
  return {
    ok: false,
    problem: cause instanceof UnsafeFile ? unsafe(cause, attempt) : failure(cause, attempt),
  }
}

function failure(cause: unknown, { failed, safe }: Attempt): Problem {
  const systemCode = cause instanceof ShortWrite ? cause.code : codeOf(cause)
  const code = KINDS[systemCode] ?? 'failed'
  const why = cause instanceof Error ? cause.message : String(cause)
  const what = t(`failures.${code}.what`, { failed, code: systemCode, why })
  return { code, what, safe, mend: t(`failures.${code}.mend`) }
}

function unsafe({ code, path }: UnsafeFile, { failed, safe }: Attempt): Problem {
  const what = t('unsafeFile.what', {
    failed,
    name: basename(path),
    reason: t(`unsafeFile.reason.${code}`),
    code,
  })
  return { code: 'damaged', what, safe, mend: t(`unsafeFile.mend.${code}`) }
}
