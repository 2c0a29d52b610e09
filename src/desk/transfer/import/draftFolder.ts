import { type Article, ArticleError, headlineText, replay } from '../../../article/index.ts'
import { isDraftId } from '../../../calls.ts'
import { HISTORY_FOLDER, JOURNAL_FILE } from '../../context.ts'
import { draftBytes, type DraftFile, prepare, readDraft } from '../../drafts/draftFile.ts'
import { linesOn, readJournal } from '../../journal/journalFile.ts'
import type { Limits } from '../limits.ts'
import { nameOf } from '../paths.ts'
import type { FoundDraft } from './sorting.ts'

/** The article of an uploaded draft's folder, ready to be written under any id. */
export interface ReadDraft {
  /** The id that its file names; null if it cannot be one here. */
  readonly givenId: string | null
  readonly title: string
  /** Of the article; null for a damaged one. */
  readonly checksum: string | null
  /** Returns the bytes of `article.json` under that id. */
  readonly bytesUnder: (id: string) => Uint8Array
  /** Paths of files whose content is in the article already: the journal. */
  readonly includedParts: ReadonlySet<string>
}

/**
 * Reads a draft's folder: the article, with what its journal says was typed since. A damaged article is imported as it
 * is where there is a history: opening the draft recovers it from there.
 * @throws ArticleError when it is damaged and there is no history; ZipError when it cannot be unpacked.
 */
export async function readDraftFolder(found: FoundDraft, limits: Limits): Promise<ReadDraft> {
  const bytes = await found.article.read(limits.article)
  let file: DraftFile
  try {
    file = readDraft(bytes)
  } catch (error) {
    if (!(error instanceof ArticleError) || !hasHistory(found)) throw error
    return damagedDraft(found, bytes)
  }
  const typed = await withJournal(found, file, limits)
  const article = typed ?? file.article
  const givenId = isDraftId(file.envelope.id) ? file.envelope.id : null
  const bytesUnder = (id: string): Uint8Array => {
    if (typed !== null) return rewritten(file, typed, id)
    return id === givenId ? bytes : withId(bytes, id)
  }
  return {
    givenId,
    title: headlineText(article),
    checksum: prepare(article).checksum,
    bytesUnder,
    includedParts: new Set(typed === null ? [] : [JOURNAL_FILE]),
  }
}

/** Names the draft after its folder: `the-night-tram-a1b2c3` was called “the night tram”. */
function damagedDraft({ path }: FoundDraft, bytes: Uint8Array): ReadDraft {
  const title = nameOf(path)
    .replace(/-[a-z0-9]{6}$/, '')
    .replaceAll('-', ' ')
  return { givenId: null, title, checksum: null, bytesUnder: () => bytes, includedParts: new Set() }
}

function hasHistory({ parts: files }: FoundDraft): boolean {
  return [...files.keys()].some((path) => path.startsWith(`${HISTORY_FOLDER}/`))
}

/**
 * Replays the journal on the article. Returns null when there is no journal of this very version, or not all of it can
 * be replayed: it then comes along as it is, and opening the draft deals with it.
 */
async function withJournal(found: FoundDraft, file: DraftFile, limits: Limits): Promise<Article | null> {
  const source = found.parts.get(JOURNAL_FILE)
  if (source === undefined) return null
  const journal = readJournal(await source.read(limits.article))
  const lines = linesOn(journal, ({ base }) => base === file.revision) ?? []
  if (lines.length === 0) return null
  const steps = lines.map((line): unknown => JSON.parse(line))
  const { article, applied } = replay(file.article, steps)
  return applied === lines.length ? article : null
}

function rewritten({ envelope, revision }: DraftFile, article: Article, id: string): Uint8Array {
  const edited = envelope.edited ?? envelope.created ?? Date.now()
  const times = { created: envelope.created ?? edited, edited }
  return draftBytes(prepare(article), id, times, { others: envelope.others, previous: revision })
}

/** Returns the same file under another id. Its format version stays, and so does what its checksum is of. */
function withId(bytes: Uint8Array, id: string): Uint8Array {
  const fields = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>
  const { format, version, id: _, ...rest } = fields
  return Buffer.from(`${JSON.stringify({ format, version, id, ...rest }, null, 1)}\n`)
}
