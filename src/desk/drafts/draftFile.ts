import {
  type Article,
  ArticleError,
  type ArticleState,
  countArticleWords,
  FORMAT,
  headlineText,
  metadataFrom,
  migrate,
  parseArticle,
  stringifyArticle,
  VERSION,
} from '../../article/index.ts'
import { sha256 } from '../sha256.ts'
import type { DraftSummary } from '../../desk.ts'
import { type FileTimes } from '../disk/files.ts'

/**
 * A draft's `article.json`: an article file with an envelope around it. Whatever reads article files reads it too,
 * since they pass over fields they do not know.
 */
export interface DraftFile {
  readonly article: Article
  readonly envelope: Envelope
  /** True if the article is not the one its checksum was made of: changed by other hands than Galley's. */
  readonly altered: boolean
  /** SHA-256 of the file's bytes. */
  readonly revision: string
}

/** What Galley notes beside the article. */
export interface Envelope {
  /** The draft's id, '' when the file has none: an article put there by its owner. */
  readonly id: string
  /** The format version the file is written in. */
  readonly version: number
  /** What the file was before the save that made it: its SHA-256; '' when that is not known. */
  readonly previous: string
  /** Milliseconds since 1970; null when the file does not say. */
  readonly created: number | null
  readonly edited: number | null
  /** SHA-256 of the article part, as hex; '' when the file has none. */
  readonly checksum: string
  /**
   * Names the page's save that wrote the file, so that the page's next attempt knows its own; '' when it does not say.
   * It begins with the page's opening of the draft.
   */
  readonly saveKey: string
  /** The article includes all journal lines of that opening below this number. */
  readonly line: number
  /** Fields of a newer or an older Galley, or of the writer's own: kept. */
  readonly others: Readonly<Record<string, unknown>>
}

type Fields = Readonly<Record<string, unknown>>

/** SHA-256 of the article part as it stands in the file, white space aside; no later version of the format changes it. */
function checksumOf({ format, version, metadata, doc }: Fields): string {
  return sha256(JSON.stringify({ format, version, metadata, doc }))
}

/** An article made ready to be kept: its fields as a file has them, and their checksum. */
export interface Prepared {
  readonly article: Article
  readonly fields: Fields
  readonly checksum: string
}

/** Returns an article ready to be written: serialized once, for its checksum and for its file. */
export function prepare(article: Article): Prepared {
  const fields = JSON.parse(stringifyArticle(article, 0)) as Fields
  return { article, fields, checksum: checksumOf(fields) }
}

/** When a draft began and when it was last changed; milliseconds since 1970. */
export interface Times {
  readonly created: number
  readonly edited: number
}

/**
 * The bytes of a draft's file, one space of indent: its owner can read it, and a long one stays small. `previous` is
 * the file that these replace; `saveKey` and `line` as in {@link Envelope}.
 */
export function draftBytes(
  { fields, checksum }: Prepared,
  id: string,
  times: Times,
  {
    others = {},
    previous = '',
    saveKey = '',
    line = 0,
  }: Partial<Pick<Envelope, 'others' | 'previous' | 'saveKey' | 'line'>> = {},
): Uint8Array {
  const { format, version, metadata, doc } = fields
  const created = new Date(times.created).toISOString()
  const edited = new Date(times.edited).toISOString()
  const before = previous === '' ? {} : { previous }
  const save = saveKey === '' ? {} : { save: saveKey, line }
  const file = {
    format,
    version,
    id,
    created,
    edited,
    checksum,
    ...before,
    ...save,
    ...others,
    metadata,
    doc,
  }
  return Buffer.from(`${JSON.stringify(file, null, 1)}\n`)
}

/** Returns the fields of a file of an older version as this version writes them. */
export type Migrate = (file: Fields) => Fields

/**
 * Reads a draft's file, of this version or an older one.
 * @throws ArticleError when it is no article; what to tell the writer is in it.
 */
export function readDraft(bytes: Uint8Array, migrateFields: Migrate = migrate): DraftFile {
  const text = decode(bytes)
  const fields = fieldsIn(text)
  const article = parseArticle(isOlder(fields) ? JSON.stringify(migrateFields(fields)) : text)
  const envelope = envelopeOf(fields)
  const altered = envelope.checksum !== '' && envelope.checksum !== checksumOf(fields)
  return { article, envelope, altered, revision: sha256(bytes) }
}

/** Returns true if a file that cannot be read is only of a newer Galley: then it is no damage. */
export function isNewer(bytes: Uint8Array): boolean {
  try {
    return (versionIn(fieldsIn(decode(bytes))) ?? 0) > VERSION
  } catch {
    return false
  }
}

/**
 * Returns the bytes of a file as they were before its version, and nothing else, was damaged: the checksum fits the article with
 * the version that Galley wrote. Null for any other file, one of a newer Galley too.
 */
export function repairVersion(bytes: Uint8Array): Uint8Array | null {
  try {
    const fields = fieldsIn(decode(bytes))
    for (let version = VERSION; version > 0; version -= 1) {
      const whole = { ...fields, version }
      if (checksumOf(whole) !== fields.checksum) continue
      const mended = Buffer.from(`${JSON.stringify(whole, null, 1)}\n`)
      readDraft(mended)
      return mended
    }
  } catch (error) {
    if (!(error instanceof ArticleError)) throw error
  }
  return null
}

function isOlder(fields: Fields): boolean {
  return (versionIn(fields) ?? VERSION) < VERSION
}

function versionIn({ format, version }: Fields): number | null {
  return format === FORMAT && typeof version === 'number' && Number.isInteger(version) ? version : null
}

/** The fields of a text that is a JSON object; none of any other, which the article's own reader refuses better. */
function fieldsIn(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Fields) : {}
  } catch {
    return {}
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new ArticleError('the file is not UTF-8 text', 'the whole file', 'Restore it from a copy.', {
      cause,
    })
  }
}

function envelopeOf(fields: Fields): Envelope {
  const {
    format: _f,
    version,
    id,
    previous,
    metadata: _m,
    doc: _d,
    created,
    edited,
    checksum,
    save,
    line,
    ...others
  } = fields
  return {
    id: textOf(id),
    version: typeof version === 'number' ? version : VERSION,
    previous: textOf(previous),
    created: timeOf(created),
    edited: timeOf(edited),
    checksum: textOf(checksum),
    saveKey: textOf(save),
    line: typeof line === 'number' && Number.isSafeInteger(line) ? line : 0,
    others,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function timeOf(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? null : time
}

/** What a summary takes from an article. */
interface Gist {
  readonly title: string
  readonly state: ArticleState
  readonly tags: readonly string[]
  readonly words: number
  readonly goal?: number
  readonly deadline?: string
  readonly template?: true
}

function gistOf(article: Article): Gist {
  const { metadata, doc } = article
  const { goal, deadline, template } = metadata
  return {
    title: headlineText(article),
    state: metadata.state,
    tags: metadata.tags,
    words: countArticleWords(doc),
    ...(goal === undefined ? {} : { goal }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(template === undefined ? {} : { template }),
  }
}

/** Returns the library's line for a draft. */
export function summaryOf(id: string, article: Article, times: Times): DraftSummary {
  return { id, ...gistOf(article), ...times }
}

/** A draft's times as its file tells them; what it does not tell, and an edit by other hands, from the file's own. */
export function timesOf(
  { envelope, altered }: Omit<DraftFile, 'article' | 'revision'>,
  facts: FileTimes,
): Times {
  return {
    created: envelope.created ?? birthTime(facts),
    edited: envelope.edited === null || altered ? facts.mtimeMs : envelope.edited,
  }
}

/** Some file systems know no birth time and say 0. */
function birthTime({ birthtimeMs, mtimeMs }: FileTimes): number {
  return birthtimeMs > 0 ? Math.min(birthtimeMs, mtimeMs) : mtimeMs
}

/**
 * As {@link summaryOf}, from bytes, several times faster: an article whose checksum fits was checked when it was
 * written, so the schema need not see it again. Everything else is read whole.
 * @throws ArticleError when it is no article.
 */
export function summaryFromBytes(id: string, bytes: Uint8Array, facts: FileTimes): DraftSummary {
  const trusted = trustedSummary(id, bytes, facts)
  if (trusted !== null) return trusted
  const file = readDraft(bytes)
  return summaryOf(id, file.article, timesOf(file, facts))
}

function trustedSummary(id: string, bytes: Uint8Array, facts: FileTimes): DraftSummary | null {
  try {
    const fields = JSON.parse(decode(bytes)) as Fields
    const envelope = envelopeOf(fields)
    if (fields.version !== VERSION || envelope.checksum !== checksumOf(fields)) return null
    const article = { metadata: metadataFrom(fields.metadata), doc: fields.doc as Article['doc'] }
    return summaryOf(id, article, timesOf({ envelope, altered: false }, facts))
  } catch {
    return null
  }
}

/** Returns the line for a draft that cannot be read; its title is all that its folder's name tells. */
export function damagedSummary(id: string, facts: FileTimes, damage: string): DraftSummary {
  return {
    id,
    title: id.replace(/-[a-z0-9]{6}$/, '').replaceAll('-', ' '),
    state: 'draft',
    tags: [],
    words: 0,
    created: birthTime(facts),
    edited: facts.mtimeMs,
    damage,
  }
}
