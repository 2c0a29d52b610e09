import type { ChecksFace, Finding } from '../../blocks/block.ts'
import { blocks } from '../../blocks/index.ts'
import { children, type NodeJSON } from '../../blocks/node.ts'
import { parts, type Article } from '../article.ts'
import { t } from '../messages.ts'

const checks: ChecksFace = Object.assign({}, ...blocks.map((block) => block.checks ?? {})) as ChecksFace

/** A finding and where it is: the number of its block in the body, from 0; -1 for what stands above the body. */
export interface PlacedFinding extends Finding {
  readonly block: number
}

/** What is found in a block and in all that it holds. */
function findingsIn(node: NodeJSON): readonly Finding[] {
  return [...(checks[node.type]?.(node) ?? []), ...children(node).flatMap(findingsIn)]
}

/** Everything to look at before publication, in reading order. */
export function findings(article: Article): PlacedFinding[] {
  const { headline, body } = parts(article.doc)
  const above: PlacedFinding[] =
    children(headline).length > 0 ? [] : [{ level: 'error', what: t('checks.noHeadline'), at: '', block: -1 }]
  const below = children(body).flatMap((node, block) =>
    findingsIn(node).map((finding) => ({ ...finding, block })),
  )
  return [...above, ...below]
}
