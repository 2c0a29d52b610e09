import { Node } from 'prosemirror-model'
import { Step } from 'prosemirror-transform'
import { withShallowLists } from '../../blocks/list/index.ts'
import type { Article } from '../article.ts'
import { checkDoc } from '../article.ts'
import { t } from '../messages.ts'
import { metadataFrom } from '../metadata.ts'
import { schema } from '../schema.ts'

/** An article after changes were made to it again. */
export interface Replay {
  readonly article: Article
  /** How many of the changes are in it: all of them, or those before the first that could not be made. */
  readonly applied: number
  /** Why the next one could not; '' when all are in. */
  readonly refused: string
}

/** Changes between two checks of the whole document, which takes a hundred times as long as a change. */
const CHECK_INTERVAL = 64

/** The fields of a step's JSON that are positions in the document. */
const POSITION_FIELDS = ['from', 'to', 'gapFrom', 'gapTo', 'insert', 'pos']

interface State {
  readonly doc: Node
  readonly metadata: Article['metadata']
}

/**
 * Makes changes to an article again, in order: each is a list of ProseMirror steps as JSON, or `{ metadata }`. The first
 * that is none, or that does not fit the article, ends it; what comes out is an article the schema accepts, whatever
 * came in. Throws nothing.
 */
export function replay(article: Article, changes: readonly unknown[]): Replay {
  let state: State = { doc: Node.fromJSON(schema, article.doc), metadata: article.metadata }
  let applied = 0
  while (applied < changes.length) {
    const next = changes.slice(applied, applied + CHECK_INTERVAL)
    try {
      state = checkState(next.reduce(applyChange, state))
      applied += next.length
    } catch {
      return replayOneByOne(state, changes, applied)
    }
  }
  return { article: articleOf(state), applied, refused: '' }
}

/** As far as it goes: somewhere in the next changes is one that cannot be made. */
function replayOneByOne(from: State, changes: readonly unknown[], start: number): Replay {
  let state = from
  let applied = start
  try {
    for (const change of changes.slice(start, start + CHECK_INTERVAL)) {
      state = checkState(applyChange(state, change))
      applied += 1
    }
  } catch (error) {
    const refused = error instanceof Error ? error.message : String(error)
    return { article: articleOf(state), applied, refused: refused.slice(0, 200) }
  }
  return { article: articleOf(state), applied, refused: t('replay.conflict') }
}

/** Returns the state after one change. Throws if the change is malformed or does not fit. */
function applyChange(state: State, change: unknown): State {
  if (Array.isArray(change)) return { ...state, doc: change.reduce(applyStep, state.doc) }
  if (typeof change === 'object' && change !== null && 'metadata' in change)
    return { ...state, metadata: metadataFrom(change.metadata) }
  throw new TypeError('the change is neither steps nor metadata')
}

/** Returns the document after one step. Throws if the step does not fit it. */
function applyStep(doc: Node, json: unknown): Node {
  if (typeof json !== 'object' || json === null) throw new TypeError('the step is no record')
  const fields = json as Readonly<Record<string, unknown>>
  if (POSITION_FIELDS.some((name) => name in fields && !Number.isSafeInteger(fields[name])))
    throw new RangeError('the step has a position that is no whole number')
  const result = Step.fromJSON(schema, json).apply(doc)
  if (result.doc === null) throw new RangeError(result.failed ?? 'the step does not fit the document')
  return result.doc
}

function checkState(state: State): State {
  checkDoc(state.doc.toJSON())
  return state
}

/** Lists that the changes made too deep are made shallow: what comes out can be saved. */
function articleOf({ doc, metadata }: State): Article {
  const whole = checkDoc(doc.toJSON())
  const [shallow = whole] = withShallowLists([whole])
  return { metadata, doc: shallow === whole ? whole : checkDoc(shallow) }
}
