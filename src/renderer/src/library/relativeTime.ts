const DAY_MS = 86_400_000

function midnight(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0)
}

/** When something was edited, as people say it: "just now", "5 min ago", "today 09:14", "yesterday", "Friday", "12 Nov". */
export function relativeTime(time: number, now = Date.now(), locale?: string): string {
  const minutes = Math.floor((now - time) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${String(minutes)} min ago`
  const days = Math.round((midnight(now) - midnight(time)) / DAY_MS)
  if (days === 0)
    return `today ${new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(time)}`
  if (days === 1) return 'yesterday'
  if (days < 7) return new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(time)
  const year =
    new Date(time).getFullYear() === new Date(now).getFullYear() ? {} : ({ year: 'numeric' } as const)
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...year }).format(time)
}
