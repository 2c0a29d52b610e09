import { describe, expect, test } from 'vitest'
import { promiseTable } from '../../scripts/durability.mjs'

describe('the table of promises', () => {
  test('shows rounds and losses of each, and why one was skipped', () => {
    expect(
      promiseTable([
        { promise: 'two processes', rounds: 3, losses: 0 },
        { promise: 'a full disk', rounds: 0, losses: 0, skipped: 'unshare: not permitted' },
        { promise: 'kill', rounds: 30, losses: 2, note: '900 words' },
      ]),
    ).toEqual([
      'promise        rounds  losses',
      'a full disk    SKIPPED: unshare: not permitted',
      'kill               30       2  (900 words)',
      'two processes       3       0',
    ])
  })
})
