/**
 * A node of an article as plain data: ProseMirror's JSON, with scalar attributes only. Readers and writers of files work on it
 * without the schema. Nodes are never changed in place: a node that is the same object has not changed.
 *
 *     { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'On deck' }] }
 */
export interface NodeJSON {
  /** The node's name in the schema. */
  readonly type: string
  readonly attrs?: Readonly<Record<string, AttributeValue>>
  readonly content?: readonly NodeJSON[]
  readonly marks?: readonly MarkJSON[]
  /** Of text nodes only; never ''. */
  readonly text?: string
}

/** A mark as plain data: `{ type: 'link', attrs: { href, title } }`. */
export interface MarkJSON {
  readonly type: string
  readonly attrs?: Readonly<Record<string, AttributeValue>>
}

/** What an attribute can hold; blocks validate it (`attribute.ts`). */
export type AttributeValue = string | number | boolean | null

/** Returns the children of a node; an empty array if it has none. */
export function children(node: NodeJSON): readonly NodeJSON[] {
  return node.content ?? []
}

/** Returns a text attribute; '' if it is absent, null or no text. */
export function attribute(node: NodeJSON | MarkJSON, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}

/** Returns whether a boolean attribute is true. */
export function flag(node: NodeJSON, name: string): boolean {
  return node.attrs?.[name] === true
}

/** Returns a number attribute; null if it is absent or no number. */
export function number(node: NodeJSON, name: string): number | null {
  const value = node.attrs?.[name]
  return typeof value === 'number' ? value : null
}

/**
 * Returns a text node.
 * @param text must not be '': ProseMirror refuses empty text nodes
 */
export function textNode(text: string, marks?: readonly MarkJSON[]): NodeJSON {
  return marks === undefined || marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks }
}

/**
 * Returns the mark of a link.
 * @param title what it shows when pointed at; '' for none
 */
export function linkMark(href: string, title = ''): MarkJSON {
  return { type: 'link', attrs: { href, title } }
}

/** Returns a plain text as inline content: one text node, or none for ''. */
export function inlineText(text: string): readonly NodeJSON[] {
  return text === '' ? [] : [textNode(text)]
}

/** Returns a node; empty content and null attributes are left out, as ProseMirror's own JSON does. */
export function node(
  type: string,
  attrs: NodeJSON['attrs'] | null,
  content: readonly NodeJSON[] = [],
): NodeJSON {
  return {
    type,
    ...(attrs === null || attrs === undefined ? {} : { attrs }),
    ...(content.length === 0 ? {} : { content }),
  }
}

/** Returns all text below a node, as the writer wrote it; a hard break is `\n`, a footnote nothing. Blocks are not separated. */
export function textOf(node: NodeJSON): string {
  if (node.type === 'hardBreak') return '\n'
  return node.text ?? children(node).map(textOf).join('')
}

/** Returns true for a node within text that is no text itself, but that no text may lose: a footnote. */
export function isInlineAtom(node: NodeJSON): boolean {
  return node.type === 'footnote'
}

/** Returns true if a node contains text other than spaces, or a footnote. */
export function hasText(node: NodeJSON): boolean {
  const isFilled = (at: NodeJSON): boolean =>
    isInlineAtom(at) || (at.text ?? '').trim() !== '' || children(at).some(isFilled)
  return isFilled(node)
}
