import { withNotesInLine } from '../../blocks/footnote/index.ts'
import { children, isInlineAtom, type AttributeValue, type NodeJSON, textOf } from '../../blocks/node.ts'
import { type Article, parts } from '../article.ts'
import { type Pair, pairBlocks } from './pair.ts'
import { DiffBudget, diffWords, type WordChange } from './words.ts'
import { t } from '../messages.ts'
import type { Metadata, Person } from '../metadata.ts'

export type { WordChange } from './words.ts'

/**
 * Compares two versions of an article. `pair.ts` aligns their blocks (equal ones first, then similar ones), `words.ts`
 * finds the words that changed in each pair, and `restore.ts` undoes one entry of the result. For the paragraphs
 * `At dusk` and `At dawn`:
 *
 *     { kind: 'changed', part: 'block', at: [0], words: [
 *       { kind: 'same', text: 'At ' }, { kind: 'removed', text: 'dusk' }, { kind: 'added', text: 'dawn' }] }
 *
 * Every search here is bounded: two texts with nothing in common must not block the window.
 */

/** The fields that every entry of a diff has. */
interface Change {
  readonly kind: 'same' | 'added' | 'removed' | 'changed'
  /** The words of both versions, those that changed marked; lines are separated by `\n`. */
  readonly words: readonly WordChange[]
}

/** A block of an article, or a turn of a dialogue, in two versions. */
export interface BlockChange extends Change {
  readonly part: 'headline' | 'standfirst' | 'block' | 'turn'
  /** The block in the older version; null if it was added. */
  readonly before: NodeJSON | null
  /** The block in the newer version; null if it was removed. */
  readonly after: NodeJSON | null
  /** Where it is in the newer body, or where it would be put back: the block's place, and a turn's within it. */
  readonly at: readonly number[]
  /** Attributes that differ: a turn's speaker, a figure's credit. */
  readonly attributes: readonly AttributeChange[]
  /** The turns of a dialogue that is not the same, one by one. */
  readonly turns: readonly BlockChange[]
}

/** An attribute of a node that differs between two versions; null stands for an absent one. */
export interface AttributeChange {
  readonly name: string
  readonly before: AttributeValue
  readonly after: AttributeValue
}

/** A field of the metadata that differs between two versions. */
export interface MetadataChange extends Change {
  readonly part: 'metadata'
  readonly field: keyof Metadata
  readonly before: Partial<Metadata>
  readonly after: Partial<Metadata>
}

/** One row of a diff. `part` tells blocks from metadata. */
export type DiffEntry = BlockChange | MetadataChange

/**
 * Returns the diff of two articles in reading order: the metadata that differ, headline, standfirst, then every block,
 * unchanged ones included. The time is linear in the length of the articles, apart from a bounded search.
 */
export function diffArticles(before: Article, after: Article): DiffEntry[] {
  const budget = new DiffBudget()
  const [old, now] = [parts(before.doc), parts(after.doc)]
  return [
    ...metadataChanges(before.metadata, after.metadata, budget),
    lineChange('headline', old.headline, now.headline, budget),
    lineChange('standfirst', old.standfirst, now.standfirst, budget),
    ...pairBlocks(children(old.body), children(now.body)).map((pair) =>
      blockChange('block', pair, [], budget),
    ),
  ]
}

function lineChange(
  part: 'headline' | 'standfirst',
  before: NodeJSON,
  after: NodeJSON,
  budget: DiffBudget,
): BlockChange {
  const kind = textOf(before) === textOf(after) ? 'same' : 'changed'
  return blockChange(part, { kind, before, after, at: 0 }, [], budget)
}

function blockChange(
  part: BlockChange['part'],
  { kind, before, after, at }: Pair,
  within: readonly number[],
  budget: DiffBudget,
): BlockChange {
  const place = [...within, at]
  const turns = kind === 'same' ? [] : turnChanges(before, after, place, budget)
  const said = (block: NodeJSON | null): string => (block === null ? '' : blockText(block))
  return {
    kind,
    part,
    before,
    after,
    at: place,
    words: turns.length > 0 ? turns.flatMap(turnWords) : diffWords(said(before), said(after), budget),
    attributes: kind === 'changed' ? attributeChanges(before, after) : [],
    turns,
  }
}

/** Returns the words of a turn, after a line break that separates it from the turn above. */
function turnWords({ kind, words }: BlockChange, index: number): readonly WordChange[] {
  const isWhole = kind === 'added' || kind === 'removed'
  return index === 0 ? words : [{ kind: isWhole ? kind : 'same', text: '\n' }, ...words]
}

/** Returns the text of a block, with one line for each paragraph, turn or item, and footnotes in brackets. */
function blockText(block: NodeJSON): string {
  const kids = children(block)
  const isText = kids.some((kid) => kid.type === 'text' || kid.type === 'hardBreak' || isInlineAtom(kid))
  return isText ? textOf(withNotesInLine(block)) : kids.map(blockText).join('\n')
}

function attributeChanges(before: NodeJSON | null, after: NodeJSON | null): AttributeChange[] {
  const names = new Set([...Object.keys(before?.attrs ?? {}), ...Object.keys(after?.attrs ?? {})])
  return [...names]
    .map((name) => ({ name, before: before?.attrs?.[name] ?? null, after: after?.attrs?.[name] ?? null }))
    .filter((change) => change.before !== change.after)
}

/** Returns the diff of a dialogue's turns; `[]` for any other block. */
function turnChanges(
  before: NodeJSON | null,
  after: NodeJSON | null,
  place: readonly number[],
  budget: DiffBudget,
): BlockChange[] {
  if ((before ?? after)?.type !== 'dialogue') return []
  return pairBlocks(children(before ?? EMPTY_DIALOGUE), children(after ?? EMPTY_DIALOGUE)).map((pair) =>
    blockChange('turn', pair, place, budget),
  )
}

const EMPTY_DIALOGUE: NodeJSON = { type: 'dialogue' }

const COMPARED_FIELDS: readonly (keyof Metadata)[] = [
  'byline',
  'tags',
  'state',
  'language',
  'slug',
  'canonical',
  'seoTitle',
  'seoDescription',
  'excerpt',
  'socialImage',
  'leadImage',
  'cast',
  'goal',
  'deadline',
  'template',
  'extra',
]

/** Returns the fields that differ, in the order of {@link COMPARED_FIELDS}. */
function metadataChanges(before: Metadata, after: Metadata, budget: DiffBudget): MetadataChange[] {
  return COMPARED_FIELDS.flatMap((field) => {
    if (JSON.stringify(before[field]) === JSON.stringify(after[field])) return []
    const [then, now] = [fieldText(before, field), fieldText(after, field)]
    return {
      kind: then === '' ? 'added' : now === '' ? 'removed' : 'changed',
      part: 'metadata',
      field,
      before: { [field]: before[field] },
      after: { [field]: after[field] },
      words: diffWords(then, now, budget),
    }
  })
}

/** Returns a field as a line of text, the cast one person a line. */
function fieldText(metadata: Metadata, field: keyof Metadata): string {
  if (field === 'tags') return metadata.tags.join(', ')
  return field === 'cast' ? metadata.cast.map(personText).join('\n') : String(metadata[field] ?? '')
}

function personText({ name, otherNames, role, colour }: Person): string {
  return [name, ...otherNames, role, colour === null ? '' : t('diff.colour', { colour })]
    .filter((known) => known !== '')
    .join(', ')
}
