import { expect, it } from 'vitest'
import { findings } from '../../../src/article/index.ts'
import { article, dialogue, turn } from '../../build.ts'

it('reports a turn without a speaker or without words', () => {
  expect(
    findings(
      article('A headline', '', dialogue(turn('Mina', '“Yes.”'), turn(' ', '“No.”'), turn('Jun'), turn(''))),
    ),
  ).toEqual([
    { level: 'error', what: 'Turn has no speaker', at: '“No.”', block: 0 },
    { level: 'warn', what: 'Turn has no words', at: 'Jun', block: 0 },
    { level: 'error', what: 'Turn has no speaker', at: '', block: 0 },
    { level: 'warn', what: 'Turn has no words', at: '', block: 0 },
  ])
})
