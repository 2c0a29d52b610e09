import { expect, it } from 'vitest'
import { findings } from '../../../src/article/index.ts'
import { article, figure } from '../../build.ts'

function found(...[attrs, words]: Parameters<typeof figure>): string[] {
  const one = words === undefined ? figure(attrs) : figure(attrs, words)
  return findings(article('A headline', '', one)).map(({ level, what, at }) => `${level}: ${what} (${at})`)
}

it('reports a photo without a picture', () => {
  expect(found({ credit: 'JTBC' }, 'Mina')).toEqual(['warn: Photo is waiting for its picture (Mina)'])
})

it('reports missing alt text, unless the photo is decorative', () => {
  const picture = { src: 'images/a.png', credit: 'JTBC' }
  expect(found(picture)).toEqual(['error: Photo has no alt text and is not marked decorative (JTBC)'])
  expect(found({ ...picture, alt: ' ' }, 'Mina')).toHaveLength(1)
  expect(found({ ...picture, alt: 'Mina at the stove' })).toEqual([])
  expect(found({ ...picture, decorative: true })).toEqual([])
})

it('reports a missing credit', () => {
  expect(found({ src: 'images/a.png', alt: 'Mina at the stove' })).toEqual([
    'warn: Photo has no credit (Mina at the stove)',
  ])
})
