import { appendFile, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseArticle } from '../../../src/article/index.ts'
import { faultyFiles } from '../disk/faultyFiles.ts'
import { crash } from '../crash.ts'
import { appender, asides, oneDraft, reopened, START, TRAM, typed } from './journals.ts'
import { anotherPage, article, deskOver, refusal, tempsIn, value } from '../library.ts'

describe('text typed since the last save', () => {
  it('is replayed and saved after a crash, and the version before is kept', async () => {
    const written = await oneDraft()
    const { id, path, append } = written
    value(await append(typed('Soon. ')))
    value(await append(typed('Very s') + typed('oon. ', START + 6)))
    expect(await readFile(path('article.json'), 'utf8')).not.toContain('soon')
    const { desk: next, draft: again } = await reopened(written)
    expect(again.article).toContain('Very soon. Soon. It leaves.')
    expect(again.notices).toEqual([expect.stringContaining('3 changes')])
    expect(await readFile(path('article.json'), 'utf8')).toContain('Very soon. Soon. It leaves.')
    const [revision] = value(await next.listRevisions(id))
    expect(revision).toMatchObject({ number: 1, reason: 'recovered' })
    expect(parseArticle(value(await next.readRevision(id, 1)))).toEqual(parseArticle(TRAM))
    expect(await readdir(join(written.library, id))).not.toContain('journal.jsonl')
    value(await next.saveDraft(id, TRAM, again.revision))
  })

  it('includes changes of the metadata', async () => {
    const written = await oneDraft()
    const { metadata } = parseArticle(TRAM)
    const line = `${JSON.stringify({ metadata: { ...metadata, byline: 'Ida Renner' } })}\n`
    value(await written.append(line))
    const { draft } = await reopened(written)
    expect(parseArticle(draft.article).metadata.byline).toBe('Ida Renner')
  })

  it('is not replayed when a save includes it', async () => {
    const written = await oneDraft()
    const { desk, id, draft, path, append } = written
    value(await append(typed('Soon. ')))
    value(await desk.saveDraft(id, article('Tram', 'Soon. It leaves.'), draft.revision))
    expect((await stat(path('journal.jsonl'))).size).toBe(0)
    value(await append(typed('Now. ')))
    const { draft: again } = await reopened(written)
    expect(again.article).toContain('Now. Soon. It leaves.')
    expect(again.notices).toEqual([expect.stringContaining('one change')])
  })

  it('is skipped without a notice when the crash came just after the save', async () => {
    const written = await oneDraft()
    const { desk, id, draft, path, append } = written
    value(await append(typed('Soon. ')))
    const journal = await readFile(path('journal.jsonl'))
    value(await desk.saveDraft(id, article('Tram', 'Soon. It leaves.'), draft.revision))
    await writeFile(path('journal.jsonl'), journal)
    const { draft: again } = await reopened(written)
    expect(again.notices).toEqual([])
    expect(again.article).toContain('"Soon. It leaves."')
    expect(await asides(written)).toEqual([])
  })

  it('is set aside with a notice, never replayed, when it belongs to another version', async () => {
    const written = await oneDraft()
    const { path, append } = written
    value(await append(typed('Soon. ')))
    const theirs = (await readFile(path('article.json'), 'utf8')).replace('It leaves.', 'It stays.')
    await writeFile(path('article.json'), theirs)
    const journal = await readFile(path('journal.jsonl'))
    const { draft: again } = await reopened(written)
    expect(again.article).toContain('It stays.')
    expect(again.notices[0]).toContain('journal-1.aside.jsonl')
    expect(await asides(written)).toEqual(['journal-1.aside.jsonl'])
    expect(await readFile(path('journal-1.aside.jsonl'))).toEqual(journal)
  })

  it('is recovered up to the last whole line when the journal is cut off at any byte', async () => {
    const written = await oneDraft()
    const { id, path, library, append } = written
    for (const text of ['One ', 'Two ', 'Three ']) value(await append(typed(text)))
    const journal = await readFile(path('journal.jsonl'))
    const snapshot = await readFile(path('article.json'))
    const ends = [...journal.entries()].filter(([, byte]) => byte === 0x0a).map(([index]) => index + 1)
    // Not a crash: the heartbeat of a desk that is still open puts its lock back after five seconds.
    await written.desk.close()
    for (let length = ends[0] ?? 0; length <= journal.length; length += 1) {
      await writeFile(path('article.json'), snapshot)
      await writeFile(path('journal.jsonl'), journal.subarray(0, length))
      const next = await deskOver(library)
      const whole = ends.slice(1).filter((end) => end <= length).length
      const expected = `${['', 'One ', 'Two One ', 'Three Two One '][whole] ?? ''}It leaves.`
      expect(value(await next.openDraft(id)).article, String(length)).toContain(`"${expected}"`)
      await next.close()
    }
    expect(await asides(written)).toEqual([])
  }, 30_000)

  it('is not replayed past a line that was altered, lost or moved', async () => {
    const written = await oneDraft()
    const { id, path, library, append } = written
    for (const text of ['One ', 'Two ', 'Three ']) value(await append(typed(text)))
    const [header, one, two, three] = (await readFile(path('journal.jsonl'), 'utf8')).split('\n')
    const snapshot = await readFile(path('article.json'))
    await crash(library)
    for (const lines of [
      [header, one, two?.replace('Two', 'Zwo'), three],
      [header, one, three],
      [header, one, three, two],
      [header, one, one],
    ]) {
      await writeFile(path('article.json'), snapshot)
      await writeFile(path('journal.jsonl'), `${lines.join('\n')}\n`)
      const next = await deskOver(library)
      expect(value(await next.openDraft(id)).article).toContain('"One It leaves."')
      await next.close()
    }
  })

  it('is replayed up to a line that does not apply, and the journal is kept', async () => {
    const written = await oneDraft()
    const { append } = written
    value(await append(typed('Soon. ') + typed('Far', 5_000) + typed('No')))
    const { draft: again } = await reopened(written)
    expect(again.article).toContain('"Soon. It leaves."')
    expect(again.notices).toEqual([
      expect.stringContaining('one change'),
      expect.stringContaining('journal-1.aside.jsonl'),
    ])
    expect(await asides(written)).toEqual(['journal-1.aside.jsonl'])
  })

  it('is replayed and saved with a notice when its page ended and another one opens the draft', async () => {
    const { desk, id, path, append } = await oneDraft()
    value(await append(typed('Soon. ')))
    await desk.endPage()
    const next = anotherPage(desk)
    const again = value(await next.openDraft(id))
    expect(again.article).toContain('"Soon. It leaves."')
    expect(again.notices).toEqual([expect.stringContaining('one change')])
    expect(await readFile(path('article.json'), 'utf8')).toContain('"Soon. It leaves."')
    const more = appender(next, again)
    value(await more(typed('Now. ')))
    const { summary, revision } = value(
      await next.saveDraft(id, article('Tram', 'Now. Soon. It leaves.'), again.revision, again.nextLine + 1),
    )
    expect((await stat(path('journal.jsonl'))).size).toBe(0)
    value(await next.closeDraft(id))
    const last = value(await next.openDraft(id))
    expect(last).toMatchObject({ revision, notices: [], summary: { words: summary.words } })
    expect(last.article).toContain('"Now. Soon. It leaves."')
  })

  it('continues the journal when the host is restarted under the page', async () => {
    const written = await oneDraft()
    const { id, draft, path, library, append } = written
    value(await append(typed('One ')))
    await crash(library)
    await appendFile(path('journal.jsonl'), '{"sum":"torn')
    const next = await deskOver(library)
    const going = value(await next.reopenDraft(id, draft.opening, draft.revision, ''))
    expect(going).toEqual({ revision: draft.revision, nextLine: draft.nextLine + 1 })
    value(await next.appendJournal(id, going.nextLine, typed('Two ')))
    expect((await reopened(written)).draft.article).toContain('"Two One It leaves."')
  })

  it('leaves no empty journal when the draft is idle', async () => {
    const { desk, id, draft, library, append } = await oneDraft()
    value(await append(typed('Soon. ')))
    value(await desk.saveDraft(id, article('Tram', 'Soon. It leaves.'), draft.revision))
    value(await desk.closeDraft(id))
    expect((await readdir(join(library, id))).sort()).toEqual(['article.json', 'article.md', 'history'])
  })
})

describe('a journal line', () => {
  it('is refused once the file was replaced, even by one of the same size and time', async () => {
    const { path, append } = await oneDraft()
    value(await append(typed('Soon. ')))
    const { atime, mtime } = await stat(path('article.json'))
    const theirs = (await readFile(path('article.json'), 'utf8')).replace('leaves', 'sleeps')
    await writeFile(path('article.json'), theirs)
    await utimes(path('article.json'), atime, mtime)
    expect(refusal(await append(typed('x'))).code).toBe('changed-outside')
    await rm(path('article.json'))
    expect(refusal(await append(typed('x'))).code).toBe('changed-outside')
  })

  it('is refused when lines before it are missing, and skipped when the desk has it already', async () => {
    const written = await oneDraft()
    const { desk, id, draft, append } = written
    const from = draft.nextLine
    expect(refusal(await desk.appendJournal(id, from + 1, typed('x'))).code).toBe('invalid')
    value(await append(typed('One ')))
    value(await desk.appendJournal(id, from, typed('One ')))
    value(await desk.appendJournal(id, from, typed('One ') + typed('Two ')))
    expect((await reopened(written)).draft.article).toContain('"Two One It leaves."')
  })

  it('is refused unless the page that sends it has the draft open', async () => {
    const { desk, id, draft, library } = await oneDraft()
    const other = anotherPage(desk)
    expect(refusal(await other.appendJournal(id, draft.nextLine, typed('x'))).code).toBe('locked')
    value(await desk.closeDraft(id))
    expect(refusal(await desk.appendJournal(id, draft.nextLine, typed('x'))).code).toBe('not-open')
    expect(await readdir(join(library, id))).not.toContain('lock')
  })

  it('is refused when it is invalid', async () => {
    const { path, append } = await oneDraft()
    for (const bad of ['x\n', '{"steps":[]}\n', '7\n', `[]\n{"sum"\n`])
      expect(refusal(await append(bad)).code).toBe('invalid')
    await expect(stat(path('journal.jsonl'))).rejects.toThrow('ENOENT')
  })

  it('takes one write and one sync once the journal is open', async () => {
    const disk = faultyFiles()
    const { append } = await oneDraft({ files: disk.files })
    value(await append(typed('One ')))
    disk.plan(() => null)
    value(await append(typed('Two ')))
    expect(disk.calls).toEqual(['stat', 'write end', 'sync end'])
  })
})

describe('a journal on a failing disk', () => {
  it('contains a line completely or not at all, says which, and accepts it again, at every call and fault', async () => {
    // The last one: half of it is written, then no more.
    for (const kinds of [['ENOSPC'], ['EIO'], ['short'], ['short', 'ENOSPC']] as const)
      for (const isFirst of [true, false]) {
        let rounds = 0
        for (let reached = true; reached; rounds += 1) {
          const disk = faultyFiles()
          const written = await oneDraft({ files: disk.files })
          const append = (text: string) => written.append(typed(text))
          if (!isFirst) value(await append('One '))
          disk.plan((_, index) => kinds[index - rounds] ?? null)
          const outcome = await append('Two ')
          reached = disk.calls.length > rounds
          disk.plan(() => null)
          if (!outcome.ok) value(await append('Two '))
          value(await append('Three '))
          const { draft: again } = await reopened(written)
          const expected = isFirst ? '"Three Two It leaves."' : '"Three Two One It leaves."'
          expect(again.article, `${kinds.join()} ${String(rounds)}`).toContain(expected)
          expect(await asides(written)).toEqual([])
        }
        expect(rounds).toBeGreaterThan(isFirst ? 8 : 3)
      }
  }, 120_000)

  it('stays when the replayed article cannot be saved, and the words are shown all the same', async () => {
    let rounds = 0
    for (let reached = true; reached; rounds += 1) {
      const written = await oneDraft()
      const { id, library, append } = written
      value(await append(typed('Soon. ')))
      await crash(library)
      const disk = faultyFiles()
      const failing = await deskOver(library, { files: disk.files })
      disk.plan((call, index) =>
        index >= rounds && /open (new|end)|write|sync/.test(call) ? 'ENOSPC' : null,
      )
      const opened = value(await failing.openDraft(id))
      reached = disk.calls.length > rounds
      expect(opened.article, String(rounds)).toContain('"Soon. It leaves."')
      expect(opened.notices.join(), String(rounds)).toContain('one change')
      await crash(library)
      expect((await reopened(written)).draft.article, String(rounds)).toContain('"Soon. It leaves."')
      expect(await tempsIn(library)).toEqual([])
    }
    expect(rounds).toBeGreaterThan(10)
  }, 60_000)
})
