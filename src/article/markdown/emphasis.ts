import type { Heading, Nodes, Paragraph, Parents } from 'mdast'
import { defaultHandlers, type Handle, type Options } from 'mdast-util-to-markdown'
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough'
import { cjkFriendlyToMarkdown } from 'mdast-util-to-markdown-cjk-friendly'
import {
  cjkFriendlyAttention,
  cjkFriendlyPhrasingHandlers,
} from 'mdast-util-to-markdown-cjk-friendly/phrasing'
import { parseTree } from './parser/parse.ts'

/**
 * Emphasis beside Chinese, Japanese and Korean, which have no spaces between words, as people write it: `**「重点」**の`.
 * CommonMark's rules would ask for a character reference (`&#x306E;`), so mdast-util-to-markdown writes one.
 *
 * A paragraph with such a reference is written again by the rules of mdast-util-to-markdown-cjk-friendly, and kept so if our own
 * parser, which reads by the same rules, finds the same nodes in it. Its pairing of delimiters is less careful than the other's.
 */

const CJK = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u

/** What makes two nodes the same to a reader. */
const COMPARED = ['value', 'url', 'alt', 'name', 'depth', 'identifier'] as const

function keyOf(node: Nodes): string {
  const own = COMPARED.map((name) => (name in node ? String(Reflect.get(node, name)) : ''))
  const attributes = 'attributes' in node ? JSON.stringify(Object.entries(node.attributes ?? {})) : ''
  return JSON.stringify([node.type, ...own, attributes, 'children' in node ? keysOf(node) : []])
}

/** Returns the children of a node as comparable texts; texts side by side are one. */
function keysOf(node: Parents): string[] {
  const joined: Nodes[] = []
  for (const child of node.children) {
    const last = joined.at(-1)
    if (child.type === 'text' && last?.type === 'text')
      joined.splice(-1, 1, { type: 'text', value: last.value + child.value })
    else joined.push(child)
  }
  return joined.map(keyOf)
}

/** Returns the labels of the footnotes below a node. */
function labelsIn(node: Nodes): string[] {
  if (node.type === 'footnoteReference') return [node.identifier]
  return 'children' in node ? node.children.flatMap(labelsIn) : []
}

/** Returns true if our parser reads a written block as the node that was written. */
function readsAs(written: string, node: Paragraph | Heading, structured: boolean): boolean {
  const syntax = { textDirectives: true, gfm: !structured }
  const [only, more] = parseTree(written, syntax, labelsIn(node)).children
  return only !== undefined && more === undefined && keyOf(only) === keyOf(node)
}

/** Returns the handler that writes a block as usual, and again where that left references beside CJK letters. */
function friendlyWhereExact(type: 'paragraph' | 'heading', structured: boolean): Handle {
  return (node: Paragraph | Heading, parent, state, info) => {
    const usual = defaultHandlers[type](node as Paragraph & Heading, parent, state, info)
    if (!usual.includes('&#x') || !CJK.test(usual)) return usual
    const { containerPhrasing } = state
    const friendly = cjkFriendlyPhrasingHandlers[type](node, parent, state, info)
    state.containerPhrasing = containerPhrasing
    return friendly.length < usual.length && readsAs(friendly, node, structured) ? friendly : usual
  }
}

/** Returns what writes strong, emphasised and struck text in one of the profiles. */
export function emphasisToMarkdown(structured: boolean): Options {
  const strikes = gfmStrikethroughToMarkdown()
  const { emphasis, strong } = { ...defaultHandlers, ...cjkFriendlyToMarkdown().handlers }
  const strike = strikes.handlers?.delete
  return {
    extensions: [
      strikes,
      {
        handlers: {
          emphasis,
          strong,
          ...(strike ? { delete: cjkFriendlyAttention(strike) } : {}),
          paragraph: friendlyWhereExact('paragraph', structured),
          heading: friendlyWhereExact('heading', structured),
        },
      },
    ],
  }
}
