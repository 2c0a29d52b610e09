import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MAX_PICTURE_BYTES } from '../../../src/desk/index.ts'
import { withoutNotes } from '../../../src/desk/pictures/withoutNotes.ts'
import { exifOrientation, pictureKind, pictureSize } from '../../../src/desk/pictures/pictureHeader.ts'
import { article, deskOver, refusal, tempFolder, value, type TestDesk } from '../library.ts'
import { avif, gif, ICC, jpeg, PLACE, png, tiff, webp } from '../pictures.ts'

const all = [
  ['png', png(30, 20)],
  ['jpeg', jpeg(30, 20)],
  ['gif', gif(30, 20)],
  ['webp', webp.lossy(30, 20)],
  ['webp', webp.lossless(30, 20)],
  ['webp', webp.extended(30, 20)],
  ['avif', avif(30, 20)],
] as const

describe('a picture’s header', () => {
  it.each(all)('tells kind and size: %s', (kind, bytes) => {
    expect(pictureKind(bytes)).toBe(kind)
    expect(pictureSize(kind, bytes)).toEqual({ width: 30, height: 20, orientation: 1 })
  })

  it('tells large sizes of lossless WebP', () => {
    expect(pictureSize('webp', webp.lossless(16_384, 16_384))).toMatchObject({
      width: 16_384,
      height: 16_384,
    })
  })

  it.each(all)('cut off anywhere never does worse than to be refused: %s', (kind, bytes) => {
    for (let length = 0; length < bytes.length; length += 1) {
      const cut = bytes.subarray(0, length)
      try {
        expect(pictureSize(kind, cut)).toMatchObject({ width: 30, height: 20 })
        withoutNotes(kind, cut, 1)
      } catch (error) {
        expect(error, `${kind} cut to ${String(length)}`).toBeInstanceOf(RangeError)
      }
    }
  })

  it('tells the orientation in both byte orders, and 1 when there is none to be had', () => {
    expect(exifOrientation(tiff(6, 'II'))).toBe(6)
    expect(exifOrientation(tiff(8, 'MM'))).toBe(8)
    expect(exifOrientation(tiff(9))).toBe(1)
    expect(exifOrientation(tiff(6).subarray(0, 16))).toBe(1)
    expect(exifOrientation(Buffer.from('II*\0\xff\xff\xff\xff........', 'latin1'))).toBe(1)
    expect(exifOrientation(Buffer.alloc(0))).toBe(1)
  })
})

describe('a picture without its notes', () => {
  const noted = { notes: true, orientation: 6 }
  it.each([
    ['jpeg', jpeg(30, 20, noted)],
    ['png', png(30, 20, noted)],
    ['webp', webp.extended(30, 20, noted)],
  ] as const)('tells no place, and keeps its orientation: %s', (kind, bytes) => {
    expect(bytes.includes(PLACE)).toBe(true)
    const clean = Buffer.from(withoutNotes(kind, bytes, 6))
    expect(clean.includes(PLACE)).toBe(false)
    expect(pictureSize(kind, clean)).toEqual({ width: 30, height: 20, orientation: 6 })
    expect(Buffer.from(withoutNotes(kind, clean, 6))).toEqual(clean)
  })

  it('is, apart from them, the same bytes', () => {
    expect(Buffer.from(withoutNotes('jpeg', jpeg(30, 20), 1))).toEqual(jpeg(30, 20))
    expect(Buffer.from(withoutNotes('png', png(30, 20), 1))).toEqual(png(30, 20))
    expect(Buffer.from(withoutNotes('webp', webp.extended(30, 20), 1))).toEqual(webp.extended(30, 20))
    expect(Buffer.from(withoutNotes('webp', webp.lossy(30, 20), 1))).toEqual(webp.lossy(30, 20))
  })

  it('keeps its colours', () => {
    expect(Buffer.from(withoutNotes('jpeg', jpeg(3, 2, noted), 1)).includes(ICC)).toBe(true)
    expect(Buffer.from(withoutNotes('webp', webp.extended(3, 2, noted), 1)).includes('ICCP')).toBe(true)
    expect(Buffer.from(withoutNotes('png', png(3, 2, noted), 1)).includes('pHYs')).toBe(true)
  })
})

async function deskWithDraft(): Promise<{ desk: TestDesk; id: string; library: string }> {
  const library = await tempFolder()
  const desk = await deskOver(library)
  const { id } = value(await desk.createDraft(article('Tram'))).summary
  return { desk, id, library }
}

describe('adding a picture', () => {
  it('keeps it under the hash of its content, once, and tells its size as shown', async () => {
    const { desk, id, library } = await deskWithDraft()
    const photo = jpeg(30, 20, { orientation: 6, notes: true })
    const first = value(await desk.addImage(id, 'IMG_0001.JPG', photo))
    expect(first).toEqual({
      src: expect.stringMatching(/^images\/[0-9a-f]{16}\.jpg$/) as string,
      width: 20,
      height: 30,
    })
    expect(value(await desk.addImage(id, 'again.jpg', photo))).toEqual(first)
    expect(await readdir(join(library, id, 'images'))).toEqual([first.src.slice('images/'.length)])
    expect((await readFile(join(library, id, first.src))).includes(PLACE)).toBe(false)
  })

  it('goes by what it is, not by its name', async () => {
    const { desk, id } = await deskWithDraft()
    expect(value(await desk.addImage(id, '../../evil.html', png(3, 2))).src).toMatch(/^images\/\w+\.png$/)
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    const problem = refusal(await desk.addImage(id, 'innocent.png', script))
    expect(problem).toMatchObject({
      code: 'invalid',
      what: expect.stringContaining('“innocent.png” is an SVG') as string,
    })
  })

  it('refuses huge ones by their header alone, and damaged ones', async () => {
    const { desk, id, library } = await deskWithDraft()
    const bomb = refusal(await desk.addImage(id, 'bomb.png', png(65_535, 65_535)))
    expect(bomb.what).toContain('65535 × 65535 pixels')
    expect(refusal(await desk.addImage(id, 'x.png', png(3, 2).subarray(0, 50))).what).toContain('breaks off')
    expect(refusal(await desk.addImage(id, 'x.gif', gif(0, 5))).what).toContain('damaged')
    const large = Buffer.concat([png(3, 2), Buffer.alloc(MAX_PICTURE_BYTES)])
    expect(refusal(await desk.addImage(id, 'x.png', large)).what).toContain('50 MB')
    expect(await readdir(join(library, id))).toEqual(['article.json', 'lock'])
  })

  it('needs a draft', async () => {
    const { desk } = await deskWithDraft()
    expect(refusal(await desk.addImage('no-such-draft', 'x.png', png(3, 2))).code).toBe('not-found')
  })
})

describe('reading a picture', () => {
  it('answers its bytes and what it is', async () => {
    const { desk, id } = await deskWithDraft()
    const { src } = value(await desk.addImage(id, 'x.webp', webp.lossless(3, 2)))
    const picture = value(await desk.readImage(id, src.slice('images/'.length)))
    expect(picture.mime).toBe('image/webp')
    expect(Buffer.from(picture.bytes)).toEqual(webp.lossless(3, 2))
  })

  it.each([
    '../article.json',
    '..',
    '.',
    '',
    'a/b.png',
    'a\\b.png',
    '/etc/passwd',
    'x\0.png',
    '.hidden.png',
    'nope.png',
  ])('never leaves the draft’s pictures: %j', async (name) => {
    const { desk, id } = await deskWithDraft()
    expect(refusal(await desk.readImage(id, name)).code).toBe('not-found')
  })

  it('does not follow links out of the draft, nor hand out what is no picture', async () => {
    const { desk, id, library } = await deskWithDraft()
    const outside = await tempFolder()
    await writeFile(join(outside, 'secret.png'), png(3, 2))
    await mkdir(join(library, id, 'images'))
    await symlink(join(outside, 'secret.png'), join(library, id, 'images', 'link.png'))
    await writeFile(join(library, id, 'images', 'page.png'), '<script>')
    await mkdir(join(library, id, 'images', 'folder.png'))
    for (const name of ['link.png', 'page.png', 'folder.png'])
      expect(refusal(await desk.readImage(id, name)).code).toBe('not-found')
    const other = value(await desk.createDraft(article('Other'))).summary.id
    await symlink(outside, join(library, other, 'images'))
    expect(refusal(await desk.readImage(other, 'secret.png')).code).toBe('not-found')
  })
})
