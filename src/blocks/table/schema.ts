import type { NodeSpec } from 'prosemirror-model'
import type { ElementLike } from '../dom.ts'
import { line, oneOf } from '../attribute.ts'
import { toLine } from '../../text/unicode.ts'

/** Which cells are headings: those of the first row, of the first column, of both, or none. */
export const HEADERS = ['row', 'column', 'both', 'none'] as const
export type Header = (typeof HEADERS)[number]

/** Returns a value as {@link Header}; `otherwise` if it is none. */
export function headerFrom(value: string, otherwise: Header): Header {
  return HEADERS.find((header) => header === value) ?? otherwise
}

/** A letter for each column (`l`, `c`, `r`, or `-` for the text's own side), without dashes at the end: `-r` in three columns. */
const ALIGN = /^(?:[lcr-]*[lcr])?$/

/**
 * A table of inline text. `title` is its caption. Cells are in a group, so that no command takes a row for a series whose parts
 * can be moved or deleted one by one: rows and columns change only as wholes (`commands.ts`). The caret has no
 * place between two cells. The roles are those of prosemirror-tables.
 */
export const nodes = {
  table: {
    content: 'tableRow+',
    group: 'block',
    isolating: true,
    allowGapCursor: false,
    tableRole: 'table',
    attrs: {
      title: line(),
      header: oneOf(HEADERS),
      align: {
        default: '',
        validate: (value: unknown) => {
          if (typeof value !== 'string' || !ALIGN.test(value))
            throw new RangeError(`${JSON.stringify(value)} is not the alignment of columns`)
        },
      },
    },
    parseDOM: [
      {
        tag: 'table[data-block="table"]',
        getAttrs: (dom: ElementLike) => {
          const align = dom.getAttribute('data-align') ?? ''
          return {
            title: toLine(dom.getAttribute('data-title') ?? ''),
            header: headerFrom(dom.getAttribute('data-header') ?? '', 'row'),
            align: ALIGN.test(align) ? align : '',
          }
        },
      },
    ],
    toDOM: ({ attrs }) => [
      'table',
      {
        'data-block': 'table',
        'data-title': String(attrs.title),
        'data-header': String(attrs.header),
        'data-align': String(attrs.align),
      },
      ['tbody', 0],
    ],
  },
  tableRow: {
    content: 'tableCell+',
    allowGapCursor: false,
    tableRole: 'row',
    parseDOM: [{ tag: 'tr' }],
    toDOM: () => ['tr', 0],
  },
  tableCell: {
    content: 'inline*',
    group: 'cell',
    isolating: true,
    tableRole: 'cell',
    parseDOM: [{ tag: 'td' }, { tag: 'th' }],
    toDOM: () => ['td', 0],
  },
} satisfies Record<string, NodeSpec>
