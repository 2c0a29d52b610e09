import type { MarkSpec } from 'prosemirror-model'
import type { ElementLike } from '../blocks/dom.ts'
import { line, linkTarget } from '../blocks/attribute.ts'
import { toLine } from '../text/unicode.ts'
import { isLinkAddress } from '../text/url.ts'

/**
 * Marks by name, outermost first: the order in which exports nest them. There is no underline: Markdown has none, and
 * what does not survive both exports is not offered (docs/decisions/0003).
 */
export const marks = {
  link: {
    inclusive: false,
    attrs: { href: linkTarget(), title: line() },
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (dom: ElementLike) => {
          const href = dom.getAttribute('href') ?? ''
          return isLinkAddress(href)
            ? { href: href.trim(), title: toLine(dom.getAttribute('title') ?? '') }
            : false
        },
      },
    ],
    toDOM: ({ attrs }) => [
      'a',
      {
        href: String(attrs.href),
        ...(attrs.title === '' ? {} : { title: String(attrs.title) }),
        rel: 'noopener noreferrer',
      },
      0,
    ],
  },
  // Outside bold and italics: in Markdown their stars then touch letters, not the brackets of `<sup>`.
  superscript: {
    excludes: 'superscript subscript',
    parseDOM: [{ tag: 'sup' }, { style: 'vertical-align=super' }],
    toDOM: () => ['sup', 0],
  },
  subscript: {
    excludes: 'superscript subscript',
    parseDOM: [{ tag: 'sub' }, { style: 'vertical-align=sub' }],
    toDOM: () => ['sub', 0],
  },
  strong: {
    parseDOM: [
      { tag: 'strong' },
      // Google Docs wraps everything it copies in <b style="font-weight:normal">.
      { tag: 'b:not([style*="font-weight:normal"]):not([style*="font-weight: normal"])' },
      { style: 'font-weight=bold' },
      { style: 'font-weight=700' },
    ],
    toDOM: () => ['strong', 0],
  },
  em: {
    parseDOM: [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
    toDOM: () => ['em', 0],
  },
  strike: {
    parseDOM: [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }, { style: 'text-decoration=line-through' }],
    toDOM: () => ['s', 0],
  },
  code: {
    code: true,
    parseDOM: [{ tag: 'code' }],
    toDOM: () => ['code', 0],
  },
} satisfies Record<string, MarkSpec>

/** The text of a comment may have several lines. */
function textAttribute(): { default: string; validate: string } {
  return { default: '', validate: 'string' }
}

/** The marks of notes to self (`notes.ts`), inside all others. Neither is read from HTML: what is pasted from elsewhere has none. */
export const noteMarks = {
  comment: {
    inclusive: false,
    // Comments may overlap.
    excludes: '',
    attrs: { id: line(), text: textAttribute() },
    toDOM: ({ attrs }) => ['span', { class: 'note is-comment', 'data-note': String(attrs.id) }, 0],
  },
  todo: {
    inclusive: false,
    toDOM: () => ['span', { class: 'note is-todo' }, 0],
  },
} satisfies Record<string, MarkSpec>

export type MarkName = keyof typeof marks
