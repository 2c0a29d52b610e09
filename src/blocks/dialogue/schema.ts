import type { NodeSpec } from 'prosemirror-model'
import type { ElementLike } from '../dom.ts'
import { line, optionalLine } from '../attribute.ts'
import { toLine } from '../../text/unicode.ts'

/** Returns an attribute of a pasted element as one trimmed line; null if it is absent or empty. */
function lineOf(dom: ElementLike, name: string): string | null {
  return toLine(dom.getAttribute(name) ?? '').trim() || null
}

/**
 * Who says what to whom. `speaker` is '' only while a turn is being written; `addressee` and `parenthetical` are
 * null where there is none. The words keep their quotation marks: they are the writer's.
 */
export const nodes = {
  dialogue: {
    content: 'turn+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'div[data-block="dialogue"]' }],
    toDOM: () => ['div', { 'data-block': 'dialogue' }, 0],
  },
  turn: {
    content: 'inline*',
    defining: true,
    attrs: { speaker: line(), addressee: optionalLine(), parenthetical: optionalLine() },
    parseDOM: [
      // Before the paragraph's rule, which matches every `p`; the default priority is 50.
      {
        tag: 'p[data-block="turn"]',
        priority: 60,
        getAttrs: (dom: ElementLike) => ({
          speaker: lineOf(dom, 'data-speaker') ?? '',
          addressee: lineOf(dom, 'data-addressee'),
          parenthetical: lineOf(dom, 'data-parenthetical'),
        }),
      },
    ],
    toDOM: ({ attrs }) => [
      'p',
      {
        'data-block': 'turn',
        'data-speaker': String(attrs.speaker),
        ...(attrs.addressee === null ? {} : { 'data-addressee': String(attrs.addressee) }),
        ...(attrs.parenthetical === null ? {} : { 'data-parenthetical': String(attrs.parenthetical) }),
      },
      0,
    ],
  },
} satisfies Record<string, NodeSpec>
