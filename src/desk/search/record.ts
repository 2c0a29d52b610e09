import { ArticleError, type Metadata, metadataFrom } from '../../article/index.ts'
import type { NodeJSON } from '../../blocks/node.ts'
import type { DraftSummary } from '../../desk.ts'
import { damagedSummary, summaryFromBytes } from '../draftFile.ts'
import { ARTICLE_FILE } from '../shelf.ts'
import { type FileTimes, stampOf } from '../files.ts'

/** What the index knows of a draft. */
export interface DraftRecord {
  readonly summary: DraftSummary
  readonly folder: string
  /** Changes whenever the article's file does. */
  readonly stamp: string
  readonly people: readonly string[]
  /** Everything in it that can be searched, the headline aside. */
  readonly text: string
}

/** As {@link stampOf} says of a file, also of one that is not there. */
export function stampIn(times: FileTimes | null): string {
  return times === null ? 'missing' : stampOf(times)
}

/** Attributes that a reader, or the writer, may look for. */
const READ = ['speaker', 'addressee', 'parenthetical', 'credit', 'alt', 'title', 'author', 'url', 'label']

function gather(node: NodeJSON, into: string[]): void {
  if (node.text !== undefined) into.push(node.text)
  for (const name of READ) {
    const value = node.attrs?.[name]
    if (typeof value === 'string' && value !== '') into.push(value, ' ')
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

const NOWHEN: FileTimes = { size: 0, ino: 0, mtimeMs: 0, ctimeMs: 0, birthtimeMs: 0 }

/**
 * What the index keeps of a draft's file. Never throws: a file that is no article, or that is gone (`bytes` null), is a
 * damaged draft.
 */
export function recordOf(
  id: string,
  folder: string,
  bytes: Uint8Array | null,
  times: FileTimes | null,
): DraftRecord {
  const common = { folder, stamp: stampIn(times) }
  const facts = times ?? NOWHEN
  if (bytes === null)
    return {
      ...common,
      summary: damagedSummary(id, facts, `its ${ARTICLE_FILE} is missing`),
      people: [],
      text: '',
    }
  try {
    const summary = summaryFromBytes(id, bytes, facts)
    const file = JSON.parse(new TextDecoder().decode(bytes)) as { doc: NodeJSON; metadata: unknown }
    const metadata = metadataFrom(file.metadata)
    const people = [...new Set(metadata.cast.map(({ name }) => name))]
    return { ...common, summary, people, text: searchableText(file.doc, metadata) }
  } catch (error) {
    const why = error instanceof ArticleError ? `${error.what} (${error.where})` : 'it cannot be read'
    return { ...common, summary: damagedSummary(id, facts, why), people: [], text: '' }
  }
}
