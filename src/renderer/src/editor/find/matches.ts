import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { toLine } from '../../../../text/unicode.ts'
import { type Query, replacementFor } from './query.ts'
import type { TextMatch } from './scan.ts'
import type { Searched } from './texts.ts'

/** A match in a document: a stretch of words, or a stretch of an attribute of the node at `at`. */
export interface Match {
  readonly at: number
  readonly attribute: string | null
  /** Positions in the document for words, offsets in the value for an attribute. */
  readonly from: number
  readonly to: number
  readonly found: TextMatch
}

export function matchesOf(texts: readonly Searched[], found: readonly TextMatch[]): Match[] {
  return found.flatMap((one) => {
    const searched = texts[one.text]
    if (searched === undefined) return []
    const { at, attribute, origin } = searched
    const shift = attribute === null ? at + 1 : 0
    return [{ at, attribute, from: shift + origin(one.from), to: shift + origin(one.to), found: one }]
  })
}

/** Where a match is, for what comes before and after. */
export function matchPosition({ at, attribute, from }: Match): number {
  return attribute === null ? from : at
}

/** Replaces matches, which must be in reading order and of this very document, in one step that one undo takes back. */
export function replaceAll(
  tr: Transaction,
  matches: readonly Match[],
  template: string,
  query: Query,
): Transaction {
  // From the end, so that what comes before stays where it is.
  for (const match of matches.toReversed()) {
    const { groups, named } = match.found
    const text = replacementFor(template.normalize('NFC'), query, groups, named)
    if (match.attribute === null) replaceWords(tr, match, text)
    else replaceInAttribute(tr, match, match.attribute, text)
  }
  return closeHistory(tr)
}

function replaceWords(tr: Transaction, { from, to }: Match, text: string): void {
  const $from = tr.doc.resolve(from)
  const code = $from.parent.type.spec.code === true
  const line = code ? text.replace(/[^\n\t]+/g, toLine) : toLine(text)
  // With the marks of the first letter that goes.
  const marks = $from.marksAcross(tr.doc.resolve(to)) ?? $from.marks()
  if (line === '') tr.delete(from, to)
  else tr.replaceWith(from, to, tr.doc.type.schema.text(line, marks))
}

function replaceInAttribute(tr: Transaction, { at, from, to }: Match, attribute: string, text: string): void {
  const node: Node | null = tr.doc.nodeAt(at)
  const value: unknown = node?.attrs[attribute]
  if (node === null || typeof value !== 'string') return
  const changed = toLine(value.slice(0, from) + text + value.slice(to)).trim()
  const optional = node.type.spec.attrs?.[attribute]?.default === null
  tr.setNodeAttribute(at, attribute, optional && changed === '' ? null : changed)
}
