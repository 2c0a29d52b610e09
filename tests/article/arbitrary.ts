import fc from 'fast-check'
import { articleFrom, type Article } from '../../src/article/article.ts'
import { COLOURS, MAX_GOAL, STATES, type Metadata, type Person } from '../../src/article/metadata.ts'
import { cropText, focusText, MIN_CROP, ROTATIONS } from '../../src/blocks/crop.ts'
import { footnoteOf } from '../../src/blocks/footnote/index.ts'
import { linkMark, node, textNode, type MarkJSON, type NodeJSON } from '../../src/blocks/node.ts'
import { arbitraryLine, arbitraryWords } from './arbitraryText.ts'

export { arbitraryLine, arbitraryWords } from './arbitraryText.ts'

/**
 * Random articles for property tests: every node, every mark, and the texts that break writers. Whatever comes out
 * of here is an article the schema accepts, in canonical form.
 */

const HREFS = [
  'https://example.com',
  'https://example.com/',
  'HTTP://Example.com/Path',
  'https://example.com/a b',
  'https://example.com/a_b*c*~~d~~',
  'https://example.com/(a)(b',
  'https://example.com/)a<b>c',
  'https://example.com/?a=1&b=2&copy;&#35;&amp=3',
  'https://example.com/\\a\\*',
  'https://example.com/"q"\'s\'',
  'https://example.com/[x]:y`z`',
  'https://예시.example/길?q=값#끝',
  'https://example.com/\u00a0é%20%zz',
  ' https://example.com ',
  'mailto:kim@example.com',
  'mailto:a b@example.com?subject=x&body=y',
  'tel:+49-30-1234;ext=5',
  ...['/about', '/', '../x_y*z*.html', 'about', 'photos/a b.jpg', '#part', '?q=1&b=<2>', ' /a(b', "/)'q'\"]"],
] as const

const webPage = fc.oneof(
  fc.constantFrom(...HREFS.filter((href) => /^\s*https?:/i.test(href))),
  fc.webUrl({ withQueryParameters: true, withFragments: true }).filter((url) => URL.canParse(url)),
)
const href = fc.oneof(fc.constantFrom<string>(...HREFS), webPage)

const mark: fc.Arbitrary<MarkJSON> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom<MarkJSON>(
      { type: 'strong' },
      { type: 'em' },
      { type: 'strike' },
      { type: 'code' },
      { type: 'superscript' },
      { type: 'subscript' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(href, fc.oneof({ weight: 2, arbitrary: fc.constant('') }, arbitraryLine))
      .map(([target, title]) => linkMark(target, title)),
  },
)
const markSet = fc.oneof(
  { weight: 2, arbitrary: fc.constant<MarkJSON[]>([]) },
  {
    weight: 3,
    arbitrary: fc.uniqueArray(mark, {
      selector: ({ type }) => (type === 'subscript' ? 'superscript' : type),
      minLength: 1,
      maxLength: 4,
    }),
  },
)

const textRun = fc.tuple(arbitraryWords, markSet).map(([text, marks]) => textNode(text, marks))
const hardBreak = markSet.map((marks): NodeJSON =>
  marks.length === 0 ? { type: 'hardBreak' } : { type: 'hardBreak', marks },
)

const footnote = fc
  .array(fc.oneof({ weight: 5, arbitrary: textRun }, { weight: 1, arbitrary: hardBreak }), { maxLength: 4 })
  .map(footnoteOf)

/** Inline content without line breaks, as headings hold. */
export const arbitraryTexts = fc.array(
  fc.oneof({ weight: 9, arbitrary: textRun }, { weight: 1, arbitrary: footnote }),
  { maxLength: 5 },
)

/** Inline content: texts with every combination of marks, and hard breaks. */
export const arbitraryInline = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: textRun },
    { weight: 2, arbitrary: hardBreak },
    { weight: 1, arbitrary: footnote },
  ),
  { maxLength: 6 },
)

const paragraph = arbitraryInline.map((content) => node('paragraph', null, content))

const start = fc.oneof(
  fc.constantFrom(0, 1, 2, 10, 999_999_998, 999_999_999),
  fc.integer({ min: 0, max: 999_999_999 }),
)

const { list } = fc.letrec<{ list: NodeJSON; item: NodeJSON }>((tie) => ({
  list: fc.oneof(
    { maxDepth: 3 },
    fc.array(tie('item'), { minLength: 1, maxLength: 3 }).map((items) => node('bulletList', null, items)),
    fc
      .tuple(start, fc.array(tie('item'), { minLength: 1, maxLength: 3 }))
      .map(([first, items]) => node('orderedList', { start: first }, items)),
  ),
  item: fc
    .tuple(
      paragraph,
      fc.oneof(
        { maxDepth: 3, depthIdentifier: 'list' },
        fc.constant<NodeJSON[]>([]),
        fc.array(fc.oneof(paragraph, tie('list')), { maxLength: 2 }),
      ),
    )
    .chain((content) =>
      fc.constantFrom(null, null, true, false).map((checked) => [content, checked] as const),
    )
    .map(([[first, rest], checked]) => node('listItem', { checked }, [first, ...rest])),
}))

const codeText = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: arbitraryLine }, fc.constantFrom('\n', '\t', '\n\n', '    ', '```\n')),
    {
      maxLength: 6,
    },
  )
  .map((pieces) => pieces.join(''))

const language = fc.oneof(
  fc.constantFrom(
    '',
    'ts',
    'c++',
    'objective-c',
    '~~~',
    '&amp;',
    'a\\b',
    'a&copy;b',
    '한글',
    '*',
    '#',
    ':::',
  ),
  arbitraryLine.map((text) => text.replace(/[\s`{}]/gu, '')),
)

const optional = (words: fc.Arbitrary<string>): fc.Arbitrary<string | null> => fc.option(words, { nil: null })

const turn = fc
  .record({
    speaker: fc.oneof(fc.constantFrom('Mina', 'Yoon Seo-ah', '윤서아'), arbitraryLine),
    addressee: optional(arbitraryWords),
    parenthetical: optional(arbitraryWords),
    role: optional(arbitraryWords),
    time: optional(arbitraryWords),
    content: arbitraryInline,
  })
  .map(({ content, ...attrs }) => node('turn', attrs, content))

const imageSource = fc.oneof(
  fc.constant(null),
  fc.constantFrom('images/a.png', 'images/사진-1_b.jpg', 'data:image/png;base64,iVBORw0KGgo='),
  webPage,
)
const size = fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: null })

const fraction = fc.integer({ min: 0, max: 50_000 }).map((parts) => parts / 100_000)
const focus = fc.option(
  fc.tuple(fraction, fraction).map(([x, y]) => focusText({ x, y })),
  { nil: null },
)
/** A crop that never is the whole picture: its edges left and above are anywhere in the first half. */
const crop = fc.option(
  fc
    .tuple(fraction, fraction, fraction, fraction)
    .map(([x, y, width, height]) => cropText({ x, y, width: width + MIN_CROP, height: height + MIN_CROP })),
  { nil: null },
)

const figure = fc
  .record({
    src: imageSource,
    missing: fc.constantFrom(null, null, 'photos/a.jpg', '../사진 1_b*.jpg', '/x/a(b.png?w=1&h=<2>', 'a.png'),
    alt: arbitraryLine,
    decorative: fc.boolean(),
    credit: arbitraryLine,
    width: size,
    height: size,
    size: fc.constantFrom('column', 'wide', 'full'),
    crop,
    rotation: fc.constantFrom(...ROTATIONS),
    focus,
    content: arbitraryInline,
  })
  // A picture that is there is not missing.
  .map(({ content, missing, ...attrs }) =>
    node('figure', { ...attrs, missing: attrs.src === null ? missing : null }, content),
  )

const gallery = fc
  .tuple(fc.array(figure, { minLength: 2, maxLength: 9 }), arbitraryInline)
  .map(([photos, content]) => node('gallery', null, [...photos, node('galleryCaption', null, content)]))

const embed = fc
  .record({
    url: webPage,
    provider: fc.oneof(fc.constantFrom('youtube', 'x', ''), arbitraryLine),
    ...{ id: arbitraryLine, title: arbitraryLine, author: arbitraryLine },
    src: fc.constantFrom(null, 'images/pier.png'),
  })
  // A size is the picture's: without one there is none to write.
  .map((attrs) => node('embed', { ...attrs, width: attrs.src && 480, height: attrs.src && 270 }))

const table = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([height, width]) =>
    fc.record({
      rows: fc.array(fc.array(arbitraryInline, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
      title: arbitraryLine,
      header: fc.constantFrom('row', 'column', 'both', 'none'),
      align: fc.string({ unit: fc.constantFrom('l', 'c', 'r', '-'), maxLength: width }),
    }),
  )
  .map(({ rows, title, header, align }) =>
    node(
      'table',
      { title, header, align: align.replace(/-+$/, '') },
      rows.map((cells) =>
        node(
          'tableRow',
          null,
          cells.map((cell) => node('tableCell', null, cell)),
        ),
      ),
    ),
  )

/** Any block of a body. */
export const arbitraryBlock: fc.Arbitrary<NodeJSON> = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  fc
    .tuple(fc.integer({ min: 2, max: 4 }), arbitraryTexts)
    .map(([level, content]) => node('heading', { level }, content)),
  { weight: 2, arbitrary: list },
  fc
    .tuple(
      fc.boolean(),
      fc.array(fc.oneof({ weight: 3, arbitrary: paragraph }, list), { minLength: 1, maxLength: 3 }),
    )
    .map(([pull, content]) => node('quote', { pull }, content)),
  fc.constant(node('divider', null)),
  fc
    .tuple(language, codeText)
    .map(([name, text]) => node('codeBlock', { language: name }, text === '' ? [] : [textNode(text)])),
  {
    weight: 2,
    arbitrary: fc.array(turn, { minLength: 1, maxLength: 4 }).map((turns) => node('dialogue', null, turns)),
  },
  arbitraryInline.map((content) => node('caption', null, content)),
  figure,
  gallery,
  embed,
  table,
  fc.tuple(arbitraryLine, arbitraryInline).map(([label, content]) => node('source', { label }, content)),
)

const person = fc.record<Person, 'name' | 'otherNames' | 'role' | 'colour'>(
  {
    name: arbitraryWords.filter((name) => name.trim() !== ''),
    otherNames: fc.array(arbitraryLine, { maxLength: 3 }),
    role: arbitraryLine,
    colour: fc.option(fc.integer({ min: 1, max: COLOURS }), { nil: null }),
    joinedByTurn: fc.constant(true),
  },
  { requiredKeys: ['name', 'otherNames', 'role', 'colour'] },
)

/** Front-matter lines of other programs, each as its author wrote it. */
const EXTRA = [
  'weight: 010',
  'date: 2024-02-30',
  'version: 1.10',
  '# a comment of its own',
  'layout:   post  # kept',
  "odd: 'it''s'",
  'nested:\n  deep: [a, b]\n  other:\n    - x',
  'text: |\n  two\n\n  lines',
  'folded: >-\n  a\n  b',
  '"quoted key": yes',
  'empty:',
  'anchor: &a 1\nalias: *a',
  '한글: 값',
] as const
const extra = fc
  .uniqueArray(fc.constantFrom<string>(...EXTRA), { maxLength: 4 })
  .map((lines) => lines.join('\n'))

const headline = fc.oneof(
  fc.constantFrom(
    '---',
    'key: value',
    '- item',
    '# not',
    '"quoted"',
    'null',
    '1.10',
    '0123',
    '2024-01-01',
    '~',
    '|',
  ),
  arbitraryLine,
)

/** Goal, deadline and template: each is there or absent. */
const plan: fc.Arbitrary<Pick<Metadata, 'goal' | 'deadline' | 'template'>> = fc.record(
  {
    goal: fc.integer({ min: 1, max: MAX_GOAL }),
    deadline: fc.constantFrom('2026-12-01', '0001-01-01', '2028-02-29'),
    template: fc.constant(true),
  },
  { requiredKeys: [] },
)

const arbitraryFacts: fc.Arbitrary<Metadata> = fc.record({
  slug: headline,
  byline: headline,
  tags: fc.array(headline, { maxLength: 4 }),
  language: fc.constantFrom('en', 'ko', 'pt-BR', 'zh-Hant-TW'),
  canonical: fc.oneof(fc.constant(''), webPage),
  seoTitle: headline,
  seoDescription: headline,
  excerpt: headline,
  socialImage: fc.oneof(fc.constantFrom('', 'images/wave.png', 'https://kbc.example/wave.png'), headline),
  leadImage: fc.oneof(fc.constantFrom('', 'images/wave.png', 'https://kbc.example/wave.png'), headline),
  state: fc.constantFrom(...STATES),
  cast: fc.array(person, { maxLength: 3 }),
  extra,
})

export const arbitraryMetadata: fc.Arbitrary<Metadata> = fc
  .tuple(arbitraryFacts, plan)
  .map(([facts, planned]) => ({ ...facts, ...planned }))

/** Any article: every block, every mark, every field. */
export const arbitraryArticle: fc.Arbitrary<Article> = fc
  .record({
    headline,
    standfirst: headline,
    body: fc.array(arbitraryBlock, { maxLength: 6 }),
    metadata: arbitraryMetadata,
  })
  .map(articleFrom)

/**
 * Returns an article with comments and to-do marks on some of its words, in the form that the schema gives it.
 * @param isNoted says of each text in turn whether it gets notes
 */
export function withComments(article: Article, text: string, isNoted: Iterator<boolean>): Article {
  const inNode = (given: NodeJSON): NodeJSON => {
    const { content, marks = [] } = given
    if (content !== undefined) {
      const takesNotes = !['headline', 'standfirst', 'codeBlock'].includes(given.type)
      return takesNotes ? { ...given, content: content.map(inNode) } : given
    }
    if (given.text === undefined || isNoted.next().value !== true) return given
    const notes = [{ type: 'comment', attrs: { id: 'k3f9', text } }, { type: 'todo' }]
    return { ...given, marks: [...marks, ...notes] }
  }
  return { ...article, doc: inNode(article.doc) }
}
