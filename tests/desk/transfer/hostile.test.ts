import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/desk/transfer/limits.ts'
import { article, tempFolder } from '../library.ts'
import { png } from '../pictures.ts'
import { imported, refusals, room } from './transfers.ts'
import { overlapping, zip } from './zips.ts'

const GOOD = { name: 'good.md', content: '# The night tram\n\nIt leaves at ten past one.\n' }

describe('a zip that means harm', () => {
  it('is read entry by entry: the good ones are taken, each bad one says why', async () => {
    const here = await room()
    const job = await imported(here, {
      'from-elsewhere.zip': zip([
        GOOD,
        { name: '../outside.md', content: '# Out' },
        { name: 'a/../../outside.md', content: '# Out' },
        { name: '/etc/cron.md', content: '# Out' },
        { name: 'C:/autoexec.md', content: '# Out' },
        { name: 'a\\..\\..\\b.md', content: '# Out' },
        { name: 'a//b.md', content: '# Out' },
        { name: 'tab\tin.md', content: '# Out' },
        { name: 'link.md', content: '/etc/passwd', mode: 0o120777 },
        { name: 'device.md', mode: 0o020666 },
        { name: 'locked.md', content: '# In', flags: 0x801 },
        { name: 'odd.md', content: '# In', method: 14 },
        { name: 'GOOD.md', content: '# The other' },
        { name: 'wrong-sum.md', content: '# In', says: { crc: 7 } },
        { name: 'two-names.md', content: '# In', says: { localName: 'two-faces.md' } },
        { name: 'longer.md', content: '# In and on and on', says: { size: 4 } },
        { name: 'shorter.md', content: '# In', says: { size: 4000 } },
        { name: 'inner.zip', content: zip([GOOD]) },
      ]),
    })
    expect(job.state).toBe('done')
    expect(job.report?.imported.map(({ path, title }) => [path, title])).toEqual([
      ['good.md', 'The night tram'],
    ])
    const said = refusals(job).join('\n')
    for (const [name, why] of [
      ['../outside.md', 'leads out'],
      ['a/../../outside.md', 'leads out'],
      ['/etc/cron.md', 'outside'],
      ['C:/autoexec.md', 'outside'],
      ['a\\..\\..\\b.md', 'backslash'],
      ['a//b.md', 'not a proper one'],
      ['tab\tin.md', 'control characters'],
      ['link.md', 'a link'],
      ['device.md', 'no file'],
      ['locked.md', 'password'],
      ['odd.md', 'does not know'],
      ['GOOD.md', 'same name'],
      ['wrong-sum.md', 'checksum'],
      ['two-names.md', 'two names'],
      ['longer.md', 'more than it says'],
      ['shorter.md', 'checksum'],
      ['inner.zip', 'zip inside a zip'],
    ])
      expect(said).toMatch(
        new RegExp(`^${(name ?? '').replace(/[\\.+*?^$()[\]{}|]/g, String.raw`\$&`)}: .*${why ?? ''}`, 'm'),
      )
    expect(refusals(job)).toHaveLength(17)
    expect((await readdir(here.library)).filter((name) => !name.startsWith('.'))).toHaveLength(1)
  })

  it('that unpacks to far more than it is, is stopped while it unpacks', async () => {
    const here = await room()
    const bomb = zip([{ name: 'bomb.txt', content: Buffer.alloc(30 * 1024 * 1024, 'A') }, GOOD])
    expect(bomb.length).toBeLessThan(64 * 1024)
    const job = await imported(here, { 'bomb.zip': bomb })
    expect(job.report?.imported).toHaveLength(1)
    expect(refusals(job)).toEqual([expect.stringContaining('bomb.txt: it is packed so tightly')])
  })

  it('whose entries share their data is not unpacked', async () => {
    const here = await room()
    const job = await imported(here, { 'shared.zip': overlapping(40, Buffer.from(GOOD.content)) })
    expect(job.report?.imported).toEqual([])
    expect(refusals(job)).toHaveLength(40)
    expect(refusals(job)[0]).toContain('shares its place')
  })

  it('is held to the limits of one import: entries, bytes of a file, bytes in all', async () => {
    const many = zip(Array.from({ length: 12 }, (_, index) => ({ ...GOOD, name: `${String(index)}.md` })))
    const few = await imported(await room({ limits: { ...LIMITS, files: 11 } }), { 'a.zip': many })
    expect(refusals(few)).toEqual(['a.zip: it holds more than 11 files'])
    const small = await imported(await room({ limits: { ...LIMITS, article: 20 } }), { 'a.zip': zip([GOOD]) })
    expect(refusals(small)).toEqual([expect.stringContaining('good.md: it is larger than Galley takes')])
    const total = { ...LIMITS, total: many.length }
    const budget = await imported(await room({ limits: { ...total, total: 2000 } }), {
      'a.zip': many.subarray(0),
    })
    expect(budget.state).toBe('done')
  })

  it.each([
    ['nothing at all', Buffer.alloc(0)],
    ['21 bytes', Buffer.alloc(21)],
    [
      'noise',
      Buffer.from('PK\x05\x06 but nothing more of a zip than this, and a bit of text to be long enough'),
    ],
    ['one cut off', zip([GOOD]).subarray(0, 90)],
    ['a directory that is not there', Buffer.concat([zip([GOOD]).subarray(40)])],
  ])('that is none (%s) is refused as a whole', async (_, bytes) => {
    const here = await room()
    const job = await imported(here, { 'broken.zip': bytes, 'good.md': GOOD.content })
    expect(job.state).toBe('done')
    expect(job.report?.imported.map(({ title }) => title)).toEqual(['The night tram'])
    expect(refusals(job)).toHaveLength(1)
    expect(refusals(job)[0]).toMatch(/^broken\.zip: it /)
  })

  it('cut at any byte leaves the library with whole drafts or none', async () => {
    const whole = zip([{ name: 'a/article.json', content: article('The night tram', 'Ten past one.') }])
    for (let length = 0; length < whole.length; length += 7) {
      const here = await room()
      const job = await imported(here, { 'a.zip': whole.subarray(0, length) })
      expect(job.report?.imported).toEqual([])
      expect((await readdir(here.library)).filter((name) => !name.startsWith('.'))).toEqual([])
    }
  })
})

describe('files that mean harm', () => {
  it('are kept under numbers until they are read, whatever they are called', async () => {
    const here = await room()
    const { id } = here.transfers.startImport()
    await here.transfers.feedImport(id, 'some/where/a.md', 0, Buffer.from('# A'))
    const below = await readdir(here.cache, { recursive: true })
    expect(below.join('\n')).not.toContain('a.md')
    expect(below.some((path) => path.endsWith('0'))).toBe(true)
  })

  it.each(['../a.md', '/a.md', 'a/../b.md', 'C:/a.md', 'a\\b.md'])(
    'a path like %s is refused',
    async (path) => {
      const here = await room()
      const job = await imported(here, { [path]: '# A' })
      expect(job.report?.imported).toEqual([])
      expect(refusals(job)[0]).toContain(path)
    },
  )

  it('that differ in capitals or in Unicode form alone are not both taken', async () => {
    const here = await room()
    const job = await imported(here, {
      'Café.md': '# One',
      'cafe\u0301.md': '# Two',
      'CAFÉ.md': '# Three',
    })
    expect(job.report?.imported.map(({ title }) => title)).toEqual(['One'])
    expect(refusals(job)).toHaveLength(2)
  })

  it('a picture that is none stays out; the draft that shows it comes in', async () => {
    const here = await room()
    const job = await imported(here, {
      'lib/tram-aaaaaa/article.json': article(
        'The night tram',
        'images/1111111111111111.png',
        'Ten past one.',
      ),
      'lib/tram-aaaaaa/images/1111111111111111.png': '<script>alert(1)</script>',
      'lib/tram-aaaaaa/images/.hidden': png(2, 2),
      'lib/tram-aaaaaa/run.sh': 'rm -rf /',
    })
    expect(job.report?.imported.map(({ title }) => title)).toEqual(['The night tram'])
    expect(refusals(job).sort()).toEqual([
      expect.stringMatching(/images\/\.hidden: its name/),
      expect.stringMatching(/images\/1{16}\.png: .*is not a picture/),
      expect.stringMatching(/run\.sh: it is no part of a draft/),
    ])
    const [folder = ''] = (await readdir(here.library)).filter((name) => !name.startsWith('.'))
    expect(await readdir(join(here.library, folder))).toEqual(['article.json'])
  })

  it('text in which a parser would be lost is refused, and the others go on', async () => {
    const here = await room()
    const job = await imported(here, {
      'deep.md': '> '.repeat(20_000) + '![x](y.png)',
      'deep.json': `{"format":"galley-article","doc":${'['.repeat(5000)}`,
      'binary.txt': Buffer.from([0, 1, 2, 3]),
      'latin.txt': Buffer.from([0x63, 0xe9]),
      'empty.md': '',
      'notes.docx': 'PK',
      'good.md': GOOD.content,
    })
    expect(job.state).toBe('done')
    expect(job.report?.imported.map(({ path }) => path)).toEqual(['good.md'])
    expect(refusals(job)).toHaveLength(6)
  })

  it('nothing in the library is written over, whatever id a file claims', async () => {
    const library = await tempFolder()
    const mine = article('Mine', 'These words are mine.')
    await mkdir(join(library, 'mine-aaaaaa'))
    const path = join(library, 'mine-aaaaaa', 'article.json')
    await writeFile(path, mine.replace('{', '{ "id": "mine-aaaaaa",'))
    const before = await readFile(path, 'utf8')
    const here = await room({ library })
    const job = await imported(here, {
      'mine-aaaaaa/article.json': article('Theirs', 'Other words.').replace('{', '{ "id": "mine-aaaaaa",'),
      'b/article.json': article('Evil', 'Words.').replace('{', '{ "id": "../../evil",'),
      'c/article.json': article('Galley', 'Words.').replace('{', '{ "id": ".galley",'),
    })
    expect(job.report?.imported).toHaveLength(3)
    expect(new Set(job.report?.imported.map(({ id }) => id)).size).toBe(3)
    for (const { id } of job.report?.imported ?? [])
      expect(id).toMatch(/^(?:theirs|evil|galley)-[a-z0-9]{6}$/)
    expect(await readFile(path, 'utf8')).toBe(before)
  })
})
