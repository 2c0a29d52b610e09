import type { FootnoteDefinition, FootnoteReference, Nodes, Root, RootContent } from 'mdast'
import { footnoteOf, missingFrom } from '../../blocks/footnote/index.ts'
import { node, type NodeJSON, textNode } from '../../blocks/node.ts'
import type { Report } from '../../blocks/readingReport.ts'

/**
 * The footnotes of a Markdown file. Their definitions stand anywhere in it, and their words go to where the signs are. Nothing is
 * lost: words that no sign leads to, or one in a place that holds no footnote (a headline, another footnote), are a paragraph at the
 * end, and reported.
 */
export class MarkdownFootnotes {
  /** The blocks of the file without definitions. */
  readonly body: readonly RootContent[]
  readonly #definitions: FootnoteDefinition[] = []
  readonly #first = new Map<string, FootnoteDefinition>()
  readonly #read = new Map<FootnoteDefinition, NodeJSON[]>()

  /**
   * @param hasDefinitions false if the tree has no footnote: it is not looked through then
   * @param report is told of footnotes that several signs lead to: each gets its own copy
   */
  constructor(tree: Root, hasDefinitions: boolean, report: Report) {
    this.body = hasDefinitions ? this.#without(tree.children) : tree.children
    if (!hasDefinitions) return
    const counts = new Map<FootnoteDefinition, number>()
    for (const { identifier } of signsIn(this.body)) {
      const definition = this.#first.get(identifier)
      if (definition !== undefined) counts.set(definition, (counts.get(definition) ?? 0) + 1)
    }
    for (const [{ data, label }, count] of counts)
      if (count > 1) report('sharedNote', data?.raw ?? label ?? '')
  }

  /** Returns blocks without the definitions in them, which it gathers. */
  #without<Content extends RootContent>(content: readonly Content[]): Content[] {
    return content.flatMap((block): Content[] => {
      if (block.type === 'footnoteDefinition') {
        this.#definitions.push({ ...block, children: this.#without(block.children) })
        const own = this.#definitions.at(-1)
        if (own !== undefined && !this.#first.has(own.identifier)) this.#first.set(own.identifier, own)
        return []
      }
      if (!hasDefinitions(block)) return [block]
      return [{ ...block, children: this.#without(block.children as RootContent[]) } as unknown as Content]
    })
  }

  /**
   * Returns the footnote that a sign leads to; null if there is none.
   * @param read reads the blocks of a definition as inline content
   */
  footnote(
    { identifier }: FootnoteReference,
    read: (content: readonly RootContent[]) => NodeJSON[],
  ): NodeJSON[] | null {
    const definition = this.#first.get(identifier)
    return definition === undefined ? null : [footnoteOf(this.#contentOf(definition, read))]
  }

  #contentOf(
    definition: FootnoteDefinition,
    read: (content: readonly RootContent[]) => NodeJSON[],
  ): NodeJSON[] {
    const content = this.#read.get(definition) ?? read(definition.children)
    this.#read.set(definition, content)
    return content
  }

  /** Returns the blocks of the article with a paragraph for each definition whose words are not in them. */
  withUnplaced(
    blocks: readonly NodeJSON[],
    read: (content: readonly RootContent[]) => NodeJSON[],
    report: Report,
  ): NodeJSON[] {
    const all = this.#definitions.map((definition) => ({
      definition,
      footnote: footnoteOf(this.#contentOf(definition, read)),
    }))
    const isFirst = ({ definition }: (typeof all)[number]): boolean =>
      this.#first.get(definition.identifier) === definition
    const missing = new Set(
      missingFrom(
        blocks,
        all.map(({ footnote }) => footnote),
      ),
    )
    const unplaced = all.filter((one) => missing.has(one.footnote) || !isFirst(one))
    return [
      ...blocks,
      ...unplaced.map(({ definition }) => {
        report('note', definition.data?.raw ?? '')
        const sign = textNode(`[^${definition.label ?? definition.identifier}]: `)
        return node('paragraph', null, [sign, ...this.#contentOf(definition, read)])
      }),
    ]
  }
}

const known = new WeakMap<object, boolean>()

/** Returns true if a block has definitions in it. */
function hasDefinitions(block: Nodes): block is Nodes & { children: RootContent[] } {
  if (!('children' in block)) return false
  const before = known.get(block)
  if (before !== undefined) return before
  const found = block.children.some((child) => child.type === 'footnoteDefinition' || hasDefinitions(child))
  known.set(block, found)
  return found
}

/** Returns the signs of footnotes in blocks, in order. */
function signsIn(content: readonly Nodes[], found: FootnoteReference[] = []): FootnoteReference[] {
  for (const at of content) {
    if (at.type === 'footnoteReference') found.push(at)
    if ('children' in at) signsIn(at.children, found)
  }
  return found
}
