import { beforeEach, describe, expect, it } from 'vitest'
import type { Desk } from '../../../../../src/desk.ts'
import { ANSWERED_AT_ONCE, type Fate } from '../../../desk/double.ts'
import { articleText } from '../../../../articleText.ts'
import { DeskModel } from '../../../desk/model.ts'
import { PageRig } from '../../../desk/pageRig.ts'
import { FakeClock } from '../../../fakeClock.ts'

let model: DeskModel
let clock: FakeClock
let fates: Partial<Record<keyof Desk, Fate[]>>
beforeEach(() => {
  model = new DeskModel()
  clock = new FakeClock()
  fates = {}
  for (const id of ['ferry', 'tram']) model.add(id, articleText(id, `${id}: `))
})

/** A page that shows a draft. A call's fates are taken from `fates` one by one, then all is at once. */
async function opened(id: string): Promise<PageRig> {
  const rig = new PageRig(model, clock, 'one', (call) => fates[call]?.shift() ?? ANSWERED_AT_ONCE)
  void rig.drafts.switcher.open(id)
  await clock.advance(10)
  expect(rig.id).toBe(id)
  return rig
}

describe('title and picture of an embed that are being fetched', () => {
  const URL = 'https://pier.example/reel'

  /** Adds an embed to the draft in sight. */
  function addEmbed(rig: PageRig): void {
    const { tr, schema } = rig.view.state
    const embed = schema.nodes.embed?.create({ url: URL })
    if (embed !== undefined) rig.view.dispatch(tr.insert(tr.doc.content.size - 1, embed))
  }

  it('come into their own draft, with undo, while another draft is open', async () => {
    const rig = await opened('ferry')
    addEmbed(rig)
    fates.fetchEmbed = [{ there: 10, back: 3000, how: 'answered' }]
    expect(rig.drafts.embedFetch(URL)).toBeNull()
    void rig.fetchEmbed()
    expect(rig.drafts.embedFetch(URL)).toEqual({ kind: 'busy' })
    await clock.advance(20)
    void rig.drafts.switcher.open('tram')
    await clock.advance(5000)
    expect(rig.id).toBe('tram')
    expect(rig.drafts.embedFetch(URL)).toBeNull()
    expect(model.must('ferry').article).toContain(
      '"title":"The reel","author":"KBC","src":"images/fetched.png"',
    )
    expect(model.must('tram').article).not.toContain('images/fetched.png')
    void rig.drafts.switcher.open('ferry')
    await clock.advance(100)
    expect(rig.drafts.embedFetch(URL)).toMatchObject({ kind: 'done' })
    expect(rig.undone().get('ferry')).toEqual(rig.beginnings.get('ferry'))
  })

  it('are not filled in once they were cancelled, and a later click counts', async () => {
    const rig = await opened('ferry')
    addEmbed(rig)
    fates.fetchEmbed = [{ there: 10, back: 3000, how: 'answered' }]
    void rig.fetchEmbed()
    await clock.advance(20)
    rig.drafts.dropEmbedFetch('ferry', URL)
    expect(rig.drafts.embedFetch(URL)).toBeNull()
    fates.fetchEmbed = [{ there: 10, back: 10_000, how: 'answered' }]
    void rig.fetchEmbed()
    await clock.advance(4000)
    expect(rig.drafts.embedFetch(URL)).toEqual({ kind: 'busy' })
    expect(JSON.stringify(rig.view.state.doc)).not.toContain('The reel')
    await clock.advance(10_000)
    expect(JSON.stringify(rig.view.state.doc)).toContain('The reel')
  })

  it('say why they did not come, and the draft is as it was', async () => {
    const rig = await opened('ferry')
    addEmbed(rig)
    const before = rig.view.state.doc.toJSON() as unknown
    fates.fetchEmbed = [{ there: 10, back: 10, how: 'refused' }]
    void rig.fetchEmbed()
    await clock.advance(100)
    expect(rig.drafts.embedFetch(URL)).toMatchObject({ kind: 'failed', problem: { code: 'full' } })
    expect(rig.view.state.doc.toJSON()).toEqual(before)
  })
})
