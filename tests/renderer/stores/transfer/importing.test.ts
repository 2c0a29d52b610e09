import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { done, type Job, problem } from '../../../../src/desk.ts'
import { desk } from '../../../../src/renderer/src/desk.ts'
import { useDraft } from '../../../../src/renderer/src/stores/draft.ts'
import { useImporting } from '../../../../src/renderer/src/stores/transfer/importing.ts'
import { useReadingReport } from '../../../../src/renderer/src/stores/transfer/readingReport.ts'
import { useJobs } from '../../../../src/renderer/src/stores/transfer/jobs.ts'
import { useNotices } from '../../../../src/renderer/src/stores/notices.ts'
import { callsTo, openedDraft, quietDesk } from '../quietDesk.ts'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const html = `<h1>A kite</h1><p>Other words.</p><figure><img alt="x" src="data:image/png;base64,${PNG}"></figure>`
const file = (name: string, text = html): File => new File([text], name)
let created: string[] = []

beforeEach(() => {
  quietDesk()
  setActivePinia(createPinia())
  created = []
  vi.spyOn(desk, 'createDraft').mockImplementation((article) => {
    created.push(article)
    return Promise.resolve(done(openedDraft(`kite-${String(created.length)}`)))
  })
  vi.spyOn(desk, 'addImage').mockRejectedValue(new Error('pictures come with the draft'))
})

describe('a file', () => {
  it('of which something was left out has one notice, whose list names the file', async () => {
    const hidden = '<h1>A kite</h1><p>Words.</p><p hidden>Not these.</p><p hidden>Nor these.</p>'
    await useImporting().importFiles([file('one.html', hidden), file('two.html'), file('three.html', hidden)])
    const told = useNotices().list.filter(({ text }) => text.includes('left out'))
    expect(told.map(({ text }) => text)).toEqual(['4 hidden passages left out.'])
    told[0]?.actions[0]?.run()
    const reading = useReadingReport()
    expect(reading.isOpen).toBe(true)
    expect(reading.lines).toEqual(
      ['one.html', 'three.html'].map((name) => ({
        name,
        line: '2 hidden passages left out, the first “Not these.”',
      })),
    )
  })

  it('of which nothing was left out has no notice', async () => {
    await useImporting().importFiles([file('kite.html')])
    expect(useNotices().list).toEqual([])
  })

  it('becomes a draft with its pictures in one call', async () => {
    const importing = useImporting()
    await importing.importFiles([file('kite.html')])
    expect(created).toHaveLength(1)
    expect(created[0]).toContain(`data:image/png;base64,${PNG}`)
    expect([useDraft().id, importing.remaining]).toEqual(['kite-1', 0])
  })

  it('that the host has read is imported in the same way', async () => {
    const importing = useImporting()
    await importing.importOpened([{ name: 'kite.html', bytes: new TextEncoder().encode(html) }])
    expect(created).toHaveLength(1)
    expect(useDraft().id).toBe('kite-1')
  })

  it('leaves the open draft alone if its draft cannot be created', async () => {
    const draft = useDraft()
    await draft.open('ferry')
    const before = draft.current()
    vi.spyOn(desk, 'createDraft').mockResolvedValue(problem('full', 'The disk is full.', '', ''))
    await useImporting().importFiles([file('kite.html')])
    expect(draft.id).toBe('ferry')
    expect(draft.current()).toEqual(before)
    expect(useNotices().list.at(-1)?.text).toBe('“kite.html” was not imported: The disk is full.')
  })

  it('is one of many that are refused: the first three are told one by one, the others together', async () => {
    const many = Array.from({ length: 60 }, (_, index) => file(`n${String(index)}.xyz`))
    await useImporting().importFiles(many)
    const texts = useNotices().list.map(({ text }) => text)
    expect(texts).toHaveLength(4)
    expect(texts[2]).toMatch(/^“n2.xyz” was not imported/)
    expect(texts[3]).toBe('57 more files were not imported. The first of them is “n3.xyz”.')
  })

  it('is refused by name if its kind is unknown, and the others are imported', async () => {
    const importing = useImporting()
    await importing.importFiles([file('one.html'), file('pier.xyz'), file('two.html')])
    expect(created).toHaveLength(2)
    expect(useNotices().list.some(({ text }) => text.startsWith('“pier.xyz” was not imported'))).toBe(true)
    expect([useDraft().id, importing.remaining]).toEqual(['kite-2', 0])
    expect(callsTo('closeDraft')).toEqual([['kite-1']])
  })

  it.each(['odt', 'rtf', 'pages', 'pdf'])(
    'of kind .%s is refused with what to do instead',
    async (ending) => {
      await useImporting().importFiles([file(`tram.${ending}`)])
      expect(created).toEqual([])
      expect(useNotices().list.at(-1)?.text).toContain('Open the file, select all, copy, and paste here')
    },
  )

  it('is imported even if the open draft cannot be saved, which then stays open', async () => {
    const draft = useDraft()
    await draft.open('ferry')
    vi.spyOn(desk, 'saveDraft').mockResolvedValue(problem('changed-outside', 'It was changed.', '', ''))
    draft.setMetadata({ byline: 'Mina' })
    await useImporting().importFiles([file('kite.html')])
    expect(draft.id).toBe('ferry')
    expect(draft.metadata?.byline).toBe('Mina')
    expect(callsTo('closeDraft')).toEqual([['kite-1']])
  })
})

describe('a Galley file', () => {
  const job = (change: Partial<Job> = {}): Job => ({
    ...{ id: 'job00001', state: 'done', done: 1, total: 1 },
    ...change,
  })
  const galley = new File(['zip'], 'tram.galley')

  let uploaded: MockInstance

  beforeEach(() => {
    vi.spyOn(desk, 'startImport').mockResolvedValue(done(job({ state: 'running' })))
    uploaded = vi.spyOn(desk, 'feedImport').mockResolvedValue(done(null))
    vi.spyOn(desk, 'runImport').mockResolvedValue(done(job({ state: 'running' })))
  })

  it.each([
    galley,
    new File(['zip'], 'Tram.DOCX'),
    new File(['<rss>'], 'blog.xml'),
    new File(['zip'], 'ghost.zip'),
    new File(['{\n "db": []}'], 'ghost.json'),
  ])(
    'or a Word document or the export of a site ($name) is imported by the desk, and its draft is shown',
    async (chosen) => {
      const imported = [{ path: 'tram-1a2b3c', title: 'Tram', id: 'ferry' }]
      vi.spyOn(desk, 'readJob').mockResolvedValue(done(job({ report: { imported, skipped: [] } })))
      await useImporting().importFiles([chosen])
      expect([useDraft().id, useJobs().job, created]).toEqual(['ferry', null, []])
      expect(uploaded).toHaveBeenCalledOnce()
    },
  )

  it('of Word from which something was left out leaves the report in sight', async () => {
    const report = {
      imported: [{ path: 'tram.docx', title: 'Tram', id: 'ferry' }],
      skipped: [{ path: 'tram.docx', reason: 'its comments were left out' }],
    }
    vi.spyOn(desk, 'readJob').mockResolvedValue(done(job({ report })))
    await useImporting().importFiles([new File(['zip'], 'tram.docx')])
    expect(useJobs().job?.report).toEqual(report)
  })

  it('of a draft that the library has already shows that draft and says so', async () => {
    const skipped = [{ path: 'tram-1a2b3c', reason: 'it is already here, word for word', id: 'ferry' }]
    vi.spyOn(desk, 'readJob').mockResolvedValue(done(job({ report: { imported: [], skipped } })))
    await useImporting().importFiles([galley])
    expect([useDraft().id, useJobs().job]).toEqual(['ferry', null])
    expect(useNotices().list.at(-1)?.text).toContain('in the library already')
  })

  it('that is not taken opens no draft of the import before it, whose report is still in sight', async () => {
    const imported = [{ path: 'tram-1a2b3c', title: 'Tram', id: 'ferry' }]
    useJobs().job = job({ report: { imported, skipped: [] } })
    vi.spyOn(desk, 'startImport').mockResolvedValue(problem('full', 'The disk is full.', '', ''))
    await useImporting().importFiles([galley])
    expect(useDraft().id).toBe(null)
    expect(useJobs().job?.report?.imported).toEqual(imported)
  })

  it('that could not be read leaves the report in sight', async () => {
    const skipped = [{ path: 'tram.galley', reason: 'it is no zip' }]
    vi.spyOn(desk, 'readJob').mockResolvedValue(done(job({ report: { imported: [], skipped } })))
    await useImporting().importFiles([galley])
    expect(useDraft().id).toBe(null)
    expect(useJobs().job?.report?.skipped).toEqual(skipped)
  })
})
