import { migrate, stringifyArticle, parseArticle } from '../../../src/article/index.ts'
import type { Desk, Outcome } from '../../../src/desk.ts'
import { type DeskOptions, openDesk } from '../../../src/desk/index.ts'
import { anotherPage, article, settingsInMemory, type TestDesk, value } from '../../desk/library.ts'
import { png } from '../../desk/pictures.ts'
import type { MemoryDisk } from './memoryDisk.ts'

/** A writer's actions on a draft, each with a check of the library after a power cut in the middle of it. */

export const LIBRARY = '/home/writer/Galley'
const TITLE = 'The night tram'
const OLD = article(TITLE, 'It leaves at ten past one.')
const NEW = article(TITLE, 'It leaves at ten past one.', 'Nobody gets off at the depot.')
const RENAMED = article('등대지기의 마지막 밤', 'It leaves at ten past one.', 'Nobody gets off at the depot.')

/** A format that never was: version 0 called the metadata `about`. */
const OPTIONS: Partial<DeskOptions> = {
  migrate: (file) => migrate(file, { 0: ({ about, ...rest }) => ({ ...rest, metadata: about }) }),
}

export async function deskOn(disk: MemoryDisk): Promise<TestDesk> {
  // The index is a cache on a real disk: not what is tried here.
  const options = { ...OPTIONS, library: LIBRARY, cache: '/cache', files: disk.files, withoutIndex: true }
  const desk = value(await openDesk({ ...options, settings: settingsInMemory(), sweepDelayMs: 0 }))
  await desk.swept
  return anotherPage(desk)
}

export interface Begun {
  readonly id: string
  /** What the file was when the draft was opened. */
  readonly base: string
  /** The number of the first line that is typed. */
  readonly line: number
}

export interface Act {
  readonly name: string
  /** Makes what the act needs; everything of it is on the disk before the act begins. */
  begin(desk: TestDesk, disk: MemoryDisk): Promise<Begun>
  /** True if it is several calls, so that some may be confirmed before the power goes. */
  readonly inSteps?: true
  /** The act; how many of its steps were confirmed. */
  act(desk: Desk, begun: Begun): Promise<number>
  /** What is wrong in the library afterwards; '' when the promise is kept. */
  judge(desk: TestDesk, begun: Begun, confirmed: number, disk: MemoryDisk): Promise<string>
}

async function begun(desk: Desk, text = OLD): Promise<Begun> {
  const { summary, revision, nextLine } = value(await desk.createDraft(text))
  return { id: summary.id, base: revision, line: nextLine }
}

function counted(...outcomes: readonly Outcome<unknown>[]): number {
  const failed = outcomes.findIndex(({ ok }) => !ok)
  return failed < 0 ? outcomes.length : failed
}

/** The draft must open without a word about damage and say one of these texts; the first ones are too old. */
async function says(desk: Desk, id: string, texts: readonly string[], confirmed: number): Promise<string> {
  const opened = await desk.openDraft(id)
  if (!opened.ok) return `it does not open: ${opened.problem.what}`
  const { article: text, notices } = opened.value
  if (notices.some((notice) => notice.includes('damaged'))) return notices.join(' ')
  const found = texts.findLastIndex((each) => parsed(each) === parsed(text))
  if (found < 0) return `it says something else: ${text.slice(0, 300)}`
  return found < confirmed ? `step ${String(confirmed)} was confirmed, but it is at ${String(found)}` : ''
}

function parsed(text: string): string {
  return stringifyArticle(parseArticle(text))
}

async function historyIs(desk: Desk, id: string, atLeast: number): Promise<string> {
  const listed = await desk.listRevisions(id)
  if (!listed.ok) return `its history does not open: ${listed.problem.what}`
  if (listed.value.length < atLeast)
    return `${String(listed.value.length)} revisions where ${String(atLeast)} were kept`
  for (const { number } of listed.value) {
    const read = await desk.readRevision(id, number)
    if (!read.ok) return `revision ${String(number)} cannot be read: ${read.problem.what}`
  }
  return ''
}

const save: Act = {
  name: 'save',
  begin: (desk) => begun(desk),
  act: async (desk, { id, base }) => counted(await desk.saveDraft(id, NEW, base)),
  judge: (desk, { id }, confirmed) => says(desk, id, [OLD, NEW], confirmed),
}

const create: Act = {
  name: 'new draft',
  begin: (desk) => begun(desk),
  act: async (desk) => counted(await desk.createDraft(article('Another', 'It begins.'))),
  judge: async (desk, { id }, confirmed) => {
    const { drafts } = value(await desk.library())
    const others = drafts.filter((draft) => draft.id !== id)
    if (others.some(({ damage, title }) => damage !== undefined || title !== 'Another')) return 'half a draft'
    return others.length < confirmed ? 'it is not there' : says(desk, id, [OLD], 0)
  },
}

const picture: Act = {
  name: 'picture',
  begin: (desk) => begun(desk),
  act: async (desk, { id }) => counted(await desk.addImage(id, 'a.png', png(9, 9))),
  judge: async (desk, { id }, confirmed, disk) => {
    const names = [...disk.all().keys()].filter((path) => path.includes('/images/') && path.endsWith('.png'))
    if (names.length < confirmed) return 'the picture is not there'
    for (const path of names) {
      const read = await desk.readImage(id, path.split('/').at(-1) ?? '')
      if (!read.ok) return 'half a picture'
    }
    return says(desk, id, [OLD], 0)
  },
}

/** A few words typed at the end of the first paragraph. */
function typed(at: number, text: string): string {
  const slice = { content: [{ type: 'text', text }] }
  return `${JSON.stringify([{ stepType: 'replace', from: at, to: at, slice }])}\n`
}

const WORDS = [' And', ' then', ' it rains.'] as const
const AFTER = ['', ...WORDS].map((_, index) =>
  article(TITLE, `It leaves at ten past one.${WORDS.slice(0, index).join('')}`),
)

/** The line of the word with that number. */
function word(number: number): string {
  // The document, the headline and the standfirst each open before the paragraph's text does.
  const end = TITLE.length + 2 + 2 + 1 + 1 + 'It leaves at ten past one.'.length
  return typed(end + WORDS.slice(0, number).join('').length, WORDS[number] ?? '')
}

const journal: Act = {
  name: 'typing',
  inSteps: true,
  begin: (desk) => begun(desk),
  act: async (desk, { id, line }) => {
    const outcomes = []
    for (const number of WORDS.keys())
      outcomes.push(await desk.appendJournal(id, line + number, word(number)))
    return counted(...outcomes)
  },
  judge: (desk, { id }, confirmed) => says(desk, id, AFTER, confirmed),
}

/** As a page does it: a word before a save, one while it is under way, one after. */
const typingOn: Act = {
  name: 'typing during a save',
  inSteps: true,
  begin: (desk) => begun(desk),
  act: async (desk, { id, base, line }) => {
    const first = await desk.appendJournal(id, line, word(0))
    if (!first.ok) return 0
    const [, meanwhile] = await Promise.all([
      desk.saveDraft(id, AFTER[1] ?? '', base, line + 1, 'one'),
      desk.appendJournal(id, line + 1, word(1)),
    ])
    const second = meanwhile.ok ? meanwhile : await desk.appendJournal(id, line + 1, word(1))
    if (!second.ok) return 1
    return counted(first, second, await desk.appendJournal(id, line + 2, word(2)))
  },
  judge: (desk, { id }, confirmed) => says(desk, id, AFTER, confirmed),
}

function revision(before: number): Act {
  return {
    name: `revision ${String(before + 1)}`,
    begin: async (desk) => {
      const { id, base, line } = await begun(desk)
      for (let number = 0; number < before; number += 1)
        value(await desk.keepRevision(id, 'named', `Version ${String(number)}`))
      value(await desk.saveDraft(id, NEW, base))
      return { id, base, line }
    },
    act: async (desk, { id }) => counted(await desk.keepRevision(id, 'named', 'Mine')),
    judge: async (desk, { id }, confirmed) =>
      (await historyIs(desk, id, before + confirmed)) || says(desk, id, [NEW], 0),
  }
}

/** The draft is in the library or in the trash, whole, and in one of them alone. */
async function inOnePlace(
  desk: Desk,
  id: string,
  wanted: 'library' | 'trash',
  confirmed: number,
): Promise<string> {
  const { drafts } = value(await desk.library())
  const trash = value(await desk.listTrash())
  const found = [...drafts.map(() => 'library'), ...trash.map(() => 'trash')]
  if (found.length !== 1) return `it is in ${found.join(' and ') || 'no place at all'}`
  if (confirmed > 0 && found[0] !== wanted) return `it is in the ${found[0] ?? ''}, not in the ${wanted}`
  if (found[0] === 'trash') {
    const back = await desk.restoreDraft(id)
    if (!back.ok) return `it does not come back: ${back.problem.what}`
  }
  return (await says(desk, id, [NEW], 0)) || historyIs(desk, id, 1)
}

async function withHistory(desk: Desk): Promise<Begun> {
  const { id, base, line } = await begun(desk)
  const saved = value(await desk.saveDraft(id, NEW, base))
  value(await desk.keepRevision(id, 'named', 'Mine'))
  value(await desk.closeDraft(id))
  return { id, base: saved.revision, line }
}

const trash: Act = {
  name: 'trash',
  begin: (desk) => withHistory(desk),
  act: async (desk, { id }) => counted(await desk.trashDraft(id)),
  judge: (desk, { id }, confirmed) => inOnePlace(desk, id, 'trash', confirmed),
}

const restore: Act = {
  name: 'restore from the trash',
  begin: async (desk) => {
    const draft = await withHistory(desk)
    value(await desk.trashDraft(draft.id))
    return draft
  },
  act: async (desk, { id }) => counted(await desk.restoreDraft(id)),
  judge: (desk, { id }, confirmed) => inOnePlace(desk, id, 'library', confirmed),
}

const empty: Act = {
  name: 'emptying the trash',
  begin: async (desk) => {
    const other = await begun(desk, article('Gone', 'For good.'))
    value(await desk.trashDraft(other.id))
    return withHistory(desk)
  },
  act: async (desk) => counted(await desk.emptyTrash()),
  judge: async (desk, { id }) => {
    const left = value(await desk.listTrash())
    // One that comes back with the power is no loss.
    if (left.some(({ title }) => title !== 'Gone')) return 'half a draft is in the trash'
    return (await says(desk, id, [NEW], 0)) || historyIs(desk, id, 1)
  },
}

const rename: Act = {
  name: 'rest and rename',
  begin: async (desk) => {
    const { id, base, line } = await begun(desk)
    const saved = value(await desk.saveDraft(id, RENAMED, base))
    return { id, base: saved.revision, line }
  },
  act: async (desk, { id }) => counted(await desk.closeDraft(id)),
  judge: async (desk, { id }, confirmed) => {
    const { drafts } = value(await desk.library())
    if (drafts.length !== 1) return `${String(drafts.length)} drafts where one was`
    return (await says(desk, id, [RENAMED], 0)) || historyIs(desk, id, confirmed)
  },
}

const TAG = 'harbour'
const QUAY = 'Five people at the quay.'
const BY_SERIES = { text: '', state: '', tag: TAG, person: '', sort: 'series', offset: 0, limit: 9 } as const

/** A series in the order that a writer gave it keeps its description, and has the old order or the new one. */
const series: Act = {
  name: 'order of a series',
  begin: async (desk) => {
    const text = article(TITLE, 'It leaves at ten past one.').replace('"tags": []', `"tags": ["${TAG}"]`)
    const first = await begun(desk, text)
    const second = await begun(desk, text)
    value(await desk.saveSeries(TAG, { description: QUAY, order: [first.id, second.id] }))
    return { ...first, base: second.id }
  },
  act: async (desk, { id, base: other }) => counted(await desk.placeInSeries(TAG, [id], other, 'after')),
  judge: async (desk, { id }, confirmed) => {
    const { series: all } = value(await desk.libraryState())
    if (all[0]?.description !== QUAY) return 'the description is gone'
    const { rows } = value(await desk.listDrafts(BY_SERIES))
    if (rows.length !== 2 || rows.some(({ place }, index) => place !== index + 1))
      return 'a draft has no place'
    if (confirmed > 0 && rows[1]?.id !== id) return 'the move was confirmed, but is lost'
    const again = await desk.saveSeries(TAG, { description: 'Six people.' })
    return again.ok ? '' : `it cannot be changed any more: ${again.problem.what}`
  },
}

function versionZero(text: string): string {
  const { metadata, ...rest } = JSON.parse(text) as Readonly<Record<string, unknown>>
  return JSON.stringify({ ...rest, version: 0, about: metadata }, null, 1)
}

const migration: Act = {
  name: 'migration',
  begin: async (desk, disk) => {
    disk.put(`${LIBRARY}/tram/article.json`, versionZero(OLD))
    const { revision: base, nextLine: line } = value(await desk.openDraft('tram'))
    return { id: 'tram', base, line }
  },
  act: async (desk, { id, base }) => counted(await desk.saveDraft(id, NEW, base)),
  judge: async (desk, { id }, confirmed, disk) => {
    const now = Buffer.from(disk.all().get(`${LIBRARY}/tram/article.json`) ?? []).toString()
    const kept = disk.all().get(`${LIBRARY}/tram/article.v0.json`)
    const isOriginal = now === versionZero(OLD)
    if (!isOriginal && Buffer.from(kept ?? []).toString() !== versionZero(OLD))
      return 'the original is not kept'
    return says(desk, id, [OLD, NEW], confirmed)
  },
}

export const ACTS: readonly Act[] = [
  save,
  create,
  picture,
  journal,
  typingOn,
  revision(0),
  revision(3),
  revision(50),
  trash,
  restore,
  empty,
  rename,
  migration,
  series,
]
