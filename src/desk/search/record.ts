import {
  ArticleError,
  attributeWords,
  type Metadata,
  metadataFrom,
  searchableAttributes,
} from '../../article/index.ts'
import { isInlineAtom, type NodeJSON } from '../../blocks/node.ts'
import type { DraftSummary } from '../../desk.ts'
import { damagedSummary, summaryFromBytes } from '../drafts/draftFile.ts'
import { ensureParsable } from '../disk/jsonSize.ts'
import { articleDamage } from '../unreadable.ts'
import { ARTICLE_FILE } from '../context.ts'
import { type FileTimes, stampOf } from '../disk/files.ts'

/** A draft as it is put into the index. */
export interface DraftRecord {
  readonly summary: DraftSummary
  readonly folder: string
  /** Changes whenever the article's file does; {@link UNREAD} while it could not be read. */
  readonly stamp: string
  readonly people: readonly string[]
  /** The searchable text of the article. */
  readonly text: string
}

/** The stamp of a draft whose file could not be read: equal to none that a file has, so that it is read again. */
export const UNREAD = 'unread'

/** Characters of a headline that a list shows. */
const MAX_TITLE_LENGTH = 500
/** Characters of a tag or a name that a query can ask for. */
const MAX_LABEL_LENGTH = 300
/** Tags or people of one draft that can be asked for. */
const MAX_LABELS = 500

/** As {@link stampOf} says of a file, also of one that is not there. */
export function stampIn(times: FileTimes | null): string {
  return times === null ? 'missing' : stampOf(times)
}

function gather(node: NodeJSON, into: string[]): void {
  if (node.text !== undefined) into.push(node.text)
  for (const name of searchableAttributes(node.type)) {
    const value = node.attrs?.[name]
    if (typeof value === 'string' && value !== '')
      into.push(isInlineAtom(node) ? ' ' : '', attributeWords(node.type, value), ' ')
  }
  for (const child of node.content ?? []) gather(child, into)
  // Inline nodes run on; where a block ends, a word ends.
  if (node.content !== undefined || node.type === 'hardBreak') into.push(' ')
}

/** All that can be searched in an article, in reading order, headline first. */
export function searchableText(doc: NodeJSON, metadata: Metadata): string {
  const pieces: string[] = []
  gather(doc, pieces)
  const { byline, tags, cast } = metadata
  const known = [
    byline,
    ...tags,
    ...cast.flatMap(({ name, otherNames, role }) => [name, ...otherNames, role]),
  ]
  return `${pieces.join('')} ${known.filter(Boolean).join(' · ')}`
}

const NO_TIMES: FileTimes = { size: 0, ino: 0, mtimeMs: 0, ctimeMs: 0, birthtimeMs: 0 }

/** A draft's file to be made into a record: what it holds, or why it was not read. */
export interface DraftSource {
  readonly id: string
  readonly folder: string
  readonly path: string
  readonly facts: FileTimes | null
}

/**
 * Returns what the index keeps of a draft's file; of one that is gone (`bytes` null) or no article, a damaged draft. Never
 * throws.
 */
export function recordOf({ id, folder, path, facts }: DraftSource, bytes: Uint8Array | null): DraftRecord {
  const common = { folder, stamp: stampIn(facts) }
  const times = facts ?? NO_TIMES
  const damaged = (damage: string): DraftRecord => ({
    ...common,
    summary: damagedSummary(id, times, damage),
    people: [],
    text: '',
  })
  if (bytes === null) return damaged(`its ${ARTICLE_FILE} is missing`)
  try {
    const summary = summaryFromBytes(id, ensureParsable(bytes, path), times)
    const file = JSON.parse(new TextDecoder().decode(bytes)) as { doc: NodeJSON; metadata: unknown }
    const metadata = metadataFrom(file.metadata)
    const people = labels(metadata.cast.map(({ name }) => name))
    return { ...common, summary: shortened(summary), people, text: searchableText(file.doc, metadata) }
  } catch (error) {
    return damaged(error instanceof ArticleError ? `${error.what} (${error.where})` : articleDamage(error))
  }
}

/** Returns the record of a draft whose file is there but was not read just now. */
export function unreadRecord({ id, folder, facts }: DraftSource, damage: string): DraftRecord {
  const summary = damagedSummary(id, facts ?? NO_TIMES, damage)
  return { folder, stamp: UNREAD, summary, people: [], text: '' }
}

/** Returns a record that is listed all the same, in place of one that the index does not take. */
export function unsearchable(record: DraftRecord, why: string): DraftRecord {
  const { created, edited } = record.summary
  const finite = (time: number): number => (Number.isFinite(time) ? time : 0)
  const damage = record.summary.damage ?? `it cannot be searched (${why})`
  return {
    ...record,
    summary: { ...record.summary, created: finite(created), edited: finite(edited), damage },
    people: [],
    text: '',
  }
}

/** A summary as a list sends it: a headline of megabytes would be sent with every page of it. */
function shortened(summary: DraftSummary): DraftSummary {
  const { title, tags } = summary
  const isLong = title.length > MAX_TITLE_LENGTH
  return {
    ...summary,
    title: isLong ? `${title.slice(0, MAX_TITLE_LENGTH).toWellFormed()}…` : title,
    tags: labels(tags),
  }
}

function labels(names: readonly string[]): string[] {
  return [...new Set(names.filter((name) => name.length <= MAX_LABEL_LENGTH))].slice(0, MAX_LABELS)
}
