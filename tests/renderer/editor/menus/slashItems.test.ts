import { expect, it } from 'vitest'
import { slashItems } from '../../../../src/renderer/src/editor/menus/slashItems.ts'
import { schema } from '../../../../src/article/index.ts'

it.each([
  ['embed https://youtu.be/aB3-_xyz890?t=43', 'https://youtu.be/aB3-_xyz890?t=43', 'youtube'],
  ['embed youtu.be/aB3-_xyz890?t=43', 'https://youtu.be/aB3-_xyz890?t=43', 'youtube'],
  ['video www.youtube.com/watch?v=aB3-_xyz890', 'https://www.youtube.com/watch?v=aB3-_xyz890', 'youtube'],
  ['embed pier.example/gulls', 'https://pier.example/gulls', ''],
])('/%s inserts an embed of the address', (query, url, provider) => {
  const [item, ...others] = slashItems(query)
  expect(others).toEqual([])
  expect(item?.block?.(schema).attrs).toMatchObject({ url, provider })
})

it.each([
  'embed is not a link',
  'embed and/or',
  'embed javascript:alert(1)/x.y',
  'embed user@youtu.be/aB3-_xyz890',
])('/%s inserts nothing', (query) => {
  expect(slashItems(query)).toMatchObject([{ block: null }])
})

it.each(['', 'footn', 'endnote'])('/%s lists the footnote, which has no block', (query) => {
  const item = slashItems(query).find(({ id }) => id === 'note.footnote')
  expect(item).toMatchObject({ label: 'Footnote', block: null })
})
