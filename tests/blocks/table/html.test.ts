import { describe, expect, test } from 'vitest'
import { targetById } from '../../../src/article/index.ts'
import { article, br, em, p, strong, sup, table } from '../../build.ts'
import { body, html, read, readOwn } from '../html.ts'

const ranks = [
  ['Rank', 'Name'],
  ['1', 'Mina'],
]
const lines = [
  ['Mina', '“Who has the egg?”'],
  ['Jun', '“Not me.”'],
]
const none = { header: 'none' } as const

describe('a table that Galley writes', () => {
  test('stands in a page in a box that keys can scroll', () => {
    const page = targetById('html-page')?.write(article('', '', table(ranks))) ?? ''
    expect(page).toContain('<div class="table" tabindex="0">')
  })

  test('has a caption, a head and scopes', () => {
    const block = table(
      [
        ['Rank', 'Name'],
        ['1', strong('Mina')],
      ],
      { title: 'Ranks', header: 'both', align: 'rl' },
    )
    const written = html(block)
    expect(written.replaceAll(/\n\s*/g, '')).toBe(
      '<table><caption>Ranks</caption><thead><tr><th scope="col" class="align-right">Rank</th>' +
        '<th scope="col" class="align-left">Name</th></tr></thead><tbody><tr><th scope="row" class="align-right">1</th>' +
        '<td class="align-left"><strong>Mina</strong></td></tr></tbody></table>',
    )
    expect(readOwn(written)).toEqual(body(block))
  })

  test('keeps its spaces, line breaks and empty cells', () => {
    const block = table(
      [
        [' a  b ', [br(), 'x', br()]],
        ['', em(' c')],
      ],
      none,
    )
    expect(readOwn(html(block))).toEqual(body(block))
  })
})

describe('a table of another program', () => {
  test.each([
    [
      'Word',
      '<table><tr><td><p class=MsoNormal>Name</p></td><td><p class=MsoNormal>Year</p></td></tr><tr><td><p class=MsoNormal>Ann</p></td><td><p class=MsoNormal>2031</p></td></tr></table>',
      table(
        [
          ['Name', 'Year'],
          ['Ann', '2031'],
        ],
        none,
      ),
    ],
    [
      'paragraphs in cells',
      '<table><tr><td><p>Mina</p></td><td><p>“Who has the egg?”</p></td></tr><tr><td><p>Jun</p></td><td><p>“Not me.”</p></td></tr></table>',
      table(lines, none),
    ],
    [
      'a head',
      '<table><thead><tr><th>Rank</th><th>Name</th></tr></thead><tbody><tr><td>1</td><td>Mina</td></tr></tbody></table>',
      table(ranks),
    ],
    [
      'a first row of heading cells, and an empty cell',
      '<table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td>1</td><td>2</td><td></td></tr></table>',
      table([
        ['A', 'B', 'C'],
        ['1', '2', ''],
      ]),
    ],
    [
      'a first column of heading cells',
      '<table><tr><th>Born</th><td>2031</td></tr><tr><th>In</th><td>Busan</td></tr></table>',
      table(
        [
          ['Born', '2031'],
          ['In', 'Busan'],
        ],
        { header: 'column' },
      ),
    ],
    [
      'cells that span',
      '<table><tr><td rowspan=2>a</td><td>b</td><td>c</td></tr><tr><td colspan=2>d</td></tr><tr><td>e</td><td>f</td><td>g</td></tr></table>',
      table(
        [
          ['a', 'b', 'c'],
          ['', 'd', ''],
          ['e', 'f', 'g'],
        ],
        none,
      ),
    ],
    [
      'lines in a cell',
      '<table><tr><td>a</td><td><p>b</p><p>c</p><ul><li>d</li></ul></td></tr><tr><td>e</td><td>f<sup>2</sup></td></tr></table>',
      table(
        [
          ['a', ['b', br(), 'c', br(), 'd']],
          ['e', ['f', ...sup('2')]],
        ],
        none,
      ),
    ],
    [
      'a caption and alignment',
      '<table><caption>Sales</caption><tr><th>Year</th><th>Sold</th></tr><tr><td>2031</td><td style="text-align: right">9</td></tr></table>',
      table(
        [
          ['Year', 'Sold'],
          ['2031', '9'],
        ],
        { title: 'Sales', align: '-r' },
      ),
    ],
    [
      'a span far beyond its columns',
      '<table><tr><td colspan=1000>a</td></tr><tr><td>b</td><td>c</td></tr></table>',
      table(
        [
          ['a', ''],
          ['b', 'c'],
        ],
        none,
      ),
    ],
  ])('%s', (_what, foreign, expected) => {
    expect(read(foreign)).toEqual(body(expected))
  })

  test.each([
    ['one column', '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>', [p('a'), p('b')]],
    [
      'tables in it',
      '<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
      [p('a'), p('b'), p('c · d')],
    ],
    [
      'one row of two columns',
      '<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>',
      [p('a'), p('b')],
    ],
    [
      'a role that says so',
      '<table role=presentation><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
      [p('a · b'), p('c · d')],
    ],
  ])('is looked through if it is a layout: %s', (_what, foreign, expected) => {
    expect(read(foreign)).toEqual(body(...expected))
  })

  test.each([
    '<table onload=alert(1)><tr style="x:expression(alert(1))"><th scope="javascript:alert(1)" onclick=alert(1)>a</th><th><script>alert(1)</script>b</th></tr><tr><td background="javascript:alert(1)">c</td><td class="speaker align-right"><a href="javascript:alert(1)">d</a></td></tr></table>',
    '<table><caption><img src=x onerror=alert(1)>e</caption><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
    '<table><tr><td>a</td><td><svg><style><img src=x onerror=alert(1)></style></svg>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></table></mtext></math><p>a</p>',
    '<table><tr><td rowspan=65534 colspan=1000>a</td><td rowspan=65534 colspan=1000>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
  ])('runs nothing and stays small: %#', (hostile) => {
    const written = html(...read(hostile))
    expect(written).not.toMatch(/on\w+=|javascript:|<script|<svg|expression|background|speaker/i)
    // A picture of the site that the table stood on waits for its file.
    expect(written.replaceAll('<img src="x" alt="">', '')).not.toMatch(/<img/i)
    expect(written.length).toBeLessThan(1_000)
  })
})
