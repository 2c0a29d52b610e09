import { beforeEach, describe, expect, it } from 'vitest'
import type { Desk } from '../../../../src/desk.ts'
import { ANSWERED_AT_ONCE, type Fate } from '../../desk/double.ts'
import { articleText } from '../../../articleText.ts'
import { DeskModel } from '../../desk/model.ts'
import { PageRig } from '../../desk/pageRig.ts'
import { FakeClock } from '../../fakeClock.ts'

let clock: FakeClock
let fates: Partial<Record<keyof Desk, Fate>>
let rig: PageRig
beforeEach(async () => {
  const model = new DeskModel()
  clock = new FakeClock()
  fates = {}
  for (const id of ['ferry', 'tram']) model.add(id, articleText(id, `${id}: `))
  rig = new PageRig(model, clock, 'one', (call) => fates[call] ?? ANSWERED_AT_ONCE)
  void rig.drafts.switcher.open('ferry')
  await clock.advance(10)
})

const told = () => rig.told.map(({ problem, topic }) => [problem.what, topic])

describe('a click while the host does not answer', () => {
  it.each([
    ['createDraft', 'The draft was not created.'],
    ['openDraft', 'The draft was not opened.'],
  ] as const)(
    'to %s promises no retry, and its notice disappears once the host is back',
    async (call, what) => {
      fates[call] = { there: 5, back: 5, how: 'dropped' }
      void (call === 'createDraft' ? rig.drafts.switcher.create() : rig.drafts.switcher.open('tram'))
      await clock.advance(20_000)
      expect(told()).toEqual([[what, 'switch']])
      expect(rig.told[0]?.problem.mend).toContain('Try again')
      rig.cleared.length = 0
      rig.drafts.switcher.reconnected()
      expect(rig.cleared).toEqual(['switch'])
      expect(rig.id).toBe('ferry')
    },
  )

  it('does not replace a notice about a draft that cannot be opened', async () => {
    void rig.drafts.switcher.open('nowhere')
    await clock.advance(100)
    expect(told()).toMatchObject([[expect.any(String), 'switch']])
    rig.cleared.length = 0
    rig.drafts.switcher.reconnected()
    expect(rig.cleared).toEqual([])
  })
})
