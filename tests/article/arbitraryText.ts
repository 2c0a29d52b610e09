import fc from 'fast-check'
import { toLine } from '../../src/text/unicode.ts'

/** Random lines of text for property tests. */

/** Pieces of text that mean something to Markdown, HTML, YAML or Unicode. */
const NASTY = [
  ...'* _ ~ ` [ ] ( ) # + - . ! | : < > & \\ " \' $ % @ = ^ { } / ; , ? 0'.split(' '),
  ' ',
  ...['**', '__', '~~', '``', '***', '---', '===', '```', '~~~', '# ', '## ', '- ', '+ ', '* ', '1. ', '1) '],
  ...[
    '> ',
    '    ',
    '![',
    '](',
    '<b>',
    '</b>',
    '<!--',
    '-->',
    '<?x?>',
    '<![CDATA[',
    '&amp;',
    '&#35;',
    '&copy;',
  ],
  ...[':::', '::', ':br', ':turn[x]', ':::dialogue', '::embed', '::blank', '{a=b}', '[ ] ', '[x]: y', '[^1]'],
  ...['https://a.example/b_c*d', 'http://', 'www.example.com', 'kim@example.com', 'mailto:kim@example.com'],
  ...[
    '<https://a.example>',
    '| a | b |',
    '|-|-|',
    'a:b',
    '10:30',
    'key: value',
    'Source: ',
    'Caption: ',
    '\\\\',
  ],
  ...['\u00a0', '\u200b', '\u200d', '\ufeff', '\u2003', '\u3000', '\u202e', '\u00ad', 'e\u0301', '\u0301'],
  ...[
    '🙂',
    '👩‍👩‍👧',
    '🇰🇷',
    '한글',
    '\u1112\u1161\u11ab',
    'שלום',
    'مرحبا',
    'ก็',
    '漢字',
    'ﬁ',
    '\u{1d49c}',
    '\ufffd',
  ],
  ...[
    '“',
    '”',
    '‘',
    '’',
    '«',
    '「',
    '…',
    '—',
    'a',
    'b',
    'word',
    'two words',
    'Ünïcödé',
    'x ',
    ' y',
    '_a_',
    '*a*',
  ],
] as const

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<string>(...NASTY) },
  { weight: 2, arbitrary: fc.string({ maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
)

/** One line of text, '' included. */
export const arbitraryLine = fc.array(piece, { maxLength: 7 }).map((pieces) => toLine(pieces.join('')))

/** One line of text that is not empty. */
export const arbitraryWords = arbitraryLine.filter((text) => text !== '')
