import { expect, test } from 'vitest'
import { linesFromArticle, pictureNamesIn } from '../../../src/desk/history/lines.ts'
import { extractInlinePictures } from '../../../src/desk/pictures/inline.ts'
import { outgoingArticle } from '../../../src/desk/pictures/outgoing/index.ts'
import { picturesShown } from '../../../src/desk/pictures/shown.ts'
import { stringifyArticle } from '../../../src/article/index.ts'
import { dataUrl } from '../../../src/text/dataUrl.ts'
import { article, embed } from '../../build.ts'
import { png } from '../pictures.ts'

/** The picture of an embed is one of the draft: whoever looks for pictures finds it. */

const SRC = 'images/0123456789abcdef.png'
const shown = (src: string) => article('Reel', '', embed('https://pier.example/reel', { src, title: 'Reel' }))
const attrsOf = (made: ReturnType<typeof shown>) => made.doc.content?.[2]?.content?.[0]?.attrs

test('keeps its file from the trash, in the draft and in its history', () => {
  expect(picturesShown(shown(SRC))).toEqual(['0123456789abcdef.png'])
  const lines = linesFromArticle(stringifyArticle({ ...shown(SRC) }, 0))
  expect(pictureNamesIn(lines, new Set())).toEqual(['0123456789abcdef.png'])
})

test('becomes a file when it came within the text, with its size', () => {
  const src = dataUrl({ mediaType: 'image/png', base64: Buffer.from(png(3, 2)).toString('base64') })
  const { article: extracted, pictures } = extractInlinePictures(shown(src))
  expect(attrsOf(extracted)).toMatchObject({ width: 3, height: 2, title: 'Reel' })
  expect(`images/${[...pictures.keys()].join()}`).toBe(attrsOf(extracted)?.src)
})

test('leaves with an export', async () => {
  const pictures = new Map([['0123456789abcdef.png', { bytes: png(3, 2), mime: 'image/png' }]])
  const watch = { signal: new AbortController().signal, onProgress: () => undefined }
  const options = { edge: null, quality: 100, widths: [] }
  const left = await outgoingArticle(shown(SRC), pictures, options, watch)
  expect([...left.pictures.keys()]).toEqual([attrsOf(left.article)?.src])
})
