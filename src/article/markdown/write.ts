import type { FootnoteDefinition, FootnoteReference, Link, ListItem, Root, RootContent, Text } from 'mdast'
import { directiveToMarkdown } from 'mdast-util-directive'
import { gfmAutolinkLiteralToMarkdown } from 'mdast-util-gfm-autolink-literal'
import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import {
  defaultHandlers,
  toMarkdown,
  type Handle,
  type Options,
  type State,
  type Unsafe,
} from 'mdast-util-to-markdown'
import type { MarkdownFace, MarkdownProfile, MarkdownWriting } from '../../blocks/block.ts'
import { blocks } from '../../blocks/index.ts'
import { noteDefinition, numbered } from '../../blocks/footnote/index.ts'
import { children, textOf, type NodeJSON } from '../../blocks/node.ts'
import { parts, type Article } from '../article.ts'
import { articleWithoutNotes } from '../notes.ts'
import { labelsFor } from '../labels.ts'
import { withSafeAttributes } from './directiveAttributes.ts'
import { emphasisToMarkdown } from './emphasis.ts'
import { writeFrontMatter } from './frontMatter.ts'
import { phrasingOf } from './nest.ts'

/**
 * Writes Markdown in two profiles. `portable` looks right in any CommonMark or GFM reader; `structured` is read back as
 * exactly the same article. A dialogue is
 * marked paragraphs in the first and `:::dialogue` in the second.
 *
 * article → the blocks' mdast nodes (`blocks/<name>/markdown.ts`), inline content through `nest.ts` → text by
 * mdast-util-to-markdown, with the handlers below where its escaping does not survive our reader → front matter on top.
 */

/** The blocks' writers by node type. */
const writers = Object.assign({}, ...blocks.map((block) => block.markdown.write)) as MarkdownFace['write']

/** CommonMark numbers an item with nine digits at the most. */
const MAX_ITEM_NUMBER = 999_999_999

/**
 * Numbers count up; where they would outgrow CommonMark all items carry the first, which is the one that counts. A task has its box
 * behind the marker, as GFM has it: put there at last, as within the words it would be escaped.
 */
const listItem: Handle = (item: ListItem, parent, state, info) => {
  const full =
    parent?.type === 'list' &&
    parent.ordered === true &&
    (parent.start ?? 1) + parent.children.length - 1 > MAX_ITEM_NUMBER
  const written = defaultHandlers.listItem(item, full ? { ...parent, children: [item] } : parent, state, info)
  if (typeof item.checked !== 'boolean') return written
  return written.replace(/^(?:[*+-]|\d+[.)])/u, item.checked ? '$& [x]' : '$& [ ]')
}

/** An address that Markdown reads as nothing but itself when it stands alone. */
const BARE_URL = /^https?:\/\/(?:[\w.:/?#@!$'+,;=%-]|~(?!~)|&(?![\w#]+;))+$/u

/** A mail address that CommonMark reads between angle brackets. */
const ADDRESS =
  /^mailto:[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/iu

/** Calls a writer of links with brackets and parentheses demanded where `<address>` would be read as text: `<_a@_.b>`. */
function bracketed<Result>(node: Link, state: State, write: () => Result): Result {
  const { resourceLink } = state.options
  if (node.url.startsWith('mailto:') && !ADDRESS.test(node.url)) state.options.resourceLink = true
  const result = write()
  state.options.resourceLink = resourceLink ?? false
  return result
}

/** Writes a link whose text is its address as the bare address, where a reader finds the same link in it. */
const link: Handle & { peek?: Handle } = (node: Link, parent, state, info) =>
  node.data?.bare === true && BARE_URL.test(node.url)
    ? node.url
    : bracketed(node, state, () => defaultHandlers.link(node, parent, state, info))
link.peek = (node: Link, parent, state) =>
  node.data?.bare === true
    ? node.url.charAt(0)
    : bracketed(node, state, () => defaultHandlers.link.peek(node, parent, state))

const libraryDirectives = directiveToMarkdown({ preferShortcut: false })
const directives = {
  ...libraryDirectives,
  handlers: Object.fromEntries(
    Object.entries(libraryDirectives.handlers ?? {}).map(([name, handle]) => [
      name,
      withSafeAttributes(handle),
    ]),
  ),
}

/**
 * A directive in a line ends in a bracket, never in a letter: the writer of emphasis may put a letter that touches
 * its delimiters as a character reference, and `:b&#x72;` is no directive.
 */
const textDirective: Handle = (node, parent, state, info) => {
  const directive = directives.handlers.textDirective?.(node, parent, state, info) ?? ''
  return /[\]}]$/u.test(directive) ? directive : `${directive}[]`
}

/**
 * A colon that could begin a directive. The directive extension's own pattern asks for the character before it too,
 * and is skipped when that one is escaped itself (`\*:br`); and it takes an emoji for a symbol, where the reader, which
 * goes by UTF-16 units, sees the first letter of a name.
 */
const COLON: Unsafe = {
  character: ':',
  after: '(?:[^\\s\\p{P}\\p{S}]|[\\u{10000}-\\u{10FFFF}])',
  unicode: true,
  inConstruct: ['phrasing'],
}

/** Two colons at a line's start: no directive to CommonMark, but one to our own reader. */
const COLONS: Unsafe = { atBreak: true, character: ':', after: ':' }

/**
 * The library leaves an underscore within a word alone. But a letter that touches a delimiter may yet become a
 * character reference, and then the underscore beside it is within a word no more (`_&#x1D49C;~~`). It looks out for
 * that, though not at `~` nor beyond one UTF-16 unit; so underscores of texts that touch delimiters are all escaped.
 */
const text: Handle = (node: Text, parent, state, info) => {
  const touches = /[*_~]$/u.test(info.before) || /^[*_~]/u.test(info.after)
  if (!touches || !node.value.includes('_')) return defaultHandlers.text(node, parent, state, info)
  const parts = node.value.split(/(_+)/u)
  return parts
    .map((value, index) => {
      const part: Text = { type: 'text', value }
      if (value.startsWith('_')) return state.safe(value, { ...info, before: ' ', after: ' ' })
      const before = parts[index - 1] ?? info.before
      const after = parts[index + 1] ?? info.after
      return value === '' ? '' : defaultHandlers.text(part, parent, state, { ...info, before, after })
    })
    .join('')
}

/** `[^1]`, and `[^1]: words` with further lines indented. */
const footnoteReference: Handle & { peek?: Handle } = (node: FootnoteReference) => `[^${String(node.label)}]`
footnoteReference.peek = () => '['
const footnoteDefinition: Handle = (node: FootnoteDefinition, _parent, state, info) => {
  const label = `[^${String(node.label)}]:`
  if (node.children.length === 0) return label
  const tracker = state.createTracker(info)
  tracker.move(`${label} `)
  const words = state.containerFlow(node, tracker.current())
  const indented = state.indentLines(words, (line, at) => (at === 0 || line === '' ? line : `    ${line}`))
  return `${label} ${indented}`
}

/** What a text beside a footnote must not be read as: `^[^1]` begins another one, and `[^1]:` at a line's start is its words. */
const BESIDE_FOOTNOTES: Unsafe[] = [
  { character: '^', after: '\\[$', inConstruct: 'phrasing' },
  { character: ':', before: '^\\]', inConstruct: 'phrasing' },
]

const STYLE: Options = {
  bullet: '-',
  bulletOther: '*',
  rule: '*',
  fences: true,
  listItemIndent: 'one',
  handlers: { listItem, link, text, footnoteReference, footnoteDefinition },
  unsafe: BESIDE_FOOTNOTES,
}

const OPTIONS: Readonly<Record<MarkdownProfile, Options>> = {
  portable: {
    ...STYLE,
    extensions: [
      emphasisToMarkdown(false),
      gfmAutolinkLiteralToMarkdown(),
      // Columns are not padded: a cell may hold a sentence.
      gfmTableToMarkdown({ tablePipeAlign: false }),
      { unsafe: [COLONS] },
    ],
  },
  structured: {
    ...STYLE,
    // `<https://…>` percent-encodes what `[…](…)` can say as it is.
    resourceLink: true,
    extensions: [
      emphasisToMarkdown(true),
      gfmAutolinkLiteralToMarkdown(),
      directives,
      { handlers: { textDirective }, unsafe: [COLON] },
    ],
  },
}

/** Returns what blocks may ask of an export while they write. */
function writingFor(article: Article, profile: MarkdownProfile): MarkdownWriting {
  const writing: MarkdownWriting = {
    profile,
    labels: labelsFor(article.metadata.language),
    inline: (content) => phrasingOf(content, profile),
    blocks: (content) => content.flatMap((block) => written(block, writing)),
  }
  return writing
}

/** Returns the mdast nodes of a block. Throws if no block writes its type: a mistake in `blocks/`. */
function written(block: NodeJSON, writing: MarkdownWriting): RootContent[] {
  const write = writers[block.type]
  if (write === undefined) throw new Error(`no block writes ${block.type} as Markdown`)
  return write(block, writing)
}

/**
 * Returns the article as Markdown: YAML front matter, an empty line, the body.
 * `portable` is CommonMark and GFM that any reader shows well; `structured` says every block in directives, and
 * `readMarkdown` makes the very same article of it.
 */
export function writeMarkdown(noted: Article, profile: MarkdownProfile): string {
  const article = articleWithoutNotes(noted)
  const { headline, standfirst, body } = parts(article.doc)
  const writing = writingFor(article, profile)
  const { nodes, footnotes } = numbered(children(body))
  const notes = footnotes.map((footnote) => noteDefinition(footnote, writing))
  const root: Root = { type: 'root', children: [...writing.blocks(nodes), ...notes] }
  const front = writeFrontMatter(
    { headline: textOf(headline), standfirst: textOf(standfirst), metadata: article.metadata },
    profile,
  )
  const text = toMarkdown(root, OPTIONS[profile])
  return text === '' ? front : `${front}\n${text}`
}
