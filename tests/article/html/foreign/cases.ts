import { children, type NodeJSON, textOf } from '../../../../src/blocks/node.ts'
import { parts, readWithReport } from '../../../../src/article/index.ts'

/** How marks are spelled in {@link shown}: `*em*`, `**strong**`. */
const SIGNS: Readonly<Record<string, string>> = { strong: '**', em: '*', strike: '~~', code: '`' }

function inline(node: NodeJSON): string {
  const signs = (node.marks ?? []).map(({ type }) => SIGNS[type] ?? (type === 'link' ? '_' : '?'))
  return [...signs, textOf(node), ...signs.toReversed()].join('').replaceAll('\n', '/')
}

const box = ({ attrs }: NodeJSON): string =>
  typeof attrs?.checked === 'boolean' ? (attrs.checked ? '[x] ' : '[ ] ') : ''

function block(node: NodeJSON): string {
  const content = children(node)
  switch (node.type) {
    case 'paragraph':
      return content.map(inline).join('')
    case 'bulletList':
    case 'orderedList': {
      const items = content.map((item) => `${box(item)}${children(item).map(block).join(' ')}`)
      const start = node.type === 'orderedList' ? `${String(node.attrs?.start)}. ` : '- '
      return `(${start}${items.join(' | ')})`
    }
    case 'figure':
      return `[${[node.attrs?.src ?? 'waits', content.map(inline).join(''), node.attrs?.credit].map(String).join(' | ')}]`
    case 'embed':
      return `<${[node.attrs?.url, node.attrs?.title].filter(Boolean).map(String).join(' ')}>`
    case 'codeBlock':
      return `{${String(node.attrs?.language)}: ${textOf(node)}}`
    case 'heading':
      return `#${String(node.attrs?.level)} ${content.map(inline).join('')}`
    case 'turn':
      return `${String(node.attrs?.speaker)}: ${textOf(node)}`
    default:
      return content.length === 0 ? node.type : `${node.type} ${content.map(block).join(' / ')}`
  }
}

/** Returns the body of some HTML, a line for each block, and the report: `{ body: ['- Milk'], report: ['hidden 1 Milk'] }`. */
export function shown(html: string): { headline: string; body: string[]; report: string[] } {
  const { article, report } = readWithReport('html', html)
  const { headline, body } = parts(article.doc)
  return {
    headline: textOf(headline),
    body: children(body).map(block),
    report: report.map(({ kind, count, first }) => `${kind} ${String(count)} ${first}`),
  }
}
