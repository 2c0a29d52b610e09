/** A node of an article as plain data: ProseMirror's JSON, with attributes that are scalars alone. */
export interface NodeJSON {
  readonly type: string
  readonly attrs?: Readonly<Record<string, AttributeValue>>
  readonly content?: readonly NodeJSON[]
  readonly marks?: readonly MarkJSON[]
  readonly text?: string
}

export interface MarkJSON {
  readonly type: string
  readonly attrs?: Readonly<Record<string, AttributeValue>>
}

export type AttributeValue = string | number | boolean | null

/** The children of a node: empty where it has none. */
export function children(node: NodeJSON): readonly NodeJSON[] {
  return node.content ?? []
}

/** A text attribute, `''` where it is absent or null. */
export function attribute(node: NodeJSON | MarkJSON, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}

/** Whether a yes-or-no attribute is set. */
export function flag(node: NodeJSON, name: string): boolean {
  return node.attrs?.[name] === true
}

/** A number attribute, or null. */
export function number(node: NodeJSON, name: string): number | null {
  const value = node.attrs?.[name]
  return typeof value === 'number' ? value : null
}

/** A text node; the caller sees to it that `text` is not empty, as ProseMirror demands. */
export function textNode(text: string, marks?: readonly MarkJSON[]): NodeJSON {
  return marks === undefined || marks.length === 0 ? { type: 'text', text } : { type: 'text', text, marks }
}

/** Inline content of plain text: one text node, or none. */
export function inlineText(text: string): readonly NodeJSON[] {
  return text === '' ? [] : [textNode(text)]
}

/** A node with inline content and attributes. */
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

/** All text below a node as the writer wrote it; a hard break is a line feed. */
export function textOf(of: NodeJSON): string {
  if (of.type === 'hardBreak') return '\n'
  return of.text ?? children(of).map(textOf).join('')
}
