import { expect, it } from 'vitest'
import { findings } from '../../../src/article/index.ts'
import { article, embed } from '../../build.ts'

it('warns of an unknown provider', () => {
  const url = 'https://clips.example/1'
  expect(
    findings(
      article(
        'A headline',
        '',
        embed(url),
        embed('https://youtu.be/tEa4MidNigh', { provider: 'youtube', id: 'tEa4MidNigh' }),
      ),
    ),
  ).toEqual([
    {
      level: 'warn',
      what: 'Galley knows no player for this address: it leaves as a link card',
      at: url,
      block: 0,
    },
  ])
})
