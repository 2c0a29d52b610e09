import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { articleFrom } from '../../../src/article/index.ts'
import { realFiles } from '../../../src/desk/disk/files.ts'
import { storeInlinePictures } from '../../../src/desk/pictures/inline.ts'
import { figure, p, ul } from '../../build.ts'
import { fault } from '../disk/faultyFiles.ts'
import { tempFolder } from '../library.ts'
import { jpeg, PLACE, png, webp } from '../pictures.ts'

function dataUrl(mime: string, bytes: Buffer): string {
  return `data:image/${mime};base64,${bytes.toString('base64')}`
}

const PNG = dataUrl('png', png(30, 20))
const JPEG = dataUrl('jpeg', jpeg(30, 20, { orientation: 6, notes: true }))

describe('pictures that an article carries in itself', () => {
  it('become files of the draft, each once, and the figures show them', async () => {
    const folder = await tempFolder()
    const body = [figure({ src: PNG, alt: 'A tram' }, 'At night'), p('Words.'), figure({ src: JPEG }), figure({ src: PNG })]
    const given = articleFrom({ headline: 'Tram', body })
    const { article, storedCount: kept, refused, made } = await storeInlinePictures({ files: realFiles }, folder, given)
    const names = (await readdir(join(folder, 'images'))).sort()
    expect([kept, refused, names.length]).toEqual([2, [], 2])
    expect(made).toHaveLength(3)
    expect(made[0]).toBe(join(folder, 'images'))
    const figures = (article.doc.content?.[2]?.content ?? []).filter(({ type }) => type === 'figure')
    expect(figures.map(({ attrs }) => [attrs?.width, attrs?.height])).toEqual([[30, 20], [20, 30], [30, 20]])
    expect(figures.map(({ attrs }) => names.includes(String(attrs?.src).slice('images/'.length)))).toEqual([true, true, true])
    expect(figures[0]?.attrs?.src).toBe(figures[2]?.attrs?.src)
    expect(figures[0]).toMatchObject({ attrs: { alt: 'A tram' }, content: [{ text: 'At night' }] })
    for (const name of names)
      expect((await readFile(join(folder, 'images', name))).includes(PLACE)).toBe(false)
  }) // prettier-ignore

  it('stay in the article where they cannot be kept, each named with the reason', async () => {
    const folder = await tempFolder()
    const broken = dataUrl('png', png(30, 20).subarray(0, 40))
    const huge = dataUrl('png', png(65_535, 65_535))
    const other = dataUrl('png', Buffer.from('<svg/>'))
    const body = [
      figure({ src: broken, alt: 'A tram' }),
      figure({ src: huge }, 'The harbour at noon'),
      figure({ src: dataUrl('webp', webp.lossless(3, 2)) }),
      figure({ src: other }),
    ]
    const given = articleFrom({ headline: 'Tram', body })
    const {
      article,
      storedCount: kept,
      refused,
    } = await storeInlinePictures({ files: realFiles }, folder, given)
    expect(kept).toBe(1)
    expect(refused).toEqual([
      { name: 'A tram', why: 'is damaged or breaks off' },
      { name: 'The harbour at noon', why: expect.stringContaining('65535 × 65535 pixels') as string },
      { name: 'picture 4', why: 'is not a picture that Galley knows' },
    ])
    const sources = (article.doc.content?.[2]?.content ?? []).map(({ attrs }) => attrs?.src)
    expect([sources[0], sources[1], sources[3]]).toEqual([broken, huge, other])
  })

  it('cost nothing where there are none: the same article, no folder', async () => {
    const folder = await tempFolder()
    const given = articleFrom({
      headline: 'Tram',
      body: [p('Words.'), ul('one'), figure({ src: 'images/a.png' })],
    })
    const { article, made } = await storeInlinePictures({ files: realFiles }, folder, given)
    expect(article).toBe(given)
    expect([made, await readdir(folder)]).toEqual([[], []])
  })

  it.each([0, 1])('leave nothing behind when the disk refuses one after %i', async (taken) => {
    const folder = await tempFolder()
    let renames = 0
    const files = {
      ...realFiles,
      rename: (from: string, to: string) =>
        (renames += 1) > taken ? Promise.reject(fault('ENOSPC')) : realFiles.rename(from, to),
    }
    const given = articleFrom({ body: [figure({ src: PNG }), figure({ src: JPEG })] })
    await expect(storeInlinePictures({ files }, folder, given)).rejects.toThrow()
    expect(await readdir(folder)).toEqual([])
  })

  it('do not undo a folder of pictures that was there before', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, 'images'))
    const { made } = await storeInlinePictures(
      { files: realFiles },
      folder,
      articleFrom({ body: [figure({ src: PNG })] }),
    )
    expect(made).toHaveLength(1)
  })
})
