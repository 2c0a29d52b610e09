import { expect, it } from 'vitest'
import { embed, link, p } from '../../build.ts'
import { inside, plainOf, rowsOf } from '../reading.ts'

it('reads an address of a known provider as an embed, in the writer’s spelling', () => {
  const url = 'HTTPS://m.youtube.com/watch?v=tEa4MidNigh&t=42s'
  expect(inside(url)).toEqual([embed(url, { provider: 'youtube', id: 'tEa4MidNigh' })])
  expect(inside(`\u00a0${url}\u00a0`)).toEqual([embed(url, { provider: 'youtube', id: 'tEa4MidNigh' })])
})

it('reads any other address as a paragraph with a link', () => {
  for (const url of [
    'https://gazette.example/a?b=c',
    'http://localhost:8080/',
    'https://www.youtube.com/@lantern',
  ])
    expect(inside(url)).toEqual([p(link(url))])
})

it.each([
  'www.youtube.com/watch?v=tEa4MidNigh',
  'https://',
  'https://u:p@youtu.be/tEa4MidNigh',
  'javascript:alert(1)',
])('leaves %s a paragraph without a link', (line) => {
  expect(inside(line)).toEqual([p(line)])
})

it('leaves an address within text', () => {
  expect(inside('See https://youtu.be/tEa4MidNigh')).toEqual([p('See https://youtu.be/tEa4MidNigh')])
})

it('lists an embed by address and provider, and writes it as its address', () => {
  const node = embed('https://youtu.be/tEa4MidNigh', { provider: 'youtube', id: 'tEa4MidNigh' })
  expect(rowsOf(node)).toEqual([{ type: 'embed', url: 'https://youtu.be/tEa4MidNigh', provider: 'youtube' }])
  expect(plainOf(node)).toBe('https://youtu.be/tEa4MidNigh')
})

it('reads a few words before the address as the title, and writes them again', () => {
  const url = 'https://youtu.be/tEa4MidNigh'
  const node = embed(url, { provider: 'youtube', id: 'tEa4MidNigh', title: 'Trailer' })
  expect(inside(`Trailer: ${url}`)).toEqual([node])
  expect(plainOf(node)).toBe(`Trailer: ${url}`)
})

it.each(['A title: with a colon', 'Long '.repeat(20), ' padded '])(
  'writes no title that would not be read as one: %j',
  (title) => {
    const url = 'https://youtu.be/tEa4MidNigh'
    expect(plainOf(embed(url, { provider: 'youtube', id: 'tEa4MidNigh', title }))).toBe(url)
  },
)
