import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import iconv from 'iconv-lite'
import { articleFrom, headlineText, parseArticle, writeText } from '../../../../src/article/index.ts'
import { done, type Revision } from '../../../../src/desk.ts'
import { desk } from '../../../../src/renderer/src/desk.ts'
import { useDraft } from '../../../../src/renderer/src/stores/draft.ts'
import { useNotices } from '../../../../src/renderer/src/stores/notices.ts'
import { useImporting } from '../../../../src/renderer/src/stores/transfer/importing.ts'
import { useRereading } from '../../../../src/renderer/src/stores/transfer/rereading.ts'
import { callsTo, openedDraft, quietDesk } from '../quietDesk.ts'

/** A text in the Cyrillic of an old Mac or Windows: nothing in it says which. */
const RUSSIAN = 'Зима на пристани\n\nЛёд сошёл только к апрелю, и паром снова пошёл через залив.\n'
const bytes = new Uint8Array(iconv.encode(RUSSIAN, 'windows-1251'))
/** The same bytes as they were read, in an encoding that fits them as well. */
const garbled = new TextDecoder('koi8-r').decode(bytes)

const shownText = (): string => {
  const article = useDraft().current()
  return article === null ? '' : writeText(article)
}

let made = 0

beforeEach(() => {
  quietDesk()
  setActivePinia(createPinia())
  made = 0
  vi.spyOn(desk, 'createDraft').mockImplementation((article) => {
    made += 1
    return Promise.resolve(done(openedDraft(`zima-${String(made)}`, parseArticle(article))))
  })
  vi.spyOn(desk, 'keepRevision').mockResolvedValue(done({} as Revision))
  vi.spyOn(desk, 'readOriginal').mockResolvedValue(done({ name: 'original.txt', bytes }))
})

/** Imports the text, then opens the dialog as if it had been read as koi8-r. */
async function importAsKoi8(): Promise<void> {
  await useImporting().importFiles([new File([bytes], 'zima.txt')])
  const rereading = useRereading()
  await rereading.open()
  await rereading.choose('koi8-r')
  await rereading.read()
  expect(shownText()).toContain(garbled.split('\n')[0])
}

describe('an imported text', () => {
  it('is kept beside its draft, and its notice leads to other encodings', async () => {
    await useImporting().importFiles([new File([bytes], 'zima.txt')])
    expect(callsTo('keepOriginal')).toEqual([['zima-1', 'zima.txt', bytes]])
    const [notice] = useNotices().list
    expect(notice?.text).toBe('Encoding recognised by its letters.')
    expect(notice?.actions.map(({ label }) => label)).toEqual(['Show', 'Change encoding…'])
    notice?.actions[1]?.run()
    await expect.poll(() => useRereading().isOpen).toBe(true)
    expect(useRereading()).toMatchObject({ encoding: 'windows-1251', isEdited: false, problem: '' })
    expect(useRereading().beginning).toContain('Зима на пристани')
  })

  it('is read again into the same draft while that is as it was read, the text before being kept as a version', async () => {
    await importAsKoi8()
    const rereading = useRereading()
    await rereading.open()
    expect(rereading).toMatchObject({ encoding: 'koi8-r', isEdited: false })
    await rereading.choose('windows-1251')
    await rereading.read()
    expect(shownText()).toContain('Лёд сошёл только к апрелю')
    expect([made, useDraft().id]).toEqual([1, 'zima-1'])
    expect(callsTo('keepRevision')).toEqual([
      ['zima-1', 'pause', ''],
      ['zima-1', 'pause', ''],
    ])
    expect(useDraft().metadata?.language).toBe('ru')
  })

  it('keeps what the writer has set beside the text', async () => {
    await importAsKoi8()
    useDraft().setMetadata({ byline: 'Vera' })
    await useRereading().open()
    await useRereading().choose('windows-1251')
    await useRereading().read()
    expect(useDraft().metadata).toMatchObject({ byline: 'Vera', language: 'ru' })
  })

  it('that was edited since goes into a draft of its own', async () => {
    await importAsKoi8()
    const edited = articleFrom({ headline: 'Mine', body: [{ type: 'paragraph' }] })
    useDraft().restore({ ...edited, metadata: edited.metadata })
    const rereading = useRereading()
    await rereading.open()
    expect(rereading.isEdited).toBe(true)
    await rereading.choose('windows-1251')
    await rereading.read()
    expect([made, useDraft().id]).toEqual([2, 'zima-2'])
    const now = useDraft().current()
    expect(now === null ? '' : headlineText(now)).toBe('Зима на пристани')
    expect(callsTo('keepOriginal').at(-1)).toEqual(['zima-2', 'original.txt', bytes])
  })

  it('opens no dialog about a draft that was left while its file was read', async () => {
    await useImporting().importFiles([new File([bytes], 'zima.txt')])
    const answer = Promise.withResolvers<Awaited<ReturnType<typeof desk.readOriginal>>>()
    vi.spyOn(desk, 'readOriginal').mockReturnValue(answer.promise)
    const opening = useRereading().open()
    await useDraft().open('ferry')
    answer.resolve(done({ name: 'original.txt', bytes }))
    await opening
    expect([useDraft().id, useRereading().isOpen]).toEqual(['ferry', false])
  })

  it('keeps the chosen encoding if a second request for the dialog is answered late', async () => {
    await useImporting().importFiles([new File([bytes], 'zima.txt')])
    const answer = Promise.withResolvers<Awaited<ReturnType<typeof desk.readOriginal>>>()
    const rereading = useRereading()
    vi.spyOn(desk, 'readOriginal').mockReturnValueOnce(Promise.resolve(done({ name: 'original.txt', bytes })))
    vi.spyOn(desk, 'readOriginal').mockReturnValueOnce(answer.promise)
    const openings = [rereading.open(), rereading.open()]
    await openings[0]
    await rereading.choose('koi8-r')
    answer.resolve(done({ name: 'original.txt', bytes }))
    await openings[1]
    expect(rereading.encoding).toBe('koi8-r')
  })

  it('becomes one draft if the button is pressed twice', async () => {
    await importAsKoi8()
    useDraft().restore(articleFrom({ headline: 'Mine', body: [{ type: 'paragraph' }] }))
    const rereading = useRereading()
    await rereading.open()
    await rereading.choose('windows-1251')
    await Promise.all([rereading.read(), rereading.read()])
    expect(made).toBe(2)
  })

  it('is as it was read the first time once the second reading is undone', async () => {
    await useImporting().importFiles([new File([bytes], 'zima.txt')])
    const first = useDraft().current()
    if (first === null) throw new Error('no draft is shown')
    const rereading = useRereading()
    await rereading.open()
    await rereading.choose('koi8-r')
    await rereading.read()
    useDraft().restore(first)
    await rereading.open()
    expect(rereading).toMatchObject({ encoding: 'windows-1251', isEdited: false })
  })

  it('says so if reading it again fails', async () => {
    await importAsKoi8()
    await useRereading().open()
    vi.spyOn(desk, 'keepRevision').mockRejectedValue(new Error('The host is gone.'))
    await useRereading().read()
    expect(useNotices().list.at(-1)?.text).toContain('The host is gone.')
  })

  it('cannot be read in an encoding that its bytes are not in', async () => {
    await useImporting().importFiles([new File([bytes], 'zima.txt')])
    const rereading = useRereading()
    await rereading.open()
    await rereading.choose('utf-8')
    expect(rereading.beginning).toBe('')
    expect(rereading.problem).toContain('UTF-8')
  })
})

it('tells if no text is kept beside the draft', async () => {
  await useDraft().open('ferry')
  for (const original of [null, { name: 'original.docx', bytes }]) {
    vi.spyOn(desk, 'readOriginal').mockResolvedValue(done(original))
    await useRereading().open()
    expect(useRereading().isOpen).toBe(false)
    expect(useNotices().list.at(-1)?.text).toContain('No text file is kept beside this draft')
  }
})
