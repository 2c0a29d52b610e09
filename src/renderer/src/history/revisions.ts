import type { RevisionReason } from '../../../desk.ts'
import { language, t } from '../i18n.ts'

/** Returns why a version was kept, in words: it stands in for the name of versions that have none. */
export function reasonLabel(reason: RevisionReason): string {
  return t(`history.reasons.${reason}`)
}

/**
 * Returns the day of a version as the list shows it above all versions of that day.
 * @param at milliseconds since 1970
 */
export function dayOf(at: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale ?? dateLocale(), { dateStyle: 'full' }).format(at)
}

/** Returns the time of day of a version, to the minute. */
export function timeOf(at: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale ?? dateLocale(), { timeStyle: 'short' }).format(at)
}

/** English pages keep the system's own date format: en-GB and en-US differ. Other languages use theirs. */
function dateLocale(): string | undefined {
  return language() === 'en' ? undefined : language()
}
