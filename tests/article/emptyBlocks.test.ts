import { expect, it } from 'vitest'
import { targetById } from '../../src/article/index.ts'
import { article, embed, figure, p, ul } from '../build.ts'

const photo = figure({ src: 'images/a.png' })
const words = article(
  'The kettle',
  '',
  p('At dusk.'),
  p(),
  embed('https://pier.example/', {}),
  p(),
  photo,
  p(),
)

it.each(['html-fragment', 'html-page'])('leaves out empty paragraphs: %s', (target) => {
  const written = targetById(target)?.write(words) ?? ''
  expect(written).toContain('<p>At dusk.</p>')
  expect(written).toContain('pier.example')
  expect(written).toContain('images/a.png')
  expect(written).not.toContain('<p></p>')
})

it('keeps the items of a list that have none', () => {
  const written = targetById('html-fragment')?.write(article('The kettle', '', ul('One', ''))) ?? ''
  expect(written.match(/<li>/g)).toHaveLength(2)
})
