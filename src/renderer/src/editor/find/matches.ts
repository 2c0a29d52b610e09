import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { replaceInWords, translatableAttributes } from '../../../../article/index.ts'
import { toLine } from '../../../../text/unicode.ts'
import { type Query, replacementFor } from './query.ts'
import type { TextMatch } from './scan.ts'
import type { Searched } from './texts.ts'

/** A match in a document: a range of words, or a range of an attribute of the node at `at`. */
export interface Match {
  /** Position of the node that has the words or the attribute. */
  readonly at: number
  /** Name of the attribute; null for words. */
  readonly attribute: string | null
  /** Positions in the document for words, offsets in the value for an attribute. */
  readonly from: number
  readonly to: number
  readonly found: TextMatch
}

/** Maps what was found in the searched texts to positions in the document, in reading order. */
export function matchesOf(texts: readonly Searched[], found: readonly TextMatch[]): Match[] {
  const matches = found.flatMap((one) => {
    const searched = texts[one.text]
    if (searched === undefined) return []
    const { at, attribute, origin, place } = searched
    const shift = attribute === null ? at + 1 : 0
    const [from, to] = [place(origin(one.from), false), place(origin(one.to), true)]
    return [{ at, attribute, from: shift + from, to: shift + to, found: one }]
  })
  // The footnotes of a block stand between its words.
  return matches.sort((one, other) => matchPosition(one) - matchPosition(other))
}

/** Position of a match in the document, for comparing it with the caret. */
export function matchPosition({ at, attribute, from }: Match): number {
  return attribute === null ? from : at
}

/**
 * Replaces matches, in one undo step.
 * @param matches in reading order, found in this very document
 * @param template the replacement; `$1` and `$<name>` stand for groups if the query is a regular expression
 */
export function replaceAll(
  tr: Transaction,
  matches: readonly Match[],
  template: string,
  query: Query,
): Transaction {
  // From the end, so that the positions before stay valid.
  for (const match of matches.toReversed()) {
    const { groups, named } = match.found
    const text = replacementFor(template.normalize('NFC'), query, groups, named)
    if (match.attribute === null) replaceWords(tr, match, text)
    else replaceInAttribute(tr, match, match.attribute, text)
  }
  return closeHistory(tr)
}

/** Replaces a range of words; in code line ends are kept, elsewhere the text is one line. */
function replaceWords(tr: Transaction, match: Match, text: string): void {
  const { from } = match
  // A footnote among the words may be gone by now.
  const to = tr.mapping.map(match.to, -1)
  const $from = tr.doc.resolve(from)
  const code = $from.parent.type.spec.code === true
  const line = code ? text.replace(/[^\n\t]+/g, toLine) : toLine(text)
  // The replacement keeps the marks of the first replaced character.
  const marks = $from.marksAcross(tr.doc.resolve(to)) ?? $from.marks()
  const words = line === '' ? [] : [tr.doc.type.schema.text(line, marks)]
  // The footnotes among the words stay, behind the replacement.
  const footnotes: Node[] = []
  tr.doc.nodesBetween(from, to, (node) => {
    if (translatableAttributes(node.type.name).length > 0 && node.isInline) footnotes.push(node)
  })
  tr.replaceWith(from, to, [...words, ...footnotes])
}

/** Replaces a range of an attribute. An optional attribute that becomes empty is removed, and so is a footnote. */
function replaceInAttribute(tr: Transaction, { at, from, to }: Match, attribute: string, text: string): void {
  const node: Node | null = tr.doc.nodeAt(at)
  const value: unknown = node?.attrs[attribute]
  if (node === null || typeof value !== 'string') return
  const changed = replaceInWords(node.type.name, value, { from, to, text })
  const optional = node.type.spec.attrs?.[attribute]?.default === null
  if (changed === '' && node.isInline) tr.delete(at, at + node.nodeSize)
  else tr.setNodeAttribute(at, attribute, optional && changed === '' ? null : changed)
}

/**
 * Returns the name of the one speaker whom replacements have renamed, before and after; null if they renamed nobody, or several.
 * @param matches what was replaced
 * @param tr the transaction that {@link replaceAll} made of them
 */
export function replacedName(
  matches: readonly Match[],
  tr: Transaction,
): readonly [from: string, to: string] | null {
  const renamed = new Map<string, string>()
  for (const { at, attribute } of matches) {
    if (attribute !== 'speaker') continue
    const from: unknown = tr.before.nodeAt(at)?.attrs[attribute]
    const to: unknown = tr.doc.nodeAt(tr.mapping.map(at))?.attrs[attribute]
    if (typeof from === 'string' && typeof to === 'string' && to !== '') renamed.set(from, to)
  }
  const [pair] = renamed
  return renamed.size === 1 && pair !== undefined && pair[0] !== pair[1] ? pair : null
}
