import type { ChecksFace, Finding } from '../../blocks/block.ts'
import { blocks } from '../../blocks/index.ts'
import { noteTextOf, noteWords } from '../../blocks/footnote/index.ts'
import { children, isInlineAtom, textOf, type NodeJSON } from '../../blocks/node.ts'
import { parts, type Article } from '../article.ts'
import { t } from '../messages.ts'
import { notesOf } from '../notes.ts'

/**
 * What to look at before publication. Each block checks its own nodes (`blocks/<name>/checks.ts`); this file walks the
 * article, adds where each finding is, and checks the frame. A figure without a credit in the third block gives
 * `{ level: 'warn', what: '…', at: '…', block: 2 }`. Checks only report: they never change the article.
 */

/** The blocks' checks by node type. */
const checks: ChecksFace = Object.assign({}, ...blocks.map((block) => block.checks ?? {})) as ChecksFace

/** A finding and where it is: the number of its block in the body, from 0; -1 for what stands above the body. */
export interface PlacedFinding extends Finding {
  readonly block: number
}

/** Returns the findings in a node and in all nodes inside it. */
function findingsIn(node: NodeJSON): readonly Finding[] {
  return [...(checks[node.type]?.(node) ?? []), ...children(node).flatMap(findingsIn)]
}

/** Returns a finding that counts what the writer has noted for themselves, at the first of it. */
function notesFinding(article: Article): PlacedFinding[] {
  const notes = notesOf(article)
  const [first] = notes
  if (first === undefined) return []
  const comments = notes.filter(({ kind }) => kind === 'comment').length
  const counts = [
    comments === 0 ? '' : t('checks.comments', { count: comments }),
    comments === notes.length ? '' : t('checks.todos', { count: notes.length - comments }),
  ].filter((count) => count !== '')
  return [
    {
      level: 'warn',
      what: t('checks.notes', { notes: counts.join(', ') }),
      at: first.quote,
      block: first.block,
    },
  ]
}

/** A text that is nothing but a hint in square brackets, in quotation marks or not: what a template leaves to be written. */
const HINT = /^[“"「]?\[[^\]]*\p{L}[^\]]*\][”"」]?$/u

/** Returns the hints of a template that are still in a node and in all nodes inside it. */
function hintsIn(node: NodeJSON): readonly Finding[] {
  const inside = children(node).flatMap(hintsIn)
  const isText = children(node).some(({ type }) => type === 'text')
  if (!isText && !isInlineAtom(node)) return inside
  const text = (isText ? textOf(node) : noteWords(noteTextOf(node))).trim()
  return HINT.test(text) ? [{ level: 'warn', what: t('checks.hint'), at: text }, ...inside] : inside
}

/** Returns all findings of an article in reading order; `[]` if there is nothing to look at. */
export function findings(article: Article): PlacedFinding[] {
  const { headline, standfirst, body } = parts(article.doc)
  const above: PlacedFinding[] =
    children(headline).length > 0 ? [] : [{ level: 'error', what: t('checks.noHeadline'), at: '', block: -1 }]
  above.push(...hintsIn(standfirst).map((finding) => ({ ...finding, block: -1 })))
  const below = children(body).flatMap((node, block) =>
    [...findingsIn(node), ...hintsIn(node)].map((finding) => ({ ...finding, block })),
  )
  return [...above, ...below, ...notesFinding(article)]
}
