import { type Article, ArticleError, headlineText, replay } from '../../../article/index.ts'
import { isDraftId } from '../../../calls.ts'
import { draftBytes, type DraftFile, prepare, readDraft } from '../../drafts/draftFile.ts'
import { readJournal, linesOn } from '../../journal/journalFile.ts'
import { HISTORY_FOLDER, JOURNAL_FILE } from '../../context.ts'
import { nameOf } from '../paths.ts'
import type { Limits } from '../limits.ts'
import type { FoundDraft } from './sorting.ts'

/** A draft's folder as it was read, ready to be put somewhere under any id. */
export interface ReadDraft {
  /** The id its file names; null for none that can be one here. */
  readonly given: string | null
  readonly title: string
  /** Of the article; null for a damaged one. */
  readonly checksum: string | null
  /** The file, under that id. */
  readonly bytes: (id: string) => Uint8Array
  /** Parts of the folder that are in the article already. */
  readonly done: ReadonlySet<string>
}

/**
 * Reads a draft's folder: the article with what its journal says was typed since. An article that is damaged is taken
 * as it is where there is a history to recover it from, which opening it does.
 * @throws ArticleError when it is damaged and there is none; ZipError.
 */
export async function readFound(found: FoundDraft, limits: Limits): Promise<ReadDraft> {
  const bytes = await found.article.read(limits.article)
  let file: DraftFile
  try {
    file = readDraft(bytes)
  } catch (error) {
    if (!(error instanceof ArticleError) || !hasHistory(found)) throw error
    const title = nameOf(found.path)
      .replace(/-[a-z0-9]{6}$/, '')
      .replaceAll('-', ' ')
    return { given: null, title, checksum: null, bytes: () => bytes, done: new Set() }
  }
  const typed = await withJournal(found, file, limits)
  const given = isDraftId(file.envelope.id) ? file.envelope.id : null
  const { checksum } = prepare(typed ?? file.article)
  return {
    given,
    title: headlineText(typed ?? file.article),
    checksum,
    bytes: (id) => (typed !== null ? rewritten(file, typed, id) : id === given ? bytes : withId(bytes, id)),
    done: new Set(typed === null ? [] : [JOURNAL_FILE]),
  }
}

function hasHistory({ rest }: FoundDraft): boolean {
  return [...rest.keys()].some((path) => path.startsWith(`${HISTORY_FOLDER}/`))
}

/** Null when no journal of this very file is there, or not all of it can be put in: then it comes along as it is. */
async function withJournal(found: FoundDraft, file: DraftFile, limits: Limits): Promise<Article | null> {
  const source = found.rest.get(JOURNAL_FILE)
  if (source === undefined) return null
  const journal = readJournal(await source.read(limits.article))
  const lines = linesOn(journal, ({ base }) => base === file.revision) ?? []
  if (lines.length === 0) return null
  const { article, applied } = replay(
    file.article,
    lines.map((line): unknown => JSON.parse(line)),
  )
  return applied === lines.length ? article : null
}

function rewritten({ envelope, revision }: DraftFile, article: Article, id: string): Uint8Array {
  const edited = envelope.edited ?? envelope.created ?? Date.now()
  const times = { created: envelope.created ?? edited, edited }
  return draftBytes(prepare(article), id, times, { others: envelope.others, previous: revision })
}

/** The same file under another id; its format version stays, and with it what its checksum is of. */
function withId(bytes: Uint8Array, id: string): Uint8Array {
  const fields = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>
  const { format, version, id: _, ...rest } = fields
  return Buffer.from(`${JSON.stringify({ format, version, id, ...rest }, null, 1)}\n`)
}
