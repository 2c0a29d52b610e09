import { describe, expect, it } from 'vitest'
import { type Article, diffArticles } from '../../../src/article/index.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import { article, hr, li, p, ul } from '../../build.ts'

const tram = (...body: NodeJSON[]): Article => article('The night tram', 'One line, one driver', ...body)

describe('a diff of long articles', () => {
  const WORDS = 'tram night depot driver gloves stop line bell rain window street lamp ticket seat'.split(' ')
  /** As many words of prose as that, a hundred to a paragraph; texts of two seeds share hardly a sentence. */
  function prose(words: number, seed: number, perBlock = 100): NodeJSON[] {
    let state = seed
    const next = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648)
    return Array.from({ length: words / perBlock }, () =>
      p(
        Array.from(
          { length: perBlock },
          () => `${WORDS[next() % WORDS.length] ?? ''}${String(next() % 500)}`,
        ).join(' '),
      ),
    )
  }
  const textOfBlock = (block: NodeJSON | undefined): string => block?.content?.[0]?.text ?? ''

  it('finds fifty edits in 10,000 words', () => {
    const body = prose(10_000, 1)
    const now = body.map((block, index) =>
      index % 2 === 0 ? p(textOfBlock(block).replace(/^(\S+ \S+ )\S+/, '$1edited here')) : block,
    )
    const entries = diffArticles(tram(...body), tram(...now))
    expect(entries.filter(({ kind }) => kind === 'changed')).toHaveLength(50)
  })

  for (const [what, before, after] of [
    ['every paragraph another', prose(50_000, 1), prose(50_000, 2)],
    ['one paragraph of 50,000 words another', prose(50_000, 1, 50_000), prose(50_000, 2, 50_000)],
    [
      'every paragraph half rewritten',
      prose(50_000, 1),
      prose(50_000, 1).map((block) =>
        p(
          textOfBlock(block)
            .split(' ')
            .map((word, index) => (index % 2 === 0 ? word : `${word}x`))
            .join(' '),
        ),
      ),
    ],
    ['ten thousand short turns another', prose(50_000, 1, 5), prose(50_000, 2, 5)],
    ['a list of 50,000 words gone', [ul(...prose(50_000, 1).map((item) => li(item)))], [hr()]],
  ] as const)
    it(`is bounded with ${what}`, () => {
      const [one, other] = [tram(...before), tram(...after)]
      // Unbounded, these take minutes: the runner's time limit would end them.
      expect(diffArticles(one, other).some(({ kind }) => kind !== 'same')).toBe(true)
    })
})
