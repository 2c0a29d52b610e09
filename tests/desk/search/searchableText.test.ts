import { expect, it } from 'vitest'
import { searchableText } from '../../../src/desk/search/record.ts'
import { article, fn, p } from '../../build.ts'

it('has the words of footnotes as readers see them, apart from the words around them', () => {
  const { doc, metadata } = article(
    '',
    '',
    p('It froze', fn('See **Du**sk, [the archive](https://e.example)'), ' early.'),
  )
  expect(searchableText(doc, metadata)).toContain('It froze See Dusk, the archive  early.')
})
