import { language, t } from '../i18n.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** The local midnight before a time: days are counted from there, not in blocks of 24 hours. */
function midnight(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0)
}

/**
 * Returns when something happened, as people say it: "just now", "5 min ago", "today 09:14", "yesterday", "Friday",
 * "12 Nov", "12 Nov 2025".
 * @param time milliseconds since 1970, as `now`
 * @param locale for times and dates; without it the system's in English, else the page's language
 */
export function relativeTime(time: number, now = Date.now(), locale?: string): string {
  const minutes = Math.floor((now - time) / MINUTE_MS)
  if (minutes < 1) return t('library.time.now')
  if (minutes < 60) return t('library.time.minutes', { count: minutes })
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale ?? (language() === 'en' ? undefined : language()), options).format(time)
  const days = Math.round((midnight(now) - midnight(time)) / DAY_MS)
  if (days === 0) return t('library.time.today', { time: format({ hour: '2-digit', minute: '2-digit' }) })
  if (days === 1) return t('library.time.yesterday')
  if (days < 7) return format({ weekday: 'long' })
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear()
  return format({ day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) })
}
