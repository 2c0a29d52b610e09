import { beforeEach, describe, expect, it } from 'vitest'
import { parseArticle } from '../../../../src/article/index.ts'
import type { Desk } from '../../../../src/desk.ts'
import { undo } from '@tiptap/pm/history'
import { ANSWERED_AT_ONCE, type Fate } from '../../desk/double.ts'
import { articleText } from '../../../articleText.ts'
import { DeskModel } from '../../desk/model.ts'
import { PageRig } from '../../desk/pageRig.ts'
import { FakeClock } from '../../fakeClock.ts'

let model: DeskModel
let clock: FakeClock
let fates: Partial<Record<keyof Desk, Fate[]>>
beforeEach(() => {
  model = new DeskModel()
  clock = new FakeClock()
  fates = {}
  for (const id of ['ferry', 'tram', 'kite']) model.add(id, articleText(id, `${id}: `))
})

/** A page over the model; a call's fates are taken from `fates` one by one, then all is at once. */
function page(name = 'one'): PageRig {
  return new PageRig(model, clock, name, (call) => fates[call]?.shift() ?? ANSWERED_AT_ONCE)
}

async function opened(id: string, name = 'one'): Promise<PageRig> {
  const rig = page(name)
  void rig.drafts.switcher.open(id)
  await clock.advance(10)
  expect(rig.id).toBe(id)
  return rig
}

/** The words of the draft's file. */
const saved = (id: string): string => words(model.must(id).article)
const words = (text: string): string =>
  /"text":"[^"]*: [^"]*"/.exec(JSON.stringify(parseArticle(text).doc))?.[0] ?? ''

describe('opening another draft', () => {
  it('leaves it to the window that shows it, and says so', async () => {
    const rig = await opened('ferry')
    rig.elsewhere.add('tram')
    void rig.drafts.switcher.open('tram')
    await clock.advance(100)
    expect(rig.id).toBe('ferry')
    expect(rig.said).toEqual(['That draft is open in another window, which is now in front.'])
    expect(model.must('tram').page).toBeNull()
  })

  it('saves the words typed while the other one opens', async () => {
    const rig = await opened('ferry')
    fates.openDraft = [{ there: 50, back: 50, how: 'answered' }]
    void rig.drafts.switcher.open('tram')
    await clock.advance(60)
    rig.type('typed meanwhile')
    await clock.advance(100)
    expect(rig.id).toBe('tram')
    expect(saved('ferry')).toContain('typed meanwhile')
    await clock.advance(5000)
    expect(model.must('ferry').page).toBeNull()
    expect(model.must('ferry').journal.size).toBe(0)
    expect(saved('tram')).not.toContain('typed')
  })

  it('saves the words typed while a new draft is created', async () => {
    const rig = await opened('ferry')
    fates.createDraft = [{ there: 200, back: 200, how: 'answered' }]
    void rig.drafts.switcher.create()
    await clock.advance(100)
    rig.type('typed at once')
    await clock.advance(1000)
    expect(rig.id).toMatch(/^draft-/)
    expect(saved('ferry')).toContain('typed at once')
  })

  it('keeps the open draft if its words cannot be saved, and closes the other one again', async () => {
    const rig = await opened('ferry')
    fates.openDraft = [{ there: 10, back: 90, how: 'answered' }]
    fates.saveDraft = [{ there: 0, back: 0, how: 'refused' }]
    void rig.drafts.switcher.open('tram')
    await clock.advance(50)
    rig.type('only here')
    await clock.advance(55)
    expect(rig.id).toBe('ferry')
    expect(rig.words).toContain('only here')
    expect(model.must('tram').page).toBeNull()
    await clock.advance(5000)
    expect(saved('ferry')).toContain('only here')
  })

  it('shows the draft clicked last, and closes the earlier one without showing it', async () => {
    const rig = await opened('ferry')
    fates.openDraft = [{ there: 10, back: 500, how: 'answered' }]
    void rig.drafts.switcher.open('tram')
    await clock.advance(20)
    void rig.drafts.switcher.open('kite')
    await clock.advance(1000)
    expect(rig.id).toBe('kite')
    expect(model.must('tram').page).toBeNull()
    expect(model.must('ferry').page).toBeNull()
  })

  it('opens a draft once when it is clicked twice', async () => {
    const calls: string[] = []
    const rig = new PageRig(model, clock, 'one', (call) => {
      calls.push(call)
      return { there: 5, back: 5, how: 'answered' }
    })
    void rig.drafts.switcher.open('ferry')
    await clock.advance(100)
    calls.length = 0
    void rig.drafts.switcher.open('tram')
    void rig.drafts.switcher.open('tram')
    await clock.advance(1000)
    expect(calls).toEqual(['openDraft', 'closeDraft'])
    expect([rig.id, model.must('tram').page]).toEqual(['tram', 'one'])
  })

  it('gives up with a notice when the desk does not answer, and does not open the draft minutes later', async () => {
    const rig = await opened('ferry')
    rig.type('words')
    fates.saveDraft = [{ there: 0, back: 300_000, how: 'answered' }]
    void rig.drafts.switcher.open('tram')
    await clock.advance(7000)
    expect(rig.told.at(-1)?.problem.what).toBe('The draft was not opened.')
    await clock.advance(400_000)
    expect(rig.id).toBe('ferry')
    expect(model.must('tram').page).toBeNull()
  })

  it('closes a draft that opens after it gave up', async () => {
    const rig = await opened('ferry')
    fates.openDraft = [{ there: 0, back: 60_000, how: 'answered' }]
    void rig.drafts.switcher.open('tram')
    await clock.advance(30_000)
    expect(rig.told.at(-1)?.topic).toBe('switch')
    expect(model.must('tram').page).toBe('one')
    await clock.advance(60_000)
    expect([rig.id, model.must('tram').page]).toEqual(['ferry', null])
  })

  it('restores a draft’s undo history when it is opened again, back to its beginning', async () => {
    const rig = await opened('ferry')
    rig.type('one ')
    void rig.drafts.switcher.open('tram')
    await clock.advance(100)
    rig.type('two ')
    void rig.drafts.switcher.open('ferry')
    await clock.advance(100)
    expect(rig.words).toBe('ferry: one ')
    for (const [id, doc] of rig.undone()) expect(doc).toEqual(rig.beginnings.get(id))
    undo(rig.view.state, (tr) => {
      rig.view.dispatch(tr)
    })
    expect(rig.words).toBe('ferry: ')
  })
})

describe('a lost answer', () => {
  it('to a save is not taken for an outside change: the next attempt has the same key', async () => {
    const rig = await opened('ferry')
    fates.saveDraft = [{ there: 0, back: 0, how: 'lost' }]
    rig.type('one ')
    await clock.advance(1000)
    rig.type('two ')
    await clock.advance(5000)
    expect(saved('ferry')).toContain('one two ')
    expect(rig.codes).toEqual([])
    expect(rig.drafts.shown.value?.saveState.value).toBe('saved')
  })

  it('to a journal line duplicates no change', async () => {
    const rig = await opened('ferry')
    fates.saveDraft = Array.from({ length: 20 }, () => ({ there: 0, back: 0, how: 'refused' }) as const)
    fates.appendJournal = [{ there: 0, back: 0, how: 'lost' }]
    rig.type('one ')
    await clock.advance(100)
    rig.type('two ')
    await clock.advance(100)
    rig.crash()
    model.endPage('one')
    expect(words(model.durable('ferry'))).toContain('ferry: one two ')
  })
})

describe('a lost call', () => {
  it('loses no line of the journal', async () => {
    const rig = await opened('ferry')
    fates.saveDraft = Array.from({ length: 20 }, () => ({ there: 0, back: 0, how: 'refused' }) as const)
    fates.appendJournal = [{ there: 0, back: 0, how: 'dropped' }]
    rig.type('one ')
    await clock.advance(25)
    rig.type('two ')
    await clock.advance(60)
    expect(words(model.durable('ferry'))).toContain('one two ')
  })
})

describe('a desk that has forgotten the open draft', () => {
  it('receives the lines again that it does not have', async () => {
    const rig = await opened('ferry')
    fates.saveDraft = Array.from({ length: 20 }, () => ({ there: 0, back: 0, how: 'refused' }) as const)
    const first = model.must('ferry').nextLine
    rig.type('one ')
    await clock.advance(30)
    rig.type('two ')
    await clock.advance(30)
    // The last line did not reach the disk before the power went.
    model.must('ferry').journal.delete(first + 1)
    model.must('ferry').nextLine = first + 1
    model.restart()
    rig.type('three ')
    await clock.advance(100)
    expect(words(model.durable('ferry'))).toContain('one two three ')
  })

  it('continues with all typed words', async () => {
    const rig = await opened('ferry')
    rig.type('one ')
    await clock.advance(2000)
    model.restart()
    rig.type('two ')
    await clock.advance(2000)
    expect(saved('ferry')).toContain('one two ')
    expect([model.must('ferry').page, rig.codes]).toEqual(['one', []])
    rig.type('three ')
    await clock.advance(25)
    expect(words(model.durable('ferry'))).toContain('one two three ')
  })

  it('leads to a choice of versions if somebody else wrote the draft since', async () => {
    const rig = await opened('ferry')
    model.restart()
    model.writeOutside('ferry', articleText('ferry', 'theirs: '))
    rig.type('mine ')
    await clock.advance(2000)
    expect(rig.told.at(-1)?.actions.map(({ label }) => label)).toEqual([
      'Keep mine as a copy',
      'Use the other version',
    ])
    expect(rig.words).toContain('mine')
  })

  it('makes the draft read-only if somebody else is writing it now', async () => {
    const rig = await opened('ferry')
    rig.type('mine ')
    model.restart()
    model.must('ferry').page = 'two'
    await clock.advance(2000)
    expect(rig.drafts.shown.value?.lockedBy.value).not.toBe('')
    rig.click(/copy/)
    await clock.advance(100)
    expect(rig.id).toMatch(/^draft-/)
    expect(rig.words).toContain('mine')
  })
})

describe('the other version', () => {
  async function refused(): Promise<PageRig> {
    const rig = await opened('ferry')
    rig.type('mine ')
    model.writeOutside('ferry', articleText('ferry', 'theirs: they wrote a longer line'))
    await clock.advance(1000)
    return rig
  }

  it('is shown in one step, which undo reverts and no journal records', async () => {
    const rig = await refused()
    rig.click(/other/)
    await clock.advance(50)
    expect(rig.words).toContain('theirs')
    expect(model.must('ferry').journal.size).toBe(0)
    rig.crash()
    model.endPage('one')
    expect(words(model.durable('ferry'))).toContain('theirs: they wrote a longer line')
    expect(JSON.stringify(model.must('ferry').kept)).toContain('mine')
  })

  it('is replaced by mine with one undo, which is saved like any change', async () => {
    const rig = await refused()
    rig.click(/other/)
    await clock.advance(100)
    undo(rig.view.state, (tr) => {
      rig.view.dispatch(tr)
    })
    expect(rig.words).toContain('mine')
    await clock.advance(25)
    expect(words(model.durable('ferry'))).toContain('mine')
    await clock.advance(2000)
    expect(saved('ferry')).toContain('mine')
  })

  it('does not replace the words typed while it loads', async () => {
    const rig = await refused()
    fates.openDraft = [{ there: 30, back: 30, how: 'answered' }]
    fates.keepRevision = [{ there: 20, back: 20, how: 'answered' }]
    rig.click(/other/)
    await clock.advance(10)
    rig.type('and more ')
    await clock.advance(60)
    rig.type('and last ')
    await clock.advance(2000)
    expect(rig.words).toContain('theirs')
    const kept = JSON.stringify(model.must('ferry').kept)
    expect(kept).toContain('mine and more and last ')
    expect(saved('ferry')).not.toContain('mine')
  })

  it('stays when mine is kept as a copy, with the words typed meanwhile', async () => {
    const rig = await refused()
    fates.saveCopy = [{ there: 20, back: 20, how: 'answered' }]
    rig.click(/copy/)
    await clock.advance(10)
    rig.type('typed meanwhile')
    await clock.advance(2000)
    expect(saved(rig.id)).toContain('mine typed meanwhile')
    expect(saved('ferry')).toContain('theirs')
    expect(model.must('ferry').page).toBeNull()
  })
})

describe('a draft that another page writes', () => {
  it('is read-only until it is released, then shows the newest text and can be edited', async () => {
    const first = await opened('ferry', 'one')
    const second = await opened('ferry', 'two')
    expect(second.drafts.shown.value?.lockedBy.value).toBe('another window')
    first.type('newest ')
    void first.drafts.switcher.open('tram')
    await clock.advance(10_000)
    expect(second.words).toContain('newest')
    expect(second.drafts.shown.value?.lockedBy.value).toBe('')
    second.type('on ')
    await clock.advance(2000)
    expect(saved('ferry')).toContain('newest on ')
  })

  it('accepts a tag only once the newest text is shown', async () => {
    const first = await opened('ferry', 'one')
    const second = await opened('ferry', 'two')
    void first.drafts.switcher.open('tram')
    await clock.advance(100)
    fates.openDraft = [{ there: 30, back: 30, how: 'answered' }]
    void second.drafts.checkLock()
    await clock.advance(10)
    second.drafts.shown.value?.setMetadata({ tags: ['harbour'] })
    expect(second.drafts.shown.value?.metadata.value.tags).toEqual([])
    await clock.advance(100)
    expect(model.must('ferry').page).toBe('two')
    second.drafts.shown.value?.setMetadata({ tags: ['harbour'] })
    expect(second.drafts.shown.value?.metadata.value.tags).toEqual(['harbour'])
    await clock.advance(5000)
    expect(second.drafts.shown.value?.saveState.value).toBe('saved')
  })

  it('is not checked while the page is hidden', async () => {
    const first = await opened('ferry', 'one')
    const second = await opened('ferry', 'two')
    second.isVisible = false
    void first.drafts.switcher.open('tram')
    await clock.advance(20_000)
    expect(model.must('ferry').page).toBeNull()
    second.isVisible = true
    void second.drafts.checkLock()
    await clock.advance(10)
    expect(model.must('ferry').page).toBe('two')
  })
})

describe('a picture that is being stored', () => {
  it('is added to its own draft, with undo, while another draft is open', async () => {
    const rig = await opened('ferry')
    rig.type('one ')
    fates.addImage = [{ there: 10, back: 3000, how: 'answered' }]
    void rig.addPicture('pier.png')
    await clock.advance(20)
    void rig.drafts.switcher.open('tram')
    await clock.advance(5000)
    expect(rig.id).toBe('tram')
    expect(model.must('ferry').article).toContain('images/pier.png')
    expect(model.must('tram').article).not.toContain('images/pier.png')
    expect(model.must('ferry').page).toBeNull()
    void rig.drafts.switcher.open('ferry')
    await clock.advance(100)
    expect(JSON.stringify(rig.view.state.doc.toJSON())).toContain('images/pier.png')
    expect(rig.undone().get('ferry')).toEqual(rig.beginnings.get('ferry'))
  })
})
