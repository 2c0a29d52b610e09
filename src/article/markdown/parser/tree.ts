import type { Definition, Parents, Root, RootContent } from 'mdast'
import type { Token } from 'markdown-it'
import { alignOf, labelOf, leafNode, parentNode } from './nodes.ts'
import { linkAddresses } from './texts.ts'
import { withoutBox } from './taskBox.ts'
import { append } from '../../../text/append.ts'

/**
 * Puts markdown-it's tokens into the tree of mdast, which the blocks' readers know: the nodes that mdast-util-from-markdown makes,
 * without positions. A node that may come into an article as it is spelled carries its source instead: `data.raw`.
 */

/** A parsed file. */
export interface Parsed {
  readonly tokens: readonly Token[]
  readonly references: Readonly<Record<string, { readonly href: string; readonly title: string }>>
  readonly source: string
  /** True if addresses without brackets are links. */
  readonly gfm: boolean
  /** Decodes backslash escapes and character references. */
  readonly decode: (text: string) => string
}

/** A node whose closing token has not been met, and its children so far. */
interface Open {
  readonly node: Parents
  readonly children: RootContent[]
}

/** The tree has no nodes for the halves of a table. */
const IGNORED = new Set(['thead_open', 'thead_close', 'tbody_open', 'tbody_close'])

/** Markers of quotes and items before the first line of a block, and of quotes before the others. */
const FIRST_MARKERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d+[.)](?=[ \t])))*[ \t]*/u
const MARKERS = /^[ \t>]*/u

/** Builds the tree of one file. */
class TreeBuilder {
  private readonly parsed: Parsed
  private readonly stack: Open[] = []
  private here: Open = { node: { type: 'root', children: [] }, children: [] }
  private text = ''
  /** How many links are open: addresses within them are no links. */
  private links = 0
  private lines: readonly string[] | null = null

  constructor(parsed: Parsed) {
    this.parsed = parsed
  }

  build(): Root {
    for (const token of this.parsed.tokens) this.add(token)
    return { type: 'root', children: this.here.children }
  }

  private add(token: Token): void {
    if (token.type === 'text' || token.type === 'text_special') this.text += token.content
    else if (token.type === 'softbreak') this.text += '\n'
    else if (token.type === 'inline') this.addAll(withoutBox(token, this.itemAround()))
    else if (!IGNORED.has(token.type)) this.addNode(token)
  }

  /** Returns the item whose first paragraph is open; undefined anywhere else. */
  private itemAround(): Parents | undefined {
    const around = this.stack.at(-1)
    return this.here.node.type === 'paragraph' && around?.children.length === 1 ? around.node : undefined
  }

  private addAll(tokens: readonly Token[] | null): void {
    for (const token of tokens ?? []) this.add(token)
    this.endText()
  }

  private addNode(token: Token): void {
    this.endText()
    const leaf = token.nesting === 0 ? leafNode(token, this.parsed.decode) : null
    if (leaf !== null) this.here.children.push(leaf)
    else if (token.type === 'reference_definition') this.here.children.push(this.definition(token))
    else if (token.nesting === -1) this.close()
    else {
      this.open(token)
      if (token.children === null) return
      this.addAll(token.children)
      this.close()
    }
  }

  private open(token: Token): void {
    const node = parentNode(token)
    const children: RootContent[] = []
    node.children = children
    if (node.type === 'link' || node.type === 'linkReference') this.links += 1
    if (node.type === 'table' || node.type === 'footnoteDefinition') node.data = { raw: this.rawOf(token) }
    if (token.type === 'th_open') this.addColumn(token)
    this.here.children.push(node as RootContent)
    this.stack.push(this.here)
    this.here = { node, children }
  }

  private addColumn(token: Token): void {
    const table = this.stack.at(-1)?.node
    if (table?.type === 'table') table.align?.push(alignOf(token))
  }

  private close(): void {
    const { type } = this.here.node
    if (type === 'link' || type === 'linkReference') this.links -= 1
    this.here = this.stack.pop() ?? this.here
  }

  private endText(): void {
    if (this.text === '') return
    const found = this.parsed.gfm && this.links === 0 ? linkAddresses(this.text) : null
    if (found === null) this.here.children.push({ type: 'text', value: this.text })
    else append(this.here.children, found)
    this.text = ''
  }

  private definition(token: Token): Definition {
    const label = labelOf(token) ?? ''
    const { href: url = '', title = '' } = this.parsed.references[label] ?? {}
    const data = { raw: this.rawOf(token) }
    return {
      type: 'definition',
      identifier: label.toLowerCase(),
      label,
      url,
      title: title || null,
      data,
    }
  }

  /** Returns the source of a block without the markers of the quotes and lists around it. */
  private rawOf(token: Token): string {
    this.lines ??= this.parsed.source.split('\n')
    const [from, to] = token.map ?? [0, 0]
    return this.lines
      .slice(from, to)
      .map((line, index) => line.replace(index === 0 ? FIRST_MARKERS : MARKERS, ''))
      .join('\n')
      .trimEnd()
  }
}

/** Returns the tree of a parsed file. */
export function treeOf(parsed: Parsed): Root {
  return new TreeBuilder(parsed).build()
}
