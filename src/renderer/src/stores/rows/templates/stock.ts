import { type Article, articleFrom, emptyMetadata } from '../../../../../article/index.ts'
import { inlineText, node, type NodeJSON } from '../../../../../blocks/node.ts'
import type { StockTemplate } from './names.ts'
import en from './en.json'
import ko from './ko.json'

/**
 * The templates that Galley brings. Their words are those of an article, so they follow the language of new drafts, not
 * the app's. What the writer replaces stands in square brackets; the checks name what was left.
 */

/** A block of a template: a paragraph, a photo that waits with its caption, turns of name and words, and so on. */
interface TemplateBlock {
  readonly p?: string
  readonly photo?: string
  readonly turns?: readonly (readonly string[])[]
  readonly caption?: string
  readonly source?: string
}

interface Template {
  readonly standfirst: string
  readonly body: readonly TemplateBlock[]
}

const BY_LANGUAGE: Readonly<Record<string, Readonly<Record<StockTemplate, Template>>>> = { en, ko }

function blockOf({ p, photo, turns, caption, source }: TemplateBlock): NodeJSON {
  if (photo !== undefined) return node('figure', null, inlineText(photo))
  if (caption !== undefined) return node('caption', null, inlineText(caption))
  if (source !== undefined) return node('source', null, inlineText(source))
  if (turns === undefined) return node('paragraph', null, inlineText(p ?? ''))
  return node(
    'dialogue',
    null,
    turns.map(([speaker = '', words = '']) => node('turn', { speaker }, inlineText(words))),
  )
}

/**
 * Returns the article of a template.
 * @param language a BCP 47 tag; English words where there are none of that language
 */
export function stockArticle(name: StockTemplate, language: string): Article {
  const words = BY_LANGUAGE[language.split('-')[0]?.toLowerCase() ?? ''] ?? en
  const { standfirst, body } = words[name]
  return articleFrom({ standfirst, body: body.map(blockOf), metadata: emptyMetadata(language) })
}
