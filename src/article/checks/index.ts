import type { ChecksFace, Finding } from '../../blocks/block.ts'
import { blocks } from '../../blocks/index.ts'
import { children, type NodeJSON } from '../../blocks/node.ts'
import { parts, type Article } from '../article.ts'

const checks: ChecksFace = Object.assign({}, ...blocks.map((block) => block.checks ?? {})) as ChecksFace

/** Everything to look at before publication, in reading order. */
export function findings(article: Article): Finding[] {
  const { headline, body } = parts(article.doc)
  const found: Finding[] = []
  if (children(headline).length === 0)
    found.push({ level: 'error', what: 'The article has no headline', at: '' })
  const walk = (node: NodeJSON): void => {
    found.push(...(checks[node.type]?.(node) ?? []))
    for (const child of children(node)) walk(child)
  }
  walk(body)
  return found
}
