import { expect, test } from 'vitest'
import { li, p, strong, ul } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

const terms = ul(
  li(p(strong('Tram')), p('A car on ', strong('rails'), '.'), p('Loud.')),
  li(p(strong('Bus')), p('On wheels, as it was.')),
)

test('definitions of Markdown Extra are a list with bold terms', () => {
  const markdown = 'Tram\n: A car on **rails**.\n:   Loud.\n\n**Bus**\n: On wheels,\nas it was.'
  expect(blocksIn(markdown)).toEqual(canonical(terms))
  for (const profile of ['portable', 'structured'] as const)
    expect(blocksIn(written(profile, terms), profile)).toEqual(canonical(terms))
})

test.each([': a', 'a\n:b', 'a\nb\n: c', `${'a'.repeat(81)}\n: b`, 'a\\\n: b'])(
  '%j is no definition',
  (markdown) => {
    expect(JSON.stringify(blocksIn(markdown))).not.toContain('bulletList')
  },
)
