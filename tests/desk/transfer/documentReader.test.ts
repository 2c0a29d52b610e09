import { readdir } from 'node:fs/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ArticleError, MAX_TEXT_LENGTH, readText } from '../../../src/article/index.ts'
import { type DocumentReader, threadedReader } from '../../../src/desk/transfer/import/documentReader.ts'
import type { ReadDocument } from '../../../src/desk/transfer/import/docx/readDocx.ts'
import { wxr } from './sites/wxrFile.ts'
import { ended, imported, refusals, room } from './transfers.ts'

// On the desk's own thread no document may be read: there it would keep every save waiting.
vi.mock('../../../src/desk/transfer/import/documents.ts', () => ({
  readDocument: () => Promise.reject(new Error('read on the thread of the desk')),
}))

const NONE = (): Promise<string | null> => Promise.resolve(null)

function headline({ article }: ReadDocument): string | undefined {
  return article.doc.content?.[0]?.content?.[0]?.text
}

describe('the reader of documents', () => {
  function reader(timeoutMs?: number): DocumentReader {
    const made = threadedReader(timeoutMs)
    onTestFinished(() => made.close())
    return made
  }

  it('reads in a thread of its own, one document after the other', async () => {
    const documents = reader()
    for (const name of ['One', 'Two'])
      expect(
        headline(await documents.read(`${name}.md`, Buffer.from(`# ${name}\n\nIt leaves.\n`), NONE)),
      ).toBe(name)
  })

  it('asks for the pictures beside a document', async () => {
    const asked: string[] = []
    const find = (address: string): Promise<string | null> => {
      asked.push(address)
      return Promise.resolve(address === 'tram.png' ? 'images/0123456789abcdef.png' : null)
    }
    const text = '# Tram\n\n![At night](tram.png)\n\n![Gone](gone.png)\n'
    const { article } = await reader().read('tram.md', Buffer.from(text), find)
    expect(asked).toEqual(['tram.png', 'gone.png'])
    expect(JSON.stringify(article.doc)).toContain('images/0123456789abcdef.png')
  })

  it('refuses in the words of the article’s readers, and reads on', async () => {
    const documents = reader()
    const refused = documents.read('a.md', Buffer.from([0xff, 0x00]), NONE)
    await expect(refused).rejects.toThrow(ArticleError)
    await expect(refused).rejects.toMatchObject({ what: 'it is not UTF-8 text', mend: 'Save it as UTF-8.' })
    expect(headline(await documents.read('b.md', Buffer.from('# B'), NONE))).toBe('B')
  })

  it('refuses a document that takes too long, and reads on in a new thread', async () => {
    // The next document's thread starts within it, too, however busy the machine is.
    const documents = reader(10_000)
    const never = documents.read(
      'a.md',
      Buffer.from('# A\n\n![x](x.png)\n'),
      () => new Promise(() => undefined),
    )
    await expect(never).rejects.toThrow('it took more than 10 seconds to read (the whole file). Split it')
    expect(headline(await documents.read('b.md', Buffer.from('# B'), NONE))).toBe('B')
  })

  it('ends, when it is closed, after the draft that is being written', async () => {
    const documents = reader()
    const begun = Promise.withResolvers<null>()
    const goOn = Promise.withResolvers<null>()
    const events: string[] = []
    const sink = {
      count: () => undefined,
      article: async (name: string) => {
        begun.resolve(null)
        await goOn.promise
        events.push(name)
      },
      refusal: () => Promise.resolve(),
    }
    const bytes = Buffer.from(wxr({ slug: 'one', body: 'Words.' }, { slug: 'two', body: 'Words.', id: 2 }))
    const ended = documents.readSite('blog.xml', bytes, NONE, sink).catch(() => events.push('ended'))
    await begun.promise
    await documents.close()
    setTimeout(goOn.resolve, 20, null)
    await ended
    expect(events).toEqual(['one', 'ended'])
  })

  it('passes a failure of the disk on, and reads on in a new thread', async () => {
    const documents = reader()
    const text = Buffer.from('# Tram\n\n![At night](tram.png)\n')
    await expect(documents.read('a.md', text, () => Promise.reject(new Error('away')))).rejects.toThrow(
      'away',
    )
    expect(headline(await documents.read('b.md', Buffer.from('# B'), NONE))).toBe('B')
  })
})

describe('an import', () => {
  it('refuses what is longer than Galley reads, of every kind, and takes the rest', async () => {
    const line = 'The night tram leaves at ten past one, and nobody looks at the clock.\n\n'
    const long = line.repeat(Math.ceil(MAX_TEXT_LENGTH / line.length) + 1)
    const job = await imported(await room(), {
      'long.txt': long,
      'long.md': long,
      'long.html': `<p>${long}</p>`,
      'short.md': '# Short\n\nIt leaves.\n',
    })
    expect(job.report?.imported.map(({ path }) => path)).toEqual(['short.md'])
    const why = 'it is longer than Galley reads (2 million characters, pictures not counted) (the whole file)'
    expect(refusals(job).toSorted()).toEqual([`long.html: ${why}`, `long.md: ${why}`, `long.txt: ${why}`])
  })

  it('lets other calls through while a document is read', async () => {
    const begun = Promise.withResolvers<null>()
    const goOn = Promise.withResolvers<null>()
    const closed: string[] = []
    const reader = (): DocumentReader => ({
      read: async (path, bytes) => {
        if (path === 'second.txt') {
          begun.resolve(null)
          await goOn.promise
        }
        return { article: readText(Buffer.from(bytes).toString()), leftOut: [] }
      },
      readSite: () => Promise.resolve([]),
      close: () => Promise.resolve(void closed.push('closed')),
    })
    const { transfers } = await room({ reader })
    const { id } = transfers.startImport()
    for (const path of ['first.txt', 'second.txt'])
      await transfers.feedImport(id, path, 0, Buffer.from('Tram\n\nIt leaves.\n'))
    transfers.runImport(id)
    await begun.promise
    expect(transfers.readJob(id)).toMatchObject({ state: 'running', done: 1, total: 2 })
    const other = transfers.startImport()
    await transfers.feedImport(other.id, 'other.txt', 0, Buffer.from('Other\n\nIt leaves.\n'))
    expect(closed).toEqual([])
    goOn.resolve(null)
    expect(await ended(transfers, id)).toMatchObject({ state: 'done', done: 2 })
    expect(closed).toEqual(['closed'])
  })

  it('stops at once when it is cancelled while a document is read, without a word about that document', async () => {
    const begun = Promise.withResolvers<null>()
    const reader = (): DocumentReader => {
      const over = Promise.withResolvers<never>()
      over.promise.catch(() => undefined)
      return {
        read: (path, bytes) => {
          if (path === 'first.txt')
            return Promise.resolve({ article: readText(Buffer.from(bytes).toString()), leftOut: [] })
          begun.resolve(null)
          return over.promise
        },
        readSite: () => Promise.resolve([]),
        close: () => {
          over.reject(new Error('the thread has ended'))
          return Promise.resolve()
        },
      }
    }
    const { transfers } = await room({ reader })
    const { id } = transfers.startImport()
    for (const path of ['first.txt', 'slow.txt', 'third.txt'])
      await transfers.feedImport(id, path, 0, Buffer.from('Tram\n\nIt leaves.\n'))
    transfers.runImport(id)
    await begun.promise
    await transfers.cancelJob(id)
    const job = transfers.readJob(id)
    expect(job.state).toBe('cancelled')
    expect(job.report?.imported.map(({ path }) => path)).toEqual(['first.txt'])
    expect(refusals(job)).toEqual([])
  })

  it('of many posts tells how far it is, and keeps what it has when it is cancelled', async () => {
    const many = Array.from({ length: 400 }, (_, id) => ({ title: `Post ${String(id)}`, body: 'Words.', id }))
    const { transfers, library } = await room()
    const { id } = transfers.startImport()
    await transfers.feedImport(id, 'blog.xml', 0, Buffer.from(wxr(...many)))
    transfers.runImport(id)
    while (transfers.readJob(id).done < 5) await new Promise((resolve) => setTimeout(resolve, 1))
    expect(transfers.readJob(id).total).toBe(401)
    const start = performance.now()
    await transfers.cancelJob(id)
    expect(performance.now() - start).toBeLessThan(2000)
    const job = transfers.readJob(id)
    expect(job.state).toBe('cancelled')
    expect(refusals(job)).toEqual([])
    const folders = (await readdir(library)).filter((name) => !name.startsWith('.'))
    expect(folders.sort()).toEqual(job.report?.imported.map((taken) => taken.id).sort())
    expect(folders.length).toBeLessThan(400)
  })
})
