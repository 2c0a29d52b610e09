import { describe, expect, it } from 'vitest'
import { relativeTime } from '../../../src/renderer/src/library/relativeTime.ts'

const NOW = new Date(2026, 10, 22, 15, 30).getTime()
const at = (...parts: [number, number, number, number?, number?]): string =>
  relativeTime(new Date(...parts).getTime(), NOW, 'en-GB')

describe('the time of an edit', () => {
  it('is written as people say it', () => {
    expect(relativeTime(NOW - 20_000, NOW)).toBe('just now')
    expect(relativeTime(NOW - 125_000, NOW)).toBe('2 min ago')
    expect(at(2026, 10, 22, 9, 14)).toBe('today 09:14')
    expect(at(2026, 10, 21, 23, 59)).toBe('yesterday')
    expect(at(2026, 10, 20, 8)).toBe('Friday')
    expect(at(2026, 10, 12)).toBe('12 Nov')
    expect(at(2024, 1, 29)).toBe('29 Feb 2024')
  })

  it('is never in the future, even if a clock was set back', () => {
    expect(relativeTime(NOW + 60_000, NOW)).toBe('just now')
  })
})
