import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { targets } from '../../../../src/article/index.ts'
import { done, type ExportedFile, type Outcome, problem } from '../../../../src/desk.ts'
import { desk, host } from '../../../../src/renderer/src/desk.ts'
import { useDraft } from '../../../../src/renderer/src/stores/draft.ts'
import { useLastExports } from '../../../../src/renderer/src/stores/transfer/lastExports.ts'
import { useNotices } from '../../../../src/renderer/src/stores/notices.ts'
import { useExporting } from '../../../../src/renderer/src/stores/transfer/exporting.ts'
import { useSettings } from '../../../../src/renderer/src/stores/settings.ts'
import { usePrinting } from '../../../../src/renderer/src/stores/transfer/printing.ts'
import { callsTo, openedDraft, quietDesk } from '../quietDesk.ts'

const target = targets[0]?.id ?? ''
const file = (name: string): ExportedFile => ({ name, mime: 'text/plain', bytes: new Uint8Array(1) })
let kept: unknown[][] = []

beforeEach(() => {
  quietDesk()
  setActivePinia(createPinia())
  kept = []
  vi.spyOn(desk, 'exportDraft').mockImplementation((id) => Promise.resolve(done(file(id))))
  vi.spyOn(desk, 'keepRevision').mockImplementation((...given) => {
    kept.push(given)
    return Promise.resolve(done({ number: 1, at: 0, reason: 'export', name: '', words: 0 }))
  })
  vi.spyOn(desk, 'listRevisions').mockResolvedValue(done([]))
})

describe('an export', () => {
  it('stores a version of the exported draft even if another one is open by then', async () => {
    const draft = useDraft()
    const exporting = useExporting()
    await draft.open('ferry')
    await exporting.prepare(target)
    const where = Promise.withResolvers<Outcome<string | null>>()
    vi.spyOn(host, 'saveFile').mockReturnValue(where.promise)
    const saving = exporting.save()
    await draft.open('tram')
    where.resolve(done('/home/mina/ferry.md'))
    await saving
    expect(kept.map(([id, reason]) => [id, reason])).toEqual([['ferry', 'export']])
    expect(String(kept[0]?.[3])).toContain('ferry')
  })

  it('does not show the file of a format chosen earlier', async () => {
    await useDraft().open('ferry')
    const exporting = useExporting()
    const late = Promise.withResolvers<Outcome<ExportedFile>>()
    vi.spyOn(desk, 'exportDraft').mockReturnValueOnce(late.promise)
    const first = exporting.prepare(target)
    await exporting.prepare(target)
    late.resolve(done(file('late')))
    await first
    expect(exporting.file?.name).toBe('ferry')
  })

  it('says how large the file is, and which pictures could not be read', async () => {
    const page = {
      ...file('ferry.html'),
      bytes: new Uint8Array(2_345_678),
      unreadPictures: ['Gulls', 'Pier'],
    }
    vi.spyOn(desk, 'exportDraft').mockResolvedValue(done(page))
    await useDraft().open('ferry')
    const exporting = useExporting()
    await exporting.prepare(target)
    expect(exporting.report).toMatch(/^2\.3 MB\. 2 pictures could not be read and are exported unchanged\./)
    expect(exporting.report).toContain('The first is Gulls.')
  })

  it('says how far its pictures are, and is cancelled when another form is wanted', async () => {
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
    })
    await useDraft().open('ferry')
    const exporting = useExporting()
    const never = Promise.withResolvers<Outcome<ExportedFile>>()
    vi.spyOn(desk, 'exportDraft').mockReturnValueOnce(never.promise)
    vi.spyOn(desk, 'exportProgress').mockResolvedValue(done({ done: 3, total: 10 }))
    const first = exporting.prepare(target)
    await vi.advanceTimersByTimeAsync(1000)
    expect(exporting.report).toBe('Preparing pictures: 3 of 10…')
    await exporting.prepare(targets[1]?.id ?? '')
    expect(callsTo('cancelExport')).toEqual([['ferry']])
    never.resolve(problem('failed', 'a', 'b', 'c'))
    await first
    expect(exporting.file?.name).toBe('ferry')
    exporting.reset()
    expect(callsTo('cancelExport')).toHaveLength(1)
  })

  it('keeps the article for its page, whatever kind of file is made of it', async () => {
    const zip = { name: 'ferry.zip', mime: 'application/zip', bytes: new TextEncoder().encode('PK') }
    vi.spyOn(desk, 'exportDraft').mockResolvedValue(done(zip))
    await useDraft().open('ferry')
    const exporting = useExporting()
    await exporting.prepare('html-fragment')
    expect(exporting.file?.name).toBe('ferry.zip')
    expect(JSON.stringify(exporting.prepared?.article)).toContain('ferry')
  })

  it('copies formatted text with plain text beside it, without the fields that are not ticked', async () => {
    await useDraft().open('ferry')
    const exporting = useExporting()
    const copied = vi.spyOn(host, 'copyRich').mockResolvedValue(done(null))
    await exporting.prepare('html-fragment')
    await exporting.copyRich()
    useSettings().set({ copyHeadline: false })
    await exporting.copyRich()
    expect(copied.mock.calls.map(([, html]) => html.includes('<h1>'))).toEqual([true, false])
    expect(copied.mock.calls.every(([text]) => !text.includes('<'))).toBe(true)
    exporting.showText()
    expect(exporting.text).not.toContain('<h1>')
    await exporting.exportAgain()
    expect(copied).toHaveBeenCalledTimes(3)
  })

  it('stores one version, however often the same format is exported', async () => {
    await useDraft().open('ferry')
    const exporting = useExporting()
    vi.spyOn(host, 'copyText').mockResolvedValue(done(null))
    await exporting.prepare(target)
    await exporting.copy()
    await exporting.copy()
    expect(kept).toHaveLength(1)
  })
})

describe('exporting again', () => {
  /** Exports a draft as Markdown, to a file that the writer calls so. */
  async function exportOnce(id: string, name: string): Promise<void> {
    await useDraft().open(id)
    const exporting = useExporting()
    await exporting.prepare('markdown')
    vi.spyOn(host, 'saveFile').mockResolvedValueOnce(done(name))
    await exporting.save()
    exporting.reset()
  }

  const texts = (): readonly string[] => useNotices().list.map(({ text }) => text)

  it('saves the same target under the same name, keeps a version and says what was exported', async () => {
    vi.spyOn(desk, 'exportDraft').mockImplementation((id) => Promise.resolve(done(file(`${id}.md`))))
    await exportOnce('ferry', '/home/mina/final.md')
    const saved = vi.spyOn(host, 'saveFile').mockResolvedValue(done('/home/mina/final.md'))
    await useExporting().exportAgain()
    expect(callsTo('exportDraft').at(-1)).toEqual(['ferry', 'markdown'])
    expect(saved.mock.calls.at(-1)?.[0].name).toBe('final.md')
    expect(kept.map(([id, reason]) => [id, reason])).toEqual([
      ['ferry', 'export'],
      ['ferry', 'export'],
    ])
    expect(texts()).toContain('Exported again as Markdown: /home/mina/final.md')
  })

  it('names the file anew if it is of another kind now, such as a zip with pictures', async () => {
    vi.spyOn(desk, 'exportDraft').mockImplementation((id) => Promise.resolve(done(file(`${id}.md`))))
    await exportOnce('ferry', '/home/mina/final.md')
    vi.spyOn(desk, 'exportDraft').mockImplementation((id) => Promise.resolve(done(file(`${id}.zip`))))
    const saved = vi.spyOn(host, 'saveFile').mockResolvedValue(done(null))
    await useExporting().exportAgain()
    expect(saved.mock.calls.at(-1)?.[0].name).toBe('ferry.zip')
    expect(kept).toHaveLength(1)
  })

  it('copies again what was copied last', async () => {
    await useDraft().open('ferry')
    const exporting = useExporting()
    const copied = vi.spyOn(host, 'copyText').mockResolvedValue(done(null))
    await exporting.prepare('html-fragment')
    await exporting.copy()
    exporting.reset()
    await exporting.exportAgain()
    expect(copied.mock.calls[1]?.[0]).toContain('ferry')
    expect(texts()).toContain('Copied again as HTML for a CMS.')
  })

  it('remembers each draft’s own export, and none of a cancelled one', async () => {
    await exportOnce('ferry', '/home/mina/ferry.md')
    const exports = useLastExports()
    expect([exports.has('ferry'), exports.has('tram')]).toEqual([true, false])
    await useDraft().open('tram')
    await useExporting().prepare(target)
    vi.spyOn(host, 'saveFile').mockResolvedValue(done(null))
    await useExporting().save()
    expect(exports.has('tram')).toBe(false)
    const saved = vi.spyOn(host, 'saveFile').mockClear()
    await useExporting().exportAgain()
    expect(saved).not.toHaveBeenCalled()
  })

  it('asks for one place at a time', async () => {
    await exportOnce('ferry', '/home/mina/ferry.md')
    const where = Promise.withResolvers<Outcome<string | null>>()
    const saved = vi.spyOn(host, 'saveFile').mockClear().mockReturnValue(where.promise)
    const both = [useExporting().exportAgain(), useExporting().exportAgain()]
    where.resolve(done(null))
    await Promise.all(both)
    expect(saved).toHaveBeenCalledTimes(1)
  })

  it('prints a PDF again on the same paper and under the same name', async () => {
    await useDraft().open('ferry')
    const saved = vi.spyOn(host, 'savePdf').mockResolvedValue(done('/home/mina/proof.pdf'))
    await usePrinting().savePdf('A4')
    await useExporting().exportAgain()
    expect(saved.mock.calls.at(-1)).toEqual(['proof.pdf', 'A4'])
    expect(texts()).toContain('Exported again as PDF: /home/mina/proof.pdf')
  })
})

it('reveals drafts by their id', async () => {
  await useDraft().open('ferry')
  expect(useDraft().summary).toEqual(openedDraft('ferry').summary)
})
