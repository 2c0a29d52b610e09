import { expect, it } from 'vitest'
import { ANSWERED_AT_ONCE, type Fate } from '../../desk/double.ts'
import type { Desk } from '../../../../src/desk.ts'
import { articleText } from '../../../articleText.ts'
import { DeskModel } from '../../desk/model.ts'
import { PageRig } from '../../desk/pageRig.ts'
import { FakeClock } from '../../fakeClock.ts'

const SLOW: Fate = { there: 50, back: 50, how: 'answered' }

/** A page that shows the draft of a ferry. @param slow a call that takes 100 ms the first time */
async function ferryOpened(slow: keyof Desk) {
  const [model, clock] = [new DeskModel(), new FakeClock()]
  for (const id of ['ferry', 'tram']) model.add(id, articleText(id, `${id}: `))
  let isSlow = false
  const rig = new PageRig(model, clock, 'one', (call) => {
    if (call !== slow || !isSlow) return ANSWERED_AT_ONCE
    isSlow = false
    return SLOW
  })
  void rig.drafts.switcher.open('ferry')
  await clock.advance(10)
  isSlow = true
  return { rig, clock, saved: (id: string): string => model.must(id).article }
}

it('saves what is typed in a field, before and while the other one opens, and into no other draft', async () => {
  const { rig, clock, saved } = await ferryOpened('openDraft')
  const fields = ['typed before', 'typed meanwhile']
  rig.writeTyped = (isLeaving) => {
    const text = fields.shift()
    if (isLeaving && text !== undefined) rig.type(text)
  }
  void rig.drafts.switcher.open('tram')
  await clock.advance(200)
  expect(rig.id).toBe('tram')
  expect(saved('ferry')).toContain('typed before')
  expect(saved('ferry')).toContain('typed meanwhile')
  await clock.advance(5000)
  expect(saved('tram')).not.toContain('typed')
})

it('saves what was typed in a field while the draft was being saved for another one', async () => {
  const { rig, clock, saved } = await ferryOpened('saveDraft')
  let typed = ''
  rig.writeTyped = () => {
    if (typed !== '') rig.type(typed)
    typed = ''
  }
  rig.type('first')
  void rig.drafts.switcher.open('tram')
  await clock.advance(60)
  typed = 'in the field'
  await clock.advance(200)
  expect(rig.id).toBe('tram')
  expect(saved('ferry')).toContain('in the field')
})
