import { expect, it } from 'vitest'
import { daysUntil, deadlineLabel } from '../../../src/renderer/src/components/deadline.ts'

const NOW = new Date(2026, 10, 29, 23, 30).getTime()

it.each([
  ['2026-11-27', '2 days overdue'],
  ['2026-11-28', '1 day overdue'],
  ['2026-11-29', 'due today'],
  ['2026-11-30', 'due tomorrow'],
  ['2026-12-02', 'due in 3 days'],
  ['2026-12-24', 'due 24 Dec'],
  ['2027-01-02', 'due 2 Jan 2027'],
])('says of %s: %s', (day, label) => {
  expect(deadlineLabel(day, NOW, 'en-GB')).toBe(label)
})

it('counts days by the calendar, not by hours', () => {
  expect(daysUntil('2026-11-30', NOW)).toBe(1)
  expect(daysUntil('2026-11-30', new Date(2026, 10, 29, 0, 5).getTime())).toBe(1)
})
