import { expect, it } from 'vitest'
import { outline, readText, writeText } from '../../../src/article/index.ts'
import { article, caption, dialogue, embed, figure, hr, link, p, source, turn, ul } from '../../build.ts'

const whole = article(
  'The kettle',
  '“It has seen worse.”',
  p('It was lent on a promise.'),
  figure({ credit: 'Lantern Films' }, 'Mina (left), Jun (right)'),
  dialogue(turn('Mina', '“Hot?”'), turn({ speaker: 'Jun', to: 'Mina', aside: 'low' }, '“Very.”')),
  caption('“Later.”'),
  figure({ credit: 'YouTube' }),
  embed('https://youtu.be/tEa4MidNigh', { provider: 'youtube', id: 'tEa4MidNigh' }),
  hr(),
  ul('tea', 'more tea'),
  p('It came back.'),
  source('Source', 'Gazette, ', link('https://gazette.example')),
)

const TEXT = `The kettle

“It has seen worse.”

It was lent on a promise.

Mina (left), Jun (right) | Lantern Films

Mina: “Hot?”
Jun to Mina (low): “Very.”

Caption: “Later.”

| YouTube

https://youtu.be/tEa4MidNigh

* * *

- tea
- more tea

It came back.

Source: Gazette, https://gazette.example
`

it('writes an article as a writer would type it', () => {
  expect(writeText(whole)).toBe(TEXT)
})

it('is read again as the same document', () => {
  expect(readText(TEXT).doc).toEqual(whole.doc)
  expect(outline(readText(TEXT))).toEqual(outline(whole))
})

it('leaves out what is empty', () => {
  expect(writeText(article('', '', p(), p('Only this.')))).toBe('Only this.\n')
  expect(writeText(article('', ''))).toBe('\n')
})
