import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { targets } from '../../../../src/article/index.ts'
import { done, type ExportedFile, type Outcome } from '../../../../src/desk.ts'
import { desk, host } from '../../../../src/renderer/src/desk.ts'
import { useDraft } from '../../../../src/renderer/src/stores/draft.ts'
import { useExporting } from '../../../../src/renderer/src/stores/transfer/exporting.ts'
import { openedDraft, quietDesk } from '../quietDesk.ts'

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

  it('shows the page of a format that is exported as a zip, and not the bytes of the zip', async () => {
    const zip = { name: 'ferry.zip', mime: 'application/zip', bytes: new TextEncoder().encode('PK') }
    vi.spyOn(desk, 'exportDraft').mockResolvedValue(done(zip))
    await useDraft().open('ferry')
    const exporting = useExporting()
    await exporting.prepare('html-fragment')
    expect(exporting.file?.name).toBe('ferry.zip')
    expect(exporting.page).toContain('ferry')
    expect(exporting.page).not.toContain('PK')
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

it('reveals drafts by their id', async () => {
  await useDraft().open('ferry')
  expect(useDraft().summary).toEqual(openedDraft('ferry').summary)
})
