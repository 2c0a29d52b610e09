import type { BlockContent, Link, Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive'
import { attribute, number, type NodeJSON } from './node.ts'

/** Builders and readers of mdast that the Markdown faces of several blocks share. */

declare module 'mdast' {
  interface LinkData {
    /** Write the address alone, without brackets: it is its own text, and stands alone on its line. */
    bare?: boolean
  }
}

type Attributes = Readonly<Record<string, string>>

export function paragraphOf(children: readonly PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children: [...children] }
}

export function bareLink(url: string): Link {
  return { type: 'link', url, children: [{ type: 'text', value: url }], data: { bare: true } }
}

/** `:::name{...}` around one paragraph, or around nothing when it is empty. */
export function containerOf(
  name: string,
  attributes: Attributes,
  children: readonly BlockContent[],
): ContainerDirective {
  return { type: 'containerDirective', name, attributes: { ...attributes }, children: [...children] }
}

/** `::name{...}` */
export function leafOf(name: string, attributes: Attributes = {}): LeafDirective {
  return { type: 'leafDirective', name, attributes: { ...attributes }, children: [] }
}

/** `:name[text]{...}` */
export function textDirectiveOf(name: string, attributes: Attributes = {}, text = ''): TextDirective {
  const children: PhrasingContent[] = text === '' ? [] : [{ type: 'text', value: text }]
  return { type: 'textDirective', name, attributes: { ...attributes }, children }
}

/** One paragraph of inline content, or no block where there is none. */
export function blocksOf(content: readonly PhrasingContent[]): Paragraph[] {
  return content.length === 0 ? [] : [paragraphOf(content)]
}

/** The attributes of a node that a directive should say, by the directive's names: texts that are not empty, numbers. */
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

/** An attribute of a directive, '' where it is absent. */
export function directiveAttribute(
  directive: { readonly attributes?: ContainerDirective['attributes'] },
  name: string,
): string {
  return directive.attributes?.[name] ?? ''
}

/** Phrasing with a text put before it, joined to the text it may begin with. */
export function withPrefix(lead: string, content: readonly PhrasingContent[]): PhrasingContent[] {
  const [first, ...rest] = content
  return first?.type === 'text'
    ? [{ type: 'text', value: lead + first.value }, ...rest]
    : [{ type: 'text', value: lead }, ...content]
}

/** Phrasing without the first `length` characters of the text it begins with. */
export function withoutPrefix(length: number, content: readonly PhrasingContent[]): PhrasingContent[] {
  const [first, ...rest] = content
  if (first?.type !== 'text') return [...content]
  return first.value.length === length ? rest : [{ ...first, value: first.value.slice(length) }, ...rest]
}

/** The text phrasing begins with, '' where it begins with something else. */
export function leadingText(content: readonly PhrasingContent[]): string {
  return content[0]?.type === 'text' ? content[0].value : ''
}

/** Whether a block is a paragraph. */
export function isParagraph(node: RootContent | undefined): node is Paragraph {
  return node?.type === 'paragraph'
}
