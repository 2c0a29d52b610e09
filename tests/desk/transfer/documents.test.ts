import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { article, deskOver, tempFolder, value } from '../library.ts'
import { jpeg, PLACE, png } from '../pictures.ts'
import { LIMITS } from '../../../src/desk/transfer/limits.ts'
import { realFiles } from '../../../src/desk/disk/files.ts'
import { ended, imported, refusals, room, type Room } from './transfers.ts'

/** The article of the one draft that was taken, as text. */
async function only(here: Room): Promise<string> {
  const desk = await deskOver(here.library)
  const { drafts } = value(await desk.library())
  expect(drafts).toHaveLength(1)
  return value(await desk.openDraft(drafts[0]?.id ?? '')).article
}

async function pictures(here: Room): Promise<string[]> {
  const names = await readdir(here.library, { recursive: true })
  return names.filter((name) => /images.*\./.test(name) && !name.startsWith('.'))
}

describe('a folder of articles', () => {
  it('is taken file by file, each by its kind, and a revision is kept of each', async () => {
    const here = await room()
    const job = await imported(here, {
      'Texts/tram.md': '# The night tram\n\nIt leaves at ten past one.\n',
      'Texts/나루.txt': '나루터의 하루\n\n강은 조용했다.\n',
      'Texts/page.html': '<h1>Gulls</h1><p>They know.</p>',
      'Texts/old.json': article('From a file', 'Kept as JSON.'),
      'Texts/UPPER.MD': 'Only a paragraph, no headline.\n',
      'Texts/.DS_Store': 'litter',
      'Texts/list.xlsx': 'PK',
      'Texts/letter.odt': 'PK',
      'Texts/talk.vtt': 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n',
    })
    expect(job.report?.imported.map(({ path }) => path).sort()).toEqual([
      'Texts/UPPER.MD',
      'Texts/old.json',
      'Texts/page.html',
      'Texts/talk.vtt',
      'Texts/tram.md',
      'Texts/나루.txt',
    ])
    expect(refusals(job)).toEqual([
      'Texts/list.xlsx: Galley reads Markdown, text, HTML, Word, exports of WordPress and Ghost, and its own files',
      'Texts/letter.odt: it is an OpenDocument text, which Galley does not read: open it in LibreOffice and save it as .docx',
    ])
    expect(here.kept.sort()).toEqual(job.report?.imported.map(({ id }) => id).sort())
    const desk = await deskOver(here.library)
    const titles = value(await desk.library()).drafts.map(({ title }) => title)
    expect(titles.sort()).toEqual([
      'From a file',
      'Gulls',
      'The night tram',
      'UPPER',
      expect.any(String),
      '나루터의 하루',
    ])
  })

  it('brings the pictures that its Markdown shows, without the notes of their cameras', async () => {
    const here = await room()
    const shown = png(30, 20, { notes: true })
    const job = await imported(here, {
      'site/posts/tram.md': [
        '# The night tram',
        '![The depot](../photos/the%20depot.png "At night")',
        '![By reference][stop]',
        '![On the web](https://pictures.example/a.png)',
        '![Not there](../photos/lost.jpg)',
        '[stop]: <./bus stop.jpg>',
      ].join('\n\n'),
      'site/photos/the depot.png': shown,
      'site/posts/bus stop.jpg': jpeg(40, 30, { notes: true }),
      'site/photos/unused.png': png(3, 3),
    })
    expect(refusals(job)).toEqual([
      'site/posts/tram.md: 1 picture missing, its place kept: “../photos/lost.jpg”',
    ])
    const text = await only(here)
    expect(text).toMatch(/"src":"images\/[0-9a-f]{16}\.png"/)
    expect(text).toMatch(/"src":"images\/[0-9a-f]{16}\.jpg"/)
    expect(text).toContain('https://pictures.example/a.png')
    const files = await pictures(here)
    expect(files).toHaveLength(2)
    for (const file of files)
      expect(Buffer.from(await realFiles.readFile(join(here.library, file))).includes(PLACE)).toBe(false)
  })

  it('makes files of the pictures that a page or a Markdown file carries in itself', async () => {
    const here = await room()
    const inline = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString('base64')}`
    const job = await imported(here, {
      'tram.html': `<h1>Tram</h1><p>It leaves.</p><img alt="The depot" src="${inline(png(30, 20))}"><img alt="The stop" src="${inline(png(30, 20).subarray(0, 40))}">`,
      'gulls.md': `# Gulls\n\nThey know.\n\n![A gull](${inline(png(40, 20))})\n`,
    })
    expect(job.report?.imported).toHaveLength(2)
    expect(refusals(job)).toEqual([
      'tram.html: its picture “The stop” is damaged or breaks off; it stays inside the article',
    ])
    expect(await pictures(here)).toHaveLength(2)
    for (const { id, title } of job.report?.imported ?? []) {
      const text = await readFile(join(here.library, id, 'article.json'), 'utf8')
      expect(text).toMatch(/"src": "images\/[0-9a-f]{16}\.png"/)
      expect(text.includes('data:image')).toBe(title === 'Tram')
    }
  })

  it('reads no picture from outside what was chosen, and no file that is none', async () => {
    const here = await room()
    const job = await imported(here, {
      'a/tram.md': '# Tram\n\n![Out](../../../../etc/passwd)\n\n![Root](/etc/passwd)\n\n![Fake](fake.png)\n',
      'a/fake.png': 'GIF? No.',
    })
    expect(refusals(job)).toEqual([
      expect.stringMatching(/^a\/fake\.png: .*is not a picture/),
      'a/tram.md: 3 pictures missing, their places kept, the first “../../../../etc/passwd”',
    ])
    expect(job.report?.imported).toHaveLength(1)
    expect(await pictures(here)).toEqual([])
  })

  it('that Galley exported in its structured Markdown comes back with metadata and pictures', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { summary, revision } = value(await desk.createDraft(article('Tram', 'Ten past one.')))
    const { src } = value(await desk.addImage(summary.id, 'a.png', png(10, 10)))
    value(await desk.saveDraft(summary.id, article('Tram', 'Ten past one.', src), revision))
    const zip = value(await desk.exportDraft(summary.id, 'markdown-structured'))
    const here = await room()
    const job = await imported(here, { [zip.name]: zip.bytes })
    expect(refusals(job)).toEqual([])
    expect(await only(here)).toBe(value(await desk.openDraft(summary.id)).article)
    expect(await pictures(here)).toHaveLength(1)
  })
})

describe('the original of an imported document', () => {
  it('lies beside its draft, byte for byte, and travels with it', async () => {
    const here = await room()
    const text = '# The night tram\r\n\r\nIt *leaves* at ten.\r\n'
    const job = await imported(here, { 'Texts/tram.MD': text, 'own.json': article('Own', 'Kept.') })
    const [tram = '', own = ''] = (job.report?.imported ?? []).map(({ id }) => id)
    expect(await readFile(join(here.library, tram, 'original/original.md'), 'utf8')).toBe(text)
    expect(await readdir(join(here.library, own))).not.toContain('original')
    const file = await readFile(join(here.library, tram, 'article.json'))
    const other = await room()
    const again = await imported(other, {
      [`old/${tram}/article.json`]: file,
      [`old/${tram}/original/original.md`]: text,
      [`old/${tram}/original/others.md`]: text,
    })
    expect(refusals(again)).toEqual([expect.stringMatching(/others\.md: it is no part of a draft/)])
    expect(await readFile(join(other.library, tram, 'original/original.md'), 'utf8')).toBe(text)
  })

  it('is left out, with a word, where it is too large', async () => {
    const here = await room({ limits: { ...LIMITS, original: 10 } })
    const job = await imported(here, { 'tram.md': '# The night tram\n\nIt leaves.\n' })
    expect(refusals(job)).toEqual(['tram.md: it is too large to be kept beside its draft'])
    expect(job.report?.imported).toHaveLength(1)
  })
})

describe('a draft that is imported', () => {
  it('brings the pictures in its own trash along, which begin their time there anew', async () => {
    const here = await room()
    const job = await imported(here, {
      'old/tram-aaaaaa/article.json': article('Tram', 'It leaves.'),
      'old/tram-aaaaaa/images/1111111111111111.png': png(30, 20),
      'old/tram-aaaaaa/images/.trash/2222222222222222.png': png(40, 20),
      'old/tram-aaaaaa/images/.trash/.dates.json': '{}',
      'old/tram-aaaaaa/images/.trash/deeper/3333333333333333.png': png(3, 2),
    })
    expect(refusals(job)).toEqual([
      'old/tram-aaaaaa/images/.trash/deeper/3333333333333333.png: it is no part of a draft: article, pictures and history are',
    ])
    const files = await readdir(join(here.library, 'tram-aaaaaa'), { recursive: true })
    expect(files.filter((name) => name.includes('.trash/') || name.endsWith('.png')).sort()).toEqual([
      'images/.trash/2222222222222222.png',
      'images/1111111111111111.png',
    ])
  })
})

describe('an import as a job', () => {
  it('takes pieces in their order alone', async () => {
    const { transfers } = await room()
    const { id } = transfers.startImport()
    const piece = Buffer.from('# A tram')
    await transfers.feedImport(id, 'a.md', 0, piece)
    for (const offset of [0, 4, 9, 100])
      await expect(transfers.feedImport(id, 'a.md', offset, piece)).rejects.toThrow('did not arrive in order')
    await expect(transfers.feedImport(id, 'b.md', 5, piece)).rejects.toThrow('did not arrive in order')
    await transfers.feedImport(id, 'a.md', piece.length, piece)
    transfers.runImport(id)
    await expect(transfers.feedImport(id, 'a.md', 16, piece)).rejects.toThrow('takes no more files')
    expect((await ended(transfers, id)).report?.imported[0]?.title).toBe('A tram# A tram')
  })

  it('cancelled while it runs keeps what it took, whole, and says what that is', async () => {
    const here = await room()
    const { transfers, library, cache } = here
    const { id } = transfers.startImport()
    for (let index = 0; index < 200; index += 1)
      await transfers.feedImport(id, `${String(index)}.md`, 0, Buffer.from(`# Draft ${String(index)}`))
    transfers.runImport(id)
    while (transfers.readJob(id).done < 5) await new Promise((resolve) => setTimeout(resolve, 1))
    await transfers.cancelJob(id)
    const job = transfers.readJob(id)
    expect(job.state).toBe('cancelled')
    const count = job.report?.imported.length ?? 0
    expect(count).toBeGreaterThanOrEqual(5)
    expect(count).toBeLessThan(200)
    const folders = (await readdir(library)).filter((name) => !name.startsWith('.'))
    expect(folders.sort()).toEqual(job.report?.imported.map((taken) => taken.id).sort())
    expect((await readdir(cache, { recursive: true })).filter((name) => /\/\d+$/.test(name))).toEqual([])
  })

  it('cancelled before it runs leaves nothing', async () => {
    const { transfers, cache } = await room()
    const { id } = transfers.startImport()
    await transfers.feedImport(id, 'a.md', 0, Buffer.from('# A'))
    await transfers.cancelJob(id)
    expect(transfers.readJob(id).state).toBe('cancelled')
    expect((await readdir(cache, { recursive: true })).filter((name) => name.endsWith('/0'))).toEqual([])
  })

  it('on a disk that fills up takes what there is room for and says what not', async () => {
    let drafts = 0
    const full = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' })
    const here = await room({
      files: {
        ...realFiles,
        open: (path, flags, mode) => {
          if (path.endsWith('article.json') && (drafts += 1) > 2) return Promise.reject(full)
          return realFiles.open(path, flags, mode)
        },
      },
    })
    const job = await imported(here, { 'a.md': '# A', 'b.md': '# B', 'c.md': '# C' })
    expect(job.report?.imported.map(({ title }) => title)).toEqual(['A', 'B'])
    expect(refusals(job)).toEqual(['c.md: the disk is full'])
    const left = await readdir(join(here.library, '.galley'), { recursive: true })
    expect(left.filter((name) => name.endsWith('article.json'))).toEqual([])
  })

  it('of a killed process is swept at the next start; one of a living process is not', async () => {
    const here = await room()
    const { id } = here.transfers.startImport()
    await here.transfers.feedImport(id, 'a.md', 0, Buffer.from('# A'))
    const second = await room({ library: here.library, cache: here.cache })
    expect(await second.transfers.sweep()).toBe(0)
    const [run = ''] = await readdir(join(here.cache, 'jobs'))
    const owner = join(here.cache, 'jobs', run, 'owner.json')
    const { writeFile, readFile } = await import('node:fs/promises')
    const holder = JSON.parse(await readFile(owner, 'utf8')) as Record<string, unknown>
    await writeFile(owner, JSON.stringify({ ...holder, pid: 2 ** 22 + 1 }))
    expect(await second.transfers.sweep()).toBe(1)
    expect(await readdir(join(here.cache, 'jobs'))).toEqual([])
  })
})
