import type { RevisionReason } from '../../../desk.ts'

/** Why a version was kept, for its writer. */
export const REASONS: Readonly<Record<RevisionReason, string>> = {
  pause: 'A pause in writing',
  export: 'Exported',
  named: 'Named',
  restore: 'Brought back',
  outside: 'Changed outside Galley',
  recovered: 'Recovered',
  import: 'Imported',
  deletion: 'Before a large deletion',
}

export function dayOf(at: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(at)
}

export function timeOf(at: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at)
}
