import cjkFriendly from 'markdown-it-cjk-friendly'
import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it'
import { addDirectives } from './directives.ts'
import { addFootnotes } from './footnotes.ts'
import { addLiterals } from './literals.ts'
import { addStrike } from './strike.ts'

/** What a parser reads beside CommonMark and strikethrough. */
export interface Syntax {
  /** Directives within a line: `:br`. */
  readonly textDirectives: boolean
  /** Addresses without brackets, and tables. */
  readonly gfm: boolean
}

/** Containers and brackets in one another: far above what `limits.ts` lets through, as markdown-it drops what lies deeper. */
const MAX_NESTING = 10_000

/**
 * Kinds of characters beside emphasis, as the writer (mdast-util-to-markdown) has them: whitespace is what `\s` matches, and characters
 * beyond U+FFFF, such as emoji, count as letters.
 */
const CHARACTERS: Partial<Parser['utils']> = {
  isWhiteSpace: (code) => /\s/u.test(String.fromCodePoint(code)),
  isPunctChar: (character) => character.length === 1 && /[\p{P}\p{S}]/u.test(character),
}

/** Returns markdown-it without what it does for HTML: addresses stay as they are spelled, and none is refused. */
function createParser({ textDirectives, gfm }: Syntax): Parser {
  const md = MarkdownIt('commonmark', { html: true, maxNesting: MAX_NESTING })
  md.normalizeLink = (url) => url
  md.normalizeLinkText = (url) => url
  md.validateLink = () => true
  // Emphasis in Chinese, Japanese and Korean, which have no spaces beside it: `**「重点」**の`.
  md.utils = { ...md.utils, ...CHARACTERS }
  md.use(cjkFriendly)
  // `[^a b]: …` is no footnote, but no address either.
  md.core.ruler.after('block', 'footnotes', ({ env }) => {
    for (const label of Object.keys(env.references ?? {}))
      if (label.startsWith('^')) Reflect.deleteProperty(env.references ?? {}, label)
  })
  md.core.ruler.enableOnly(['block', 'footnotes', 'inline'])
  md.inline.ruler.enable('strikethrough')
  md.inline.ruler2.enable('strikethrough')
  addStrike(md)
  addDirectives(md, textDirectives)
  addFootnotes(md, gfm)
  if (!gfm) return md
  md.block.ruler.enable('table')
  addLiterals(md)
  return md
}

const parsers = new Map<string, Parser>()

/** Returns the parser of a syntax. It is made once: its rules are compiled at the first use. */
export function parserFor(syntax: Syntax): Parser {
  const key = `${String(syntax.textDirectives)} ${String(syntax.gfm)}`
  const parser = parsers.get(key) ?? createParser(syntax)
  parsers.set(key, parser)
  return parser
}
