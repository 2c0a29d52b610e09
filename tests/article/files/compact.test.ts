import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compactArticle, stringifyArticle } from '../../../src/article/index.ts'
import { arbitraryArticle } from '../arbitrary.ts'

it('writes the same JSON as JSON.stringify, also when it reuses blocks', () => {
  fc.assert(
    fc.property(arbitraryArticle, arbitraryArticle, (one, other) => {
      expect(compactArticle(one)).toBe(stringifyArticle(one, 0))
      const [, , body] = one.doc.content ?? []
      const [headline, standfirst, others] = other.doc.content ?? []
      const mixed = {
        metadata: other.metadata,
        doc: {
          ...other.doc,
          content: [
            headline,
            standfirst,
            { ...body, content: [...(others?.content ?? []), ...(body?.content ?? [])] },
          ],
        },
      } as typeof one
      expect(compactArticle(mixed)).toBe(stringifyArticle(mixed, 0))
    }),
    { numRuns: 200 },
  )
})
