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
 * null where there is none, as are `role` (age, part or instrument, as a transcript names it behind the speaker) and `time` (as
 * written: `00:00:04`), which the page does not show. The words keep their quotation marks: they are the writer's.
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
    attrs: {
      speaker: line(),
      addressee: optionalLine(),
      parenthetical: optionalLine(),
      role: optionalLine(),
      time: optionalLine(),
    },
    parseDOM: [
      // Before the paragraph's rule, which matches every `p`; the default priority is 50.
      {
        tag: 'p[data-block="turn"]',
        priority: 60,
        getAttrs: (dom: ElementLike) => ({
          speaker: lineOf(dom, 'data-speaker') ?? '',
          addressee: lineOf(dom, 'data-addressee'),
          parenthetical: lineOf(dom, 'data-parenthetical'),
          role: lineOf(dom, 'data-role'),
          time: lineOf(dom, 'data-time'),
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
        ...(attrs.role === null ? {} : { 'data-role': String(attrs.role) }),
        ...(attrs.time === null ? {} : { 'data-time': String(attrs.time) }),
      },
      0,
    ],
  },
} satisfies Record<string, NodeSpec>
