import { expect, it } from 'vitest'
import { ArticleError, readMarkdownFile } from '../../../src/article/index.ts'

const DECODED = { encoding: 'utf-8', isGuessed: false } as const

/** Reads Markdown beside which there is one picture, `my tram.png`; returns the document as text, and what was looked up. */
async function read(text: string): Promise<{ json: string; asked: string[] }> {
  const asked: string[] = []
  const find = (address: string): Promise<string | null> => {
    asked.push(address)
    return Promise.resolve(address === 'my tram.png' ? 'images/0123456789abcdef.png' : null)
  }
  const { article } = await readMarkdownFile(text, find, DECODED)
  return { json: JSON.stringify(article.doc), asked }
}

it('looks up the addresses of pictures, links and definitions in their order, as they are meant', async () => {
  const text =
    '# Tram\n\n![At night](<my tram.png>)\n\n[the map](map.html) ![x][def]\n\n[def]: my\\_gulls.png\n'
  const { json, asked } = await read(text)
  expect(asked).toEqual(['my tram.png', 'map.html', 'my_gulls.png'])
  expect(json).toContain('"src":"images/0123456789abcdef.png"')
})

it('replaces the address of a definition', async () => {
  const { json } = await read('![At night][def]\n\n[def]: <my tram.png> "At night"\n')
  expect(json).toContain('"src":"images/0123456789abcdef.png"')
})

it('looks nothing up in a file without a picture', async () => {
  expect((await read('# Tram\n\n[the map](map.html)\n')).asked).toEqual([])
})

it('refuses a file before anything is looked up', async () => {
  const asked: string[] = []
  const find = (address: string): Promise<null> => Promise.resolve(asked.push(address)).then(() => null)
  await expect(readMarkdownFile(`![x](a.png)\n\n${'> '.repeat(2_000)}deep`, find, DECODED)).rejects.toThrow(
    ArticleError,
  )
  expect(asked).toEqual([])
})
