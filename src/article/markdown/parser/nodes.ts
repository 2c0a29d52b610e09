import type { AlignType, Heading, Nodes, Parents, PhrasingContent, RootContent } from 'mdast'
import type {} from 'mdast-util-directive'
import type { Token } from 'markdown-it'
import { footnoteIdentifier } from './footnotes.ts'
import { pictureInTag } from '../htmlTags.ts'
import type { DirectiveMeta } from './directives.ts'

/** The nodes of mdast for the tokens of markdown-it: those that open a node with children, and those that are a node. */

declare module 'mdast' {
  interface Data {
    /** The node as it is spelled in the file, without the markers of quotes and lists around it. */
    raw?: string
  }

  /** A footnote that stands where it belongs: `^[words]`. */
  interface InlineNote {
    type: 'inlineNote'
    children: PhrasingContent[]
    data?: Data
  }
  interface PhrasingContentMap {
    inlineNote: InlineNote
  }
  interface RootContentMap {
    inlineNote: InlineNote
  }
}

/** Returns an attribute of a token as text, '' if it has none. */
export function attributeOf(token: Token, name: string): string {
  return String(token.attrs?.find(([own]) => own === name)?.[1] ?? '')
}

/** Returns the label of the definition that a token refers to, or is; null for others. */
export function labelOf(token: Token): string | null {
  return typeof token.meta?.label === 'string' ? token.meta.label : null
}

/** Returns the text of a picture's description. */
function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'softbreak') return '\n'
      return token.children === null ? token.content : plainText(token.children)
    })
    .join('')
}

const withoutLastLineEnd = (text: string): string => text.replace(/\n$/u, '')

function codeNode(token: Token, decode: (text: string) => string): RootContent {
  const info = token.info.replace(/^[ \t]+|[ \t]+$/gu, '')
  const [lang = ''] = info.split(/[ \t]/u)
  return { type: 'code', lang: lang === '' ? null : decode(lang), value: withoutLastLineEnd(token.content) }
}

function imageNode(token: Token): PhrasingContent {
  const alt = plainText(token.children ?? [])
  const label = labelOf(token)
  return label === null
    ? { type: 'image', url: attributeOf(token, 'src'), title: attributeOf(token, 'title') || null, alt }
    : { type: 'imageReference', identifier: label.toLowerCase(), label, referenceType: 'full', alt }
}

function linkNode(token: Token): Parents {
  const label = labelOf(token)
  return label === null
    ? {
        type: 'link',
        url: attributeOf(token, 'href'),
        title: attributeOf(token, 'title') || null,
        children: [],
      }
    : { type: 'linkReference', identifier: label.toLowerCase(), label, referenceType: 'full', children: [] }
}

function directiveNode(
  type: 'containerDirective' | 'leafDirective' | 'textDirective',
  token: Token,
): Parents {
  const { name, attributes, raw } = token.meta as unknown as DirectiveMeta
  return { type, name, attributes, children: [], data: { raw } }
}

/** Returns the alignment of a table's column. */
export function alignOf(token: Token): AlignType {
  return (/center|left|right/u.exec(attributeOf(token, 'style'))?.[0] ?? null) as AlignType
}

/** Nodes with children, by the type of the token that opens them. */
const PARENTS: Readonly<Record<string, (token: Token) => Parents>> = {
  paragraph_open: (token) => ({
    type: 'paragraph',
    children: [],
    ...(token.meta?.directiveLabel === true ? { data: { directiveLabel: true } } : {}),
  }),
  heading_open: (token) => ({
    type: 'heading',
    depth: Number(token.tag.slice(1)) as Heading['depth'],
    children: [],
  }),
  blockquote_open: () => ({ type: 'blockquote', children: [] }),
  bullet_list_open: () => ({ type: 'list', ordered: false, start: null, spread: false, children: [] }),
  ordered_list_open: (token) => ({
    type: 'list',
    ordered: true,
    start: Number(attributeOf(token, 'start') || '1'),
    spread: false,
    children: [],
  }),
  list_item_open: () => ({ type: 'listItem', spread: false, checked: null, children: [] }),
  table_open: () => ({ type: 'table', align: [], children: [] }),
  tr_open: () => ({ type: 'tableRow', children: [] }),
  th_open: () => ({ type: 'tableCell', children: [] }),
  td_open: () => ({ type: 'tableCell', children: [] }),
  container_directive_open: (token) => directiveNode('containerDirective', token),
  leaf_directive_open: (token) => directiveNode('leafDirective', token),
  strong_open: () => ({ type: 'strong', children: [] }),
  em_open: () => ({ type: 'emphasis', children: [] }),
  s_open: () => ({ type: 'delete', children: [] }),
  link_open: linkNode,
  text_directive: (token) => directiveNode('textDirective', token),
  inline_note: () => ({ type: 'inlineNote', children: [] }),
  footnote_definition_open: (token) => {
    const label = labelOf(token) ?? ''
    return { type: 'footnoteDefinition', identifier: footnoteIdentifier(label), label, children: [] }
  },
}

/** Returns the node that a token opens, without its children. Throws if the tree knows no such token: a mistake in a rule. */
export function parentNode(token: Token): Parents {
  const create = PARENTS[token.type]
  if (create === undefined) throw new Error(`the Markdown parser made ${token.type}, which the tree lacks`)
  return create(token)
}

/**
 * Returns the node that a token is by itself; null for one that opens or closes another, or is text.
 * @param decode decodes backslash escapes and character references
 */
export function leafNode(token: Token, decode: (text: string) => string): Exclude<Nodes, Parents> | null {
  switch (token.type) {
    case 'fence':
    case 'code_block':
      return codeNode(token, decode) as Exclude<Nodes, Parents>
    case 'hr':
      return { type: 'thematicBreak' }
    case 'html_block':
      return { type: 'html', value: withoutLastLineEnd(token.content) }
    case 'hardbreak':
      return { type: 'break' }
    case 'code_inline':
      return { type: 'inlineCode', value: token.content }
    case 'html_inline':
      return pictureInTag(token.content) ?? { type: 'html', value: token.content }
    case 'footnote_reference': {
      const label = labelOf(token) ?? ''
      const data = { raw: String(token.meta?.raw) }
      return { type: 'footnoteReference', identifier: footnoteIdentifier(label), label, data }
    }
    case 'image':
      return imageNode(token) as Exclude<Nodes, Parents>
    default:
      return null
  }
}
