import type { BlockContent, Link, Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive'
import { attribute, number, type NodeJSON } from './node.ts'

/** Helpers for the Markdown faces of all blocks: building mdast nodes, and reading directives and leading text. */

declare module 'mdast' {
  interface LinkData {
    /** Write the address alone, without brackets: it is its own text, and stands alone on its line. */
    bare?: boolean
  }
}

/** The attributes of a directive, by the directive's own names. */
type Attributes = Readonly<Record<string, string>>

/** Returns a paragraph of phrasing. */
export function paragraphOf(children: readonly PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children: [...children] }
}

/** Returns a link that is written as its address alone, as the portable profile writes an embed. */
export function bareLink(url: string): Link {
  return { type: 'link', url, children: [{ type: 'text', value: url }], data: { bare: true } }
}

/** Returns a container directive: `:::name{...}` around blocks, or around nothing. */
export function containerOf(
  name: string,
  attributes: Attributes,
  children: readonly BlockContent[],
): ContainerDirective {
  return { type: 'containerDirective', name, attributes: { ...attributes }, children: [...children] }
}

/** Returns a leaf directive, a line of its own: `::name{...}`. */
export function leafOf(name: string, attributes: Attributes = {}): LeafDirective {
  return { type: 'leafDirective', name, attributes: { ...attributes }, children: [] }
}

/** Returns a text directive, within a line: `:name[text]{...}`. */
export function textDirectiveOf(name: string, attributes: Attributes = {}, text = ''): TextDirective {
  const children: PhrasingContent[] = text === '' ? [] : [{ type: 'text', value: text }]
  return { type: 'textDirective', name, attributes: { ...attributes }, children }
}

/** Returns phrasing as one paragraph, or as no block if it is empty. */
export function blocksOf(content: readonly PhrasingContent[]): Paragraph[] {
  return content.length === 0 ? [] : [paragraphOf(content)]
}

/**
 * Returns the attributes a directive writes for a node: numbers, and texts that are not ''.
 * @param names the node's attribute names by the directive's: `{ to: 'addressee' }`
 */
export function attributesOf(
  node: NodeJSON,
  names: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([key, name]) => {
      const value = number(node, name)?.toString() ?? attribute(node, name)
      return value === '' ? [] : [[key, value]]
    }),
  )
}

/** Returns an attribute of a directive, '' if it is absent. */
export function directiveAttribute(
  directive: { readonly attributes?: ContainerDirective['attributes'] },
  name: string,
): string {
  return directive.attributes?.[name] ?? ''
}

/** Returns phrasing with a text before it, joined to the text node it begins with, if it begins with one. */
export function withPrefix(lead: string, content: readonly PhrasingContent[]): PhrasingContent[] {
  const [first, ...rest] = content
  return first?.type === 'text'
    ? [{ type: 'text', value: lead + first.value }, ...rest]
    : [{ type: 'text', value: lead }, ...content]
}

/** Returns phrasing without the first `length` characters of the text node it begins with. */
export function withoutPrefix(length: number, content: readonly PhrasingContent[]): PhrasingContent[] {
  const [first, ...rest] = content
  if (first?.type !== 'text') return [...content]
  return first.value.length === length ? rest : [{ ...first, value: first.value.slice(length) }, ...rest]
}

/** Returns the text that phrasing begins with, '' if it begins with another node. */
export function leadingText(content: readonly PhrasingContent[]): string {
  return content[0]?.type === 'text' ? content[0].value : ''
}

/** Narrows an mdast node to a paragraph. */
export function isParagraph(node: RootContent | undefined): node is Paragraph {
  return node?.type === 'paragraph'
}
