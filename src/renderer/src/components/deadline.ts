import { language, t } from '../i18n.ts'

const DAY_MS = 86_400_000

/** From how many days before a deadline on the library's rows name it. */
export const NEAR_DAYS = 3

/** Returns how many days a day is ahead, by the calendar of this machine; negative once it is past. @param day `2026-12-01` */
export function daysUntil(day: string, now: number = Date.now()): number {
  const today = new Date(now)
  const midnight = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())
  return Math.round((Date.parse(`${day}T00:00:00Z`) - midnight) / DAY_MS)
}

/**
 * Returns when a draft is due, as people say it: "due today", "due tomorrow", "due in 3 days", "due 12 Jan", "2 days overdue".
 * @param locale for dates; without it the system's in English, else the page's language
 */
export function deadlineLabel(day: string, now: number = Date.now(), locale?: string): string {
  const days = daysUntil(day, now)
  if (days < 0) return t('common.due.overdue', { count: -days })
  if (days === 0) return t('common.due.today')
  if (days === 1) return t('common.due.tomorrow')
  if (days <= 7) return t('common.due.soon', { count: days })
  const format = new Intl.DateTimeFormat(locale ?? (language() === 'en' ? undefined : language()), {
    ...{ day: 'numeric', month: 'short', timeZone: 'UTC' },
    ...(day.startsWith(String(new Date(now).getFullYear())) ? {} : { year: 'numeric' }),
  })
  return t('common.due.day', { day: format.format(Date.parse(`${day}T00:00:00Z`)) })
}
