import { articleFrom, type Article, parts } from '../../../src/article/index.ts'
import { attribute, children, flag, hasText, type NodeJSON, textOf } from '../../../src/blocks/node.ts'

/** What HTML cannot hold of an article, all of it: the same article without it is what comes back. */

const isBlank = (text: string): boolean => text.trim() === ''

/** A link around nothing visible is written as its text: nobody could follow it. */
function withoutBlankLinks(content: readonly NodeJSON[]): NodeJSON[] {
  const linkOf = (of: NodeJSON | undefined): string | undefined => {
    const link = of?.marks?.find(({ type }) => type === 'link')
    return link && JSON.stringify([attribute(link, 'href'), attribute(link, 'title')])
  }
  const out: NodeJSON[] = []
  for (let at = 0; at < content.length;) {
    let end = at + 1
    while (end < content.length && linkOf(content[end]) === linkOf(content[at])) end += 1
    const run = content.slice(at, end)
    const blank = run.every((inline) => isBlank(inline.text ?? ''))
    out.push(
      ...run.map((inline) => {
        const { marks = [], ...bare } = inline
        const kept = marks.filter(({ type }) => !(blank && type === 'link'))
        return kept.length === 0 ? bare : { ...bare, marks: kept }
      }),
    )
    at = end
  }
  return out
}

/** A picture's decoration needs no words; a picture that waits has no size or crop yet, and is not known to be decoration. */
function figure(of: NodeJSON): NodeJSON {
  const waiting = of.attrs?.src === null && of.attrs.missing === null
  const decorative = !waiting && flag(of, 'decorative')
  const size =
    of.attrs?.src === null ? { width: null, height: null, crop: null, rotation: 0, focus: null } : {}
  return { ...of, attrs: { ...of.attrs, ...size, decorative, alt: decorative ? '' : attribute(of, 'alt') } }
}

/** In a single row of headings none heads a row. */
function table(of: NodeJSON): NodeJSON {
  const isOnlyHead = children(of).length === 1 && attribute(of, 'header') === 'both'
  return isOnlyHead ? { ...of, attrs: { ...of.attrs, header: 'row' } } : of
}

function embed(of: NodeJSON): NodeJSON {
  const shown = (name: string): string => (isBlank(attribute(of, name)) ? '' : attribute(of, name))
  return { ...of, attrs: { ...of.attrs, title: shown('title'), author: shown('author') } }
}

function normal(of: NodeJSON): NodeJSON[] {
  if (of.type === 'heading' && !hasText(of)) return []
  const kids = children(of)
  const isInline = kids.some(({ type }) => type === 'text' || type === 'hardBreak')
  const content = isInline ? withoutBlankLinks(kids) : kids.flatMap(normal)
  const normalized = of.content === undefined ? of : { ...of, content }
  if (of.type === 'table') return [table(normalized)]
  if (of.type === 'figure') return [figure(normalized)]
  return [of.type === 'embed' ? embed(normalized) : normalized]
}

/** Returns an article as it is after a round trip through HTML, which cannot carry blank headings and links. */
export function asHtmlKeepsIt(article: Article): Article {
  const { headline, standfirst, body } = parts(article.doc)
  return articleFrom({
    headline: isBlank(textOf(headline)) ? '' : textOf(headline),
    standfirst: textOf(standfirst),
    body: children(body).flatMap(normal),
    metadata: article.metadata,
  })
}
