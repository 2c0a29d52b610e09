import { beforeEach, describe, expect, it } from 'vitest'
import { readMarkdown } from '../../../../src/article/index.ts'
import type { Desk } from '../../../../src/desk.ts'
import { ANSWERED_AT_ONCE, type Fate } from '../../desk/double.ts'
import { articleText } from '../../../articleText.ts'
import { DeskModel } from '../../desk/model.ts'
import { PageRig } from '../../desk/pageRig.ts'
import { FakeClock, settled } from '../../fakeClock.ts'

let model: DeskModel
let clock: FakeClock
let fates: Partial<Record<keyof Desk, Fate[]>>
beforeEach(() => {
  model = new DeskModel()
  clock = new FakeClock()
  fates = {}
  for (const id of ['ferry', 'kite']) model.add(id, articleText(id, `${id}: `))
})

/** A page with a draft in sight; a call's fates are taken from `fates` one by one, then all is at once. */
async function opened(id: string): Promise<PageRig> {
  const rig = new PageRig(model, clock, 'one', (call) => fates[call]?.shift() ?? ANSWERED_AT_ONCE)
  void rig.drafts.switcher.open(id)
  await clock.advance(10)
  return rig
}

describe('importing', () => {
  const twoArticles = async function* () {
    await settled()
    yield readMarkdown('# One\n\none: words\n')
    yield readMarkdown('# Two\n\ntwo: words\n')
  }

  it('shows the last of several drafts and closes the others', async () => {
    const rig = await opened('ferry')
    void rig.drafts.switcher.createSeveral(twoArticles(), () => undefined)
    await clock.advance(1000)
    expect(rig.words).toBe('two: words')
    expect([...model.drafts.values()].filter(({ page: by }) => by !== null).map(({ id }) => id)).toEqual([
      rig.id,
    ])
  })

  it('leaves the open draft alone if a draft cannot be created', async () => {
    const rig = await opened('ferry')
    fates.createDraft = [{ there: 0, back: 0, how: 'refused' }]
    const problems: string[] = []
    void rig.drafts.switcher.createSeveral(
      (async function* () {
        await settled()
        yield readMarkdown('# One\n\none: words\n')
      })(),
      ({ code }) => problems.push(code),
    )
    await clock.advance(5000)
    expect(problems).toEqual(['full'])
    expect([rig.id, rig.words]).toEqual(['ferry', 'ferry: '])
    expect(model.must('ferry').article).toContain('ferry: ')
  })

  it('keeps a draft open that was clicked meanwhile', async () => {
    const rig = await opened('ferry')
    fates.createDraft = [ANSWERED_AT_ONCE, { there: 500, back: 500, how: 'answered' }]
    void rig.drafts.switcher.createSeveral(twoArticles(), () => undefined)
    await clock.advance(100)
    void rig.drafts.switcher.open('kite')
    await clock.advance(5000)
    expect(rig.id).toBe('kite')
    expect([...model.drafts.values()].filter(({ page: by }) => by !== null).map(({ id }) => id)).toEqual([
      'kite',
    ])
  })
})
