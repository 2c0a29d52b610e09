import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { linesFromArticle, shortChecksum, checksumOf } from '../../../src/desk/history/lines.ts'
import { writeRecord } from '../../../src/desk/history/record.ts'
import { article, deskOver, tempFolder, value } from '../library.ts'
import { historyIn, kept, readable } from './histories.ts'

// Hundreds of damaged files each, on whatever machine this is.
vi.setConfig({ testTimeout: 60_000 })

const PARAGRAPHS = ['It leaves at ten past one.', 'Nobody gets off at the depot.', 'She hums.']
/** Five versions, each a paragraph's edit away from the one before. */
const VERSIONS = [1, 2, 3, 4, 5].map((count) =>
  article('The night tram', ...PARAGRAPHS, `Version ${String(count)} of this paragraph.`),
)
const SEGMENT = '000001.jsonl'

async function fiveVersions(): Promise<{ folder: string; path: string; bytes: Buffer; texts: string[] }> {
  const folder = await tempFolder()
  // Every run has the same bytes, so that the bytes that are changed are the same ones too.
  const history = historyIn(folder, { now: () => Date.UTC(2026, 2, 2), elapsed: () => 0 })
  await kept(history, ...VERSIONS)
  const path = join(folder, 'history', SEGMENT)
  return { folder, path, bytes: await readFile(path), texts: await readable(history) }
}

/** Offsets at which the lines of a file begin. */
function starts(bytes: Buffer): number[] {
  const found = [0]
  bytes.forEach((byte, index) => {
    if (byte === 10 && index + 1 < bytes.length) found.push(index + 1)
  })
  return found
}

describe('a history cut short', () => {
  it('gives back every revision before the cut, at every byte, and goes on', async () => {
    const { folder, path, bytes, texts } = await fiveVersions()
    const lines = starts(bytes)
    expect(lines).toHaveLength(5)
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      await writeFile(path, bytes.subarray(0, cut))
      const history = historyIn(folder)
      // A line is whole without its line end too.
      const whole = lines.filter((_, index) => cut >= (lines[index + 1] ?? bytes.length) - 1).length
      expect(await readable(history), `cut at ${String(cut)}`).toEqual(texts.slice(0, whole))
      expect(await history.damage()).toBe('')
    }
  })

  it('takes new revisions under new numbers, wherever it was cut', async () => {
    const { folder, path, bytes, texts } = await fiveVersions()
    for (let cut = 0; cut <= bytes.length; cut += 37) {
      await writeFile(path, bytes.subarray(0, cut))
      const before = await historyIn(folder).list()
      const history = historyIn(folder)
      const added = await history.add(VERSIONS[0] ?? '', { reason: 'pause', words: 1 })
      const later = await history.add(VERSIONS[1] ?? '', { reason: 'pause', words: 1 })
      expect(later.number).toBeGreaterThan(added.number)
      for (const { number } of before) expect(added.number).toBeGreaterThan(number)
      const all = await readable(historyIn(folder))
      expect(all.slice(0, -2)).toEqual(texts.slice(0, before.length))
      expect(all.slice(-2)).toEqual(texts.slice(0, 2))
      for (const name of await readdir(join(folder, 'history')))
        if (name !== SEGMENT) await rm(join(folder, 'history', name))
    }
  })
})

describe('a history with a byte changed', () => {
  it('costs that revision and those told apart from it, says so, and lies about none', async () => {
    const { folder, path, bytes, texts } = await fiveVersions()
    const lines = starts(bytes)
    for (let at = 0; at < bytes.length; at += 13) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      await writeFile(path, changed)
      const history = historyIn(folder)
      const index = lines.findLastIndex((start) => start <= at)
      const left = await readable(history)
      const where = `byte ${String(at)}`
      expect(left.length, where).toBeGreaterThanOrEqual(Math.min(index, 4))
      expect(left, where).toEqual(texts.slice(0, left.length))
      if (left.length < 5) expect(await history.damage(), where).toMatch(/cannot be read any more/)
      const added = await history.add(VERSIONS[4] ?? '', { reason: 'pause', words: 1 })
      expect(added.number, where).toBeGreaterThan(5)
      const [, ...others] = await readdir(join(folder, 'history'))
      for (const name of others) await rm(join(folder, 'history', name))
    }
  })

  it('costs no other file of it', async () => {
    const folder = await tempFolder()
    for (let count = 1; count <= 120; count += 1)
      await kept(historyIn(folder), article(`Version ${String(count)}`))
    const path = join(folder, 'history', '000051.jsonl')
    const bytes = await readFile(path)
    await writeFile(path, bytes.fill('x', 0, 30))
    const history = historyIn(folder)
    const numbers = (await history.list()).map(({ number }) => number)
    expect(numbers).toHaveLength(70)
    expect(Math.max(...numbers)).toBe(120)
    expect(await history.damage()).toMatch(/^50 earlier versions of this draft cannot be read/)
    expect(await history.pictures()).toMatchObject({ complete: false })
  })

  it('is not thinned where it is damaged: whoever can mend it finds all of it', async () => {
    const { folder, path, bytes } = await fiveVersions()
    const [, second = 0] = starts(bytes)
    const changed = Buffer.from(bytes).fill('x', second + 40, second + 44)
    await writeFile(path, changed)
    let elapsed = 0
    const history = historyIn(folder, { elapsed: () => elapsed })
    elapsed = 1e12
    expect(await history.thin()).toBe(0)
    expect(await readFile(path)).toEqual(changed)
  })
})

describe('a draft whose history is damaged', () => {
  it('opens and saves as ever, and its writer is told', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { id } = value(await desk.createDraft(VERSIONS[0] ?? '')).summary
    for (const name of ['One', 'Two', 'Three']) value(await desk.keepRevision(id, 'named', name))
    const path = join(library, id, 'history', SEGMENT)
    const bytes = await readFile(path)
    await writeFile(path, bytes.fill('x', bytes.length - 40, bytes.length - 20))
    const draft = value(await desk.openDraft(id))
    expect(draft.notices).toEqual([
      expect.stringMatching(/^One earlier version of this draft cannot be read/),
    ])
    value(await desk.saveDraft(id, VERSIONS[1] ?? '', draft.revision))
    expect(value(await desk.listRevisions(id)).map(({ name }) => name)).toContain('Two')
  })
})

describe('the newest sound revision', () => {
  it('is the newest that is an article', async () => {
    const { folder, path, bytes, texts } = await fiveVersions()
    expect(await historyIn(folder).newestReadable()).toMatchObject({
      revision: { number: 5 },
      article: texts[4],
    })
    await writeFile(path, bytes.subarray(0, bytes.length - 10))
    expect(await historyIn(folder).newestReadable()).toMatchObject({
      revision: { number: 4 },
      article: texts[3],
    })
    await writeFile(path, Buffer.alloc(bytes.length))
    expect(await historyIn(folder).newestReadable()).toBe(null)
  })
})

describe('a history made up by somebody else', () => {
  const sound = linesFromArticle(VERSIONS[0] ?? '')
  const plain = { number: 2, at: 1, reason: 'pause', name: '', words: 1, base: null, keep: [] } as const
  const packed = (text: string): string => deflateRawSync(text).toString('base64')
  const record = (fields: object): string =>
    writeRecord({ ...plain, data: packed(sound.join('\n')), whole: checksumOf(sound), ...fields })
  const signed = (json: string): string => `${json.slice(0, -1)},"sum":"${shortChecksum(json)}"}\n`
  const deep = ['{}', ...new Array<string>(100_000).fill('<{"type":"quote"}')]
  const cases: Record<string, string> = {
    'no base64': record({ data: '§§§' }),
    'another article than its checksum': record({ whole: '0'.repeat(32) }),
    'nothing but opened blocks': record({ data: packed(deep.join('\n')), whole: checksumOf(deep) }),
    'a block that closes before it opens': record({ data: packed('{}\n>'), whole: checksumOf(['{}', '>']) }),
    'a bomb': record({ data: packed('x'.repeat(80 * 1024 * 1024)) }),
    'lines that are not there': record({ base: 1, keep: [0, 4_000_000_000], data: packed('') }),
    'a base that comes later': record({ base: 3 }),
    'itself as base': record({ base: 2 }),
    'a document no schema accepts': record({
      data: packed('{"format":"galley-article","version":1,"metadata":{}}\n{"type":"script"}'),
      whole: checksumOf(['{"format":"galley-article","version":1,"metadata":{}}', '{"type":"script"}']),
    }),
    'a reason nobody has': record({ reason: 'constructor' }),
    'a number that is none': record({ number: 1.5 }),
    'JSON that is no record': signed('[]'),
    'no JSON': signed('{"number":2'),
  }
  for (const [what, line] of Object.entries(cases))
    it(`that holds ${what} costs that revision alone`, async () => {
      const folder = await tempFolder()
      await kept(historyIn(folder), VERSIONS[0] ?? '')
      const path = join(folder, 'history', SEGMENT)
      await writeFile(path, Buffer.concat([await readFile(path), Buffer.from(line)]))
      const history = historyIn(folder)
      expect(await history.newestReadable()).toMatchObject({ revision: { number: 1 } })
      if ((await history.list()).some(({ number }) => number === 2))
        await expect(history.read(2)).rejects.toMatchObject({ problem: { code: 'damaged' } })
      await kept(history, VERSIONS[1] ?? '')
      const { number } = (await history.list())[0] ?? { number: 0 }
      expect(number).toBeGreaterThan(1)
      expect(JSON.parse(await history.read(number))).toEqual(JSON.parse(VERSIONS[1] ?? ''))
    })

  it('with huge numbers in its names still takes revisions', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, 'history'))
    await writeFile(join(folder, 'history', '999999999.jsonl'), 'no record')
    const history = historyIn(folder)
    await kept(history, VERSIONS[0] ?? '', VERSIONS[1] ?? '')
    expect(await readable(historyIn(folder))).toHaveLength(2)
  })
})
