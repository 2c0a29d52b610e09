import { describe, expect, it } from 'vitest'
import { deskOn, LIBRARY } from './rig/acts.ts'
import { articleText } from '../articleText.ts'
import { value } from '../desk/library.ts'
import { LONG, Rounds, seeded } from './rig/ledger.ts'
import { MemoryDisk } from './rig/memoryDisk.ts'

const WORDS = 'It leaves at ten past one.'

/** Makes a library of one closed draft with a revision; returns the draft's file and its bytes. */
async function closedDraft(): Promise<{ disk: MemoryDisk; id: string; path: string; whole: Uint8Array }> {
  const disk = new MemoryDisk()
  const desk = await deskOn(disk)
  const { id } = value(await desk.createDraft(articleText('Tram', WORDS))).summary
  value(await desk.keepRevision(id, 'named', 'As it was'))
  value(await desk.closeDraft(id))
  await desk.close()
  const path = `${LIBRARY}/${id}/article.json`
  return { disk, id, path, whole: disk.all().get(path) ?? new Uint8Array() }
}

const everything = { names: (pending: number) => pending, bytes: (_: Uint8Array, now: Uint8Array) => now }

/** Opens the draft with these bytes as its file; returns what is lost, '' for nothing. */
async function lossWith(from: Awaited<ReturnType<typeof closedDraft>>, bytes: Uint8Array): Promise<string> {
  const disk = from.disk.afterCut(everything)
  disk.put(from.path, bytes)
  const desk = await deskOn(disk)
  try {
    const { drafts } = value(await desk.library())
    if (drafts.length !== 1) return `${String(drafts.length)} drafts are listed`
    const opened = await desk.openDraft(from.id)
    if (!opened.ok) return opened.problem.what
    if (!opened.value.article.includes(WORDS)) return `it says ${opened.value.article.slice(0, 200)}`
    const isWhole = Buffer.from(bytes).equals(from.whole)
    if (!isWhole && opened.value.notices.length === 0) return 'the writer is not told'
    const kept = [...disk.all().values()].some((file) => Buffer.from(file).equals(Buffer.from(bytes)))
    return isWhole || bytes.length === 0 || kept ? '' : 'what was found there is not kept'
  } finally {
    await desk.close()
  }
}

describe('an article.json that was damaged', () => {
  it('is recovered from the newest intact revision after truncation at any byte, and the damaged file is kept', async () => {
    const rounds = new Rounds('truncation at every byte')
    const from = await closedDraft()
    for (let length = 0; length < from.whole.length; length += 1) {
      const wrong = await lossWith(from, from.whole.subarray(0, length))
      // A file without its last line break is the same article and needs no notice.
      const same = length === from.whole.length - 1 && wrong === 'the writer is not told'
      rounds.count(wrong === '' || same || `cut at byte ${String(length)}: ${wrong}`)
    }
    expect(rounds.rounds).toBeGreaterThan(500)
    expect(rounds.end()).toEqual([])
  })

  it('loses no word by zeros, noise or changed bytes at any place', async () => {
    const rounds = new Rounds('zeros, noise and flipped bytes')
    const from = await closedDraft()
    const chance = seeded(3)
    const size = from.whole.length
    for (let round = 0; round < (LONG ? 2000 : 200); round += 1) {
      const bytes = Buffer.from(from.whole)
      const at = Math.floor(chance() * size)
      const length = 1 + Math.floor(chance() * (size - at))
      if (round % 3 === 0) bytes.fill(0, at, at + length)
      else if (round % 3 === 1)
        for (let index = at; index < at + length; index += 1) bytes[index] = chance() * 256
      else bytes[at] = (bytes[at] ?? 0) ^ (1 << (round % 8))
      const wrong = await lossWith(from, bytes)
      // A flipped letter may be an edit by another program: it is accepted, with the version before it in the history.
      const edited = round % 3 === 2 && /^it says|not told/.test(wrong)
      rounds.count(wrong === '' || edited || `round ${String(round)}: ${wrong}`)
    }
    expect(rounds.end()).toEqual([])
  })
})

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Returns a file that is JSON but not an article, or not even JSON: another one for each seed. */
function hostile(seed: number): string {
  const chance = seeded(seed)
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(chance() * items.length)]
  const odd: readonly Json[] = [
    null,
    true,
    -1,
    1e308,
    '',
    '\u0000',
    '\ud800',
    '../../etc/passwd',
    'javascript:alert(1)',
    [],
    {},
    [[[[]]]],
    { __proto__: null, constructor: { prototype: { polluted: true } } },
    'x'.repeat(100_000),
    Array.from({ length: 5000 }, () => ({ type: 'paragraph' })),
    { type: 'doc', content: [{ type: 'script' }] },
    { type: 'text', text: '' },
    { type: 'figure', attrs: { src: 'file:///etc/passwd' } },
  ]
  const file = JSON.parse(articleText('Hostile', WORDS)) as Record<string, Json>
  const spoil = (value: Json, depth: number): Json => {
    if (depth === 0 || typeof value !== 'object' || value === null) return pick(odd) ?? null
    if (Array.isArray(value)) {
      const index = Math.floor(chance() * (value.length + 1))
      return [...(value as readonly Json[]).slice(0, index), spoil((value[index] as Json) ?? null, depth - 1)]
    }
    const key = pick([...Object.keys(value), '__proto__', 'toString', 'content', 'marks']) ?? 'content'
    return Object.fromEntries([
      ...Object.entries(value),
      [key, spoil((value as Record<string, Json>)[key] ?? null, depth - 1)],
    ])
  }
  const shape = seed % 10
  if (shape === 0) return '['.repeat(20_000)
  if (shape === 1) return `{"format":"galley-article","version":1,"doc":${'{"content":['.repeat(3000)}`
  if (shape === 2) return JSON.stringify(odd[seed % odd.length])
  if (shape === 3) return `\ufeff${JSON.stringify({ ...file, id: '../../../escape' })}`
  if (shape === 4) return JSON.stringify({ ...file, version: pick([0, 2, 1e9, -1, 1.5, '1', null]) ?? null })
  return JSON.stringify(spoil(file, 1 + Math.floor(chance() * 6)))
}

describe('two hundred hostile drafts', () => {
  it('open as articles or are refused with a message, cost no other draft, are kept, and do not hang', async () => {
    const rounds = new Rounds('hostile JSON drafts')
    const disk = new MemoryDisk()
    disk.put(`${LIBRARY}/good-draft-aaaaaa/article.json`, articleText('Good', WORDS))
    const texts = Array.from({ length: LONG ? 1000 : 200 }, (_, seed) => hostile(seed))
    for (const [seed, text] of texts.entries())
      disk.put(`${LIBRARY}/hostile-${String(seed)}-bbbbbb/article.json`, text)
    const desk = await deskOn(disk)
    const { drafts } = value(await desk.library())
    expect(drafts.length).toBe(texts.length + 1)
    for (const { id } of drafts) {
      const since = performance.now()
      const opened = await desk.openDraft(id)
      const took = performance.now() - since
      const said = opened.ok || opened.problem.code === 'damaged' || opened.problem.what
      // Far more than a busy machine needs: a call that takes longer hangs.
      rounds.count(took > 20_000 ? `${id} took ${took.toFixed(0)} ms` : said)
      if (opened.ok) await desk.closeDraft(id)
    }
    const good = value(await desk.openDraft('good-draft-aaaaaa'))
    rounds.count(good.article.includes(WORDS) || 'the good draft is not what it was')
    const left = new Set([...disk.all().values()].map((bytes) => Buffer.from(bytes).toString()))
    for (const [seed, text] of texts.entries())
      if (!left.has(text) && !left.has(JSON.stringify(text))) {
        const opened = await desk.openDraft(`hostile-${String(seed)}-bbbbbb`)
        rounds.count(opened.ok || `the file of hostile draft ${String(seed)} is gone`)
      }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    expect([...disk.all().keys()].filter((path) => !path.startsWith(LIBRARY))).toEqual([])
    await desk.close()
    expect(rounds.end()).toEqual([])
  })
})
