import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseArticle } from '../../../src/article/index.ts'
import type { Desk, OpenDraft } from '../../../src/desk.ts'
import { type ConnectedPage, openDesk, type OpenedDesk } from '../../../src/desk/index.ts'
import { crash } from '../crash.ts'
import { START, TRAM, typed } from '../journal/journals.ts'
import { article, refusal, settingsInMemory, tempFolder, value } from '../library.ts'

interface Scene {
  readonly library: string
  readonly opened: OpenedDesk
  readonly page: ConnectedPage
  readonly desk: Desk
  readonly draft: OpenDraft
  readonly id: string
}

async function openOver(library: string): Promise<OpenedDesk> {
  const idle = { schedule: () => () => undefined }
  const options = { withoutIndex: true, sweepDelayMs: 0, idle }
  const opened = value(await openDesk({ library, settings: settingsInMemory(), ...options }))
  await opened.swept
  return opened
}

/** One draft, open in one page. */
async function scene(): Promise<Scene> {
  const library = await tempFolder()
  const opened = await openOver(library)
  const page = opened.connectPage()
  const draft = value(await page.desk.createDraft(TRAM))
  return { library, opened, page, desk: page.desk, draft, id: draft.summary.id }
}

/** The words of the draft's one paragraph. */
function wordsIn(text: string): string {
  const [, , body] = parseArticle(text).doc.content ?? []
  return (body?.content?.[0]?.content ?? []).map((child) => child.text ?? '').join('')
}

const withWords = (words: string): string => article('Tram', words)
const lockOf = ({ library, id }: Pick<Scene, 'library' | 'id'>): boolean =>
  existsSync(join(library, id, 'lock'))

describe('A page that ends without closing its draft', () => {
  it('leaves its words to the next page, once, however often pages crash', async () => {
    const { opened, page, draft, id } = await scene()
    value(await page.desk.appendJournal(id, draft.nextLine, typed('A')))
    await page.end()
    let expected = 'AIt leaves.'
    for (const letter of 'BCDEFG') {
      const next = opened.connectPage()
      const again = value(await next.desk.openDraft(id))
      expect(wordsIn(again.article)).toBe(expected)
      value(await next.desk.appendJournal(id, again.nextLine, typed(letter)))
      expected = `${letter}${expected}`
      const saves = letter < 'E'
      if (saves) value(await next.desk.saveDraft(id, withWords(expected), again.revision, again.nextLine + 1))
      await next.end()
    }
    const last = opened.connectPage()
    expect(wordsIn(value(await last.desk.openDraft(id)).article)).toBe(expected)
  })

  it('releases the lock and everything else that the desk keeps for it', async () => {
    const all = await scene()
    expect(lockOf(all)).toBe(true)
    expect(all.opened.draftsInUse).toBe(1)
    await all.page.end()
    expect(lockOf(all)).toBe(false)
    expect(all.opened.draftsInUse).toBe(0)
  })

  it('opens nothing through a call that was under way', async () => {
    const all = await scene()
    value(await all.desk.closeDraft(all.id))
    const opening = all.desk.openDraft(all.id)
    await all.page.end()
    await opening
    expect(all.opened.draftsInUse).toBe(0)
    expect(lockOf(all)).toBe(false)
  })

  it('can no longer save or append', async () => {
    const { page, draft, id, desk } = await scene()
    await page.end()
    expect(refusal(await desk.saveDraft(id, withWords('x'), draft.revision)).code).toBe('not-open')
    expect(refusal(await desk.appendJournal(id, draft.nextLine, typed('x'))).code).toBe('not-open')
  })
})

describe('A draft that two pages open', () => {
  it('is written by the first page; the second reads it, and writes once the first has closed it', async () => {
    const { opened, desk, draft, id } = await scene()
    const other = opened.connectPage()
    const read = value(await other.desk.openDraft(id))
    expect(read.lockedBy).toBe('another window of Galley')
    expect(refusal(await other.desk.saveDraft(id, withWords('theirs'), read.revision)).code).toBe('locked')
    expect(refusal(await other.desk.appendJournal(id, 0, typed('x'))).code).toBe('locked')
    expect(refusal(await other.desk.trashDraft(id)).code).toBe('locked')
    value(await other.desk.closeDraft(id))
    value(await desk.saveDraft(id, withWords('mine'), draft.revision))
    value(await desk.closeDraft(id))
    const now = value(await other.desk.openDraft(id))
    expect(now.lockedBy).toBeUndefined()
    expect(wordsIn(now.article)).toBe('mine')
    value(await other.desk.saveDraft(id, withWords('theirs'), now.revision))
  })
})

describe('A call about a draft that no page has open', () => {
  it('releases the lock that it acquired', async () => {
    const all = await scene()
    value(await all.desk.closeDraft(all.id))
    value(await all.desk.keepRevision(all.id, 'named', 'First'))
    value(await all.desk.listRevisions(all.id))
    value(await all.desk.exportDraft(all.id, 'markdown-structured'))
    expect(all.opened.draftsInUse).toBe(0)
    expect(lockOf(all)).toBe(false)
  })

  it('leaves no state for a later opening when the draft was trashed while open', async () => {
    const all = await scene()
    const { desk, id } = all
    value(await desk.trashDraft(id))
    expect(all.opened.draftsInUse).toBe(0)
    value(await desk.restoreDraft(id))
    value(await desk.openDraft(id))
    value(await desk.closeDraft(id))
    expect(lockOf(all)).toBe(false)
  })
})

describe('A call whose answer was lost', () => {
  it('appends lines once, however often it is sent', async () => {
    const all = await scene()
    const { desk, draft, id } = all
    value(await desk.appendJournal(id, draft.nextLine, typed('x')))
    value(await desk.appendJournal(id, draft.nextLine, typed('x') + typed('y')))
    value(await desk.appendJournal(id, draft.nextLine + 1, typed('y')))
    await crash(all.library)
    const next = (await openOver(all.library)).connectPage()
    expect(wordsIn(value(await next.desk.openDraft(id)).article)).toBe('yxIt leaves.')
  })

  it('saves again over its own earlier attempt, which is no outside change', async () => {
    const { desk, draft, id } = await scene()
    const key = `${draft.opening}-1`
    value(await desk.saveDraft(id, withWords('one'), draft.revision, draft.nextLine, key))
    const again = value(await desk.saveDraft(id, withWords('one two'), draft.revision, draft.nextLine, key))
    value(await desk.saveDraft(id, withWords('one two three'), again.revision, draft.nextLine, key))
    expect(wordsIn(value(await desk.openDraft(id)).article)).toBe('one two three')
  })

  it('does not mistake another save of the same page for its own', async () => {
    const { desk, draft, id } = await scene()
    value(await desk.saveDraft(id, withWords('one'), draft.revision, draft.nextLine, `${draft.opening}-1`))
    const stale = await desk.saveDraft(id, withWords('two'), draft.revision, draft.nextLine, 'other-2')
    expect(refusal(stale).code).toBe('changed-outside')
  })

  it('skips lines that a save included before they arrived', async () => {
    const all = await scene()
    const { desk, draft, id } = all
    value(await desk.saveDraft(id, withWords('xIt leaves.'), draft.revision, draft.nextLine + 1))
    value(await desk.appendJournal(id, draft.nextLine, typed('x')))
    value(await desk.appendJournal(id, draft.nextLine + 1, typed('y')))
    await crash(all.library)
    const next = (await openOver(all.library)).connectPage()
    expect(wordsIn(value(await next.desk.openDraft(id)).article)).toBe('yxIt leaves.')
  })

  it('loses no line that arrived during a save whose announcement failed', async () => {
    const all = await scene()
    const { desk, draft, id } = all
    value(await desk.appendJournal(id, draft.nextLine, typed('x') + typed('y')))
    const path = join(all.library, id, 'journal.jsonl')
    const unannounced = await readFile(path)
    const key = `${draft.opening}-1`
    value(await desk.saveDraft(id, withWords('xIt leaves.'), draft.revision, draft.nextLine + 1, key))
    await writeFile(path, unannounced)
    await crash(all.library)
    const next = (await openOver(all.library)).connectPage()
    expect(wordsIn(value(await next.desk.openDraft(id)).article)).toBe('yxIt leaves.')
  })

  it('changes no line of the next opening when it arrives late', async () => {
    const all = await scene()
    const { desk, draft, id } = all
    value(await desk.closeDraft(id))
    const again = value(await desk.openDraft(id))
    value(await desk.appendJournal(id, draft.nextLine, typed('late')))
    value(await desk.appendJournal(id, again.nextLine, typed('x', START)))
    await crash(all.library)
    const next = (await openOver(all.library)).connectPage()
    expect(wordsIn(value(await next.desk.openDraft(id)).article)).toBe('xIt leaves.')
  })
})

describe('A page whose host was restarted', () => {
  it('continues its opening, and its words are not replayed twice', async () => {
    const all = await scene()
    const { id, draft } = all
    value(await all.desk.appendJournal(id, draft.nextLine, typed('x')))
    await crash(all.library)
    const opened = await openOver(all.library)
    const { desk } = opened.connectPage()
    const reopened = value(await desk.reopenDraft(id, draft.opening, draft.revision, ''))
    expect(reopened).toEqual({ revision: draft.revision, nextLine: draft.nextLine + 1 })
    value(await desk.appendJournal(id, reopened.nextLine, typed('y')))
    await crash(all.library)
    const next = (await openOver(all.library)).connectPage()
    expect(wordsIn(value(await next.desk.openDraft(id)).article)).toBe('yxIt leaves.')
  })

  it('recognizes its own save whose answer was lost with the host, and the lines in it', async () => {
    const all = await scene()
    const { id, draft } = all
    const key = `${draft.opening}-1`
    value(await all.desk.appendJournal(id, draft.nextLine, typed('x')))
    const saved = value(
      await all.desk.saveDraft(id, withWords('xIt leaves.'), draft.revision, draft.nextLine + 1, key),
    )
    await crash(all.library)
    const { desk } = (await openOver(all.library)).connectPage()
    const reopened = value(await desk.reopenDraft(id, draft.opening, draft.revision, key))
    expect(reopened).toEqual({ revision: saved.revision, nextLine: draft.nextLine + 1 })
    value(await desk.appendJournal(id, draft.nextLine, typed('x') + typed('y')))
    await crash(all.library)
    const next = (await openOver(all.library)).connectPage()
    expect(wordsIn(value(await next.desk.openDraft(id)).article)).toBe('yxIt leaves.')
  })

  it('continues from the number of the first line it sends when the disk has no number', async () => {
    const all = await scene()
    const { id, draft } = all
    await crash(all.library)
    const { desk } = (await openOver(all.library)).connectPage()
    expect(value(await desk.reopenDraft(id, draft.opening, draft.revision, '')).nextLine).toBe(0)
    value(await desk.appendJournal(id, draft.nextLine, typed('x')))
    value(await desk.appendJournal(id, draft.nextLine, typed('x') + typed('y')))
    await crash(all.library)
    const next = (await openOver(all.library)).connectPage()
    expect(wordsIn(value(await next.desk.openDraft(id)).article)).toBe('yxIt leaves.')
  })

  it('gets a problem when another page saved or typed since', async () => {
    const all = await scene()
    const { id, draft, opened } = all
    await all.page.end()
    const other = opened.connectPage()
    const theirs = value(await other.desk.openDraft(id))
    value(await other.desk.appendJournal(id, theirs.nextLine, typed('x')))
    await other.end()
    const { desk } = opened.connectPage()
    expect(refusal(await desk.reopenDraft(id, draft.opening, draft.revision, '')).code).toBe(
      'changed-outside',
    )
    const third = opened.connectPage()
    value(await third.desk.openDraft(id))
    expect(refusal(await desk.reopenDraft(id, draft.opening, draft.revision, '')).code).toBe('locked')
    await third.end()
    expect(refusal(await desk.reopenDraft(id, draft.opening, draft.revision, '')).code).toBe(
      'changed-outside',
    )
    expect(opened.draftsInUse).toBe(0)
  })
})

describe('A desk that closes', () => {
  it('leaves no lock and no temp file', async () => {
    const { opened, library, desk, id, draft } = await scene()
    value(await desk.saveDraft(id, withWords('x'), draft.revision))
    await opened.close()
    expect(opened.draftsInUse).toBe(0)
    const names = await readdir(join(library, id))
    expect(names.filter((name) => name === 'lock' || name.endsWith('-tmp'))).toEqual([])
  })
})
