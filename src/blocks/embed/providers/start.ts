/** The longest time that is kept, in seconds: a day. */
const MAX_START_SECONDS = 86_400

/** Hours, minutes and seconds of `1h2m3s`, `62s`, `62`. */
const BY_UNITS = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/

/** The same of `1:02:03` and `1:02`. */
const BY_COLONS = /^(?:(\d+):)?(\d+):(\d{1,2})$/

/**
 * Returns the time in seconds that a parameter names: 62 for `62`, `62s`, `1m2s` and `1:02`. Null for none, for 0, and for more than
 * a day.
 */
function secondsFrom(text: string): number | null {
  const [, hours = '', minutes = '', seconds = ''] = BY_UNITS.exec(text) ?? BY_COLONS.exec(text) ?? []
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return Number.isSafeInteger(total) && total > 0 && total <= MAX_START_SECONDS ? total : null
}

/**
 * Returns the time in seconds at which an address asks to begin; null if it names none.
 * @param names the parameters that may hold it, in the query or the fragment
 */
export function startOf(url: URL, names: readonly string[]): number | null {
  const fragment = new URL(`https://fragment.invalid/?${url.hash.slice(1)}`)
  for (const { searchParams: parameters } of [url, fragment])
    for (const name of names) {
      const seconds = secondsFrom(parameters.get(name) ?? '')
      if (seconds !== null) return seconds
    }
  return null
}

/**
 * Returns an address that begins at a time.
 * @param template a parameter as a provider's row names it, `?t={s}s`, or a fragment, `#t={s}s`
 */
export function withStart(address: string, template: string, seconds: number): string {
  const text = template.replace('{s}', String(seconds))
  return text.startsWith('?') && address.includes('?') ? `${address}&${text.slice(1)}` : `${address}${text}`
}

/** Returns a time as people read it: `1:02`, `1:02:03`. */
export function timeLabel(seconds: number): string {
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map(String)
  const hours = Math.floor(seconds / 3600)
  const [minutes = '', rest = ''] = parts
  const tail = rest.padStart(2, '0')
  return hours === 0 ? `${minutes}:${tail}` : `${String(hours)}:${minutes.padStart(2, '0')}:${tail}`
}
