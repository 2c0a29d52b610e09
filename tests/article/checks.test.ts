import { expect, it } from 'vitest'
import { findings } from '../../src/article/index.ts'
import { article, dialogue, figure, fn, p, turn } from '../build.ts'

it('reports the block of each finding, and a missing headline first', () => {
  const found = findings(
    article(
      '',
      '',
      p('Words.'),
      dialogue(turn('Mina', '“Yes.”'), turn('', '“No.”')),
      figure({ credit: 'Ada' }),
    ),
  )
  expect(found.map(({ what, block }) => [block, what])).toEqual([
    [-1, 'The article has no headline'],
    [1, 'Turn has no speaker'],
    [2, 'Photo is waiting for its picture'],
  ])
})

it('finds nothing in an article that has what it needs', () => {
  expect(findings(article('A headline', '', p('Words.'), dialogue(turn('Mina', '“Yes.”'))))).toEqual([])
})

it('finds hints of a template in the text and in its footnotes', () => {
  const hinted = article(
    'A headline',
    '',
    p('[Say why]'),
    p('Words', fn('[**Add** a source]'), fn('[1] Dusk')),
  )
  expect(findings(hinted).map(({ at, block }) => [block, at])).toEqual([
    [0, '[Say why]'],
    [1, '[Add a source]'],
  ])
})
