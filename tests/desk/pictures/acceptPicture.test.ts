import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { acceptPicture } from '../../../src/desk/pictures/acceptPicture.ts'
import { PictureError } from '../../../src/desk/pictures/cleanPicture.ts'
import { foreignKind } from '../../../src/desk/pictures/foreignKinds.ts'
import { pictureKind } from '../../../src/desk/pictures/pictureHeader.ts'
import { avif, png, tiff } from '../pictures.ts'
import { article, deskOver, tempFolder, value } from '../library.ts'
import { decode, photo } from './photos.ts'

/** Our own drawing of a hut, 192 × 128: blue sky at the upper left corner, in sRGB [156, 196, 224]. */
const hut = (name = 'hut.heic'): Promise<Buffer> =>
  readFile(new URL(`../../fixtures/pictures/${name}`, import.meta.url))

const SVG = Buffer.from(
  '\ufeff<?xml version="1.0"?>\n<!-- a dot -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
)

/** A bitmap's two headers, and no pixels. */
const BMP = Buffer.concat([Buffer.from('BM'), Buffer.alloc(12), Buffer.from([40, 0, 0, 0]), Buffer.alloc(36)])

async function refused(name: string, bytes: Uint8Array, way: 'draft' | 'import' = 'draft') {
  const error: unknown = await acceptPicture(name, bytes, way).catch((thrown: unknown) => thrown)
  if (!(error instanceof PictureError)) throw new Error(`${name} was not refused`)
  return error.problem
}

const distance = (one: readonly number[], other: readonly number[]): number =>
  Math.max(...one.map((each, index) => Math.abs(each - (other[index] ?? 0))))

describe('a picture that a draft does not keep as it is', () => {
  it('becomes a JPEG if it is a HEIC, whatever its name says', async () => {
    const picture = await acceptPicture('IMG_0001.JPG', await hut())
    expect(picture).toMatchObject({ extension: 'jpg', width: 192, height: 128 })
    const { left, fields, width } = decode(picture.bytes)
    expect(width).toBe(192)
    expect(distance(left, [156, 196, 224])).toBeLessThan(8)
    expect(fields).not.toContain('exif-data')
  })

  it('has its colours converted by its own profile', async () => {
    const { bytes } = await acceptPicture('hut.heic', await hut('hutDisplayP3.heic'))
    const { left, fields } = decode(bytes)
    expect(distance(left, [156, 196, 224])).toBeLessThan(8)
    expect(fields).not.toContain('icc-profile-data')
  })

  it('becomes a JPEG if it is a TIFF: upright, in sRGB, without notes', async () => {
    const bytes = photo(300, 200, { kind: 'tif', orientation: 6, profile: 'p3', grain: 1 })
    const picture = await acceptPicture('scan.tif', bytes)
    expect(picture).toMatchObject({ extension: 'jpg', width: 200, height: 300 })
    const { left, fields } = decode(picture.bytes)
    expect(distance(left, [200, 60, 40])).toBeLessThan(12)
    expect(fields).not.toContain('icc-profile-data')
  })

  it('becomes a PNG if it has transparency', async () => {
    const bytes = photo(40, 30, { kind: 'tif', isTransparent: true })
    expect(await acceptPicture('logo.tiff', bytes)).toMatchObject({ extension: 'png', width: 40, height: 30 })
  })

  it('is refused before it is decoded if it is too large, and says so', async () => {
    const long = photo(20_010, 1, { kind: 'tif' })
    expect((await refused('strip.tif', long)).what).toContain('20010 × 1 pixels; Galley takes up to 20000')
    const many = photo(11_000, 10_100, { kind: 'tif', grain: 0, compression: 'deflate' })
    expect((await refused('wall.tif', many)).what).toContain('11000 × 10100 pixels, too many to convert')
  }, 60_000)

  it.each([
    ['cut.heic', async () => (await hut()).subarray(0, 1000), 'HEIC', 'export it as JPEG'],
    ['cut.tif', () => photo(300, 200, { kind: 'tif' }).subarray(0, 90_000), 'TIFF', 'as JPEG or PNG'],
    ['a.bmp', () => BMP, 'BMP', 'save it as PNG'],
    ['a.svg', () => SVG, 'SVG', 'Export it as PNG'],
    ['DSC_1.NEF', () => tiff(1), 'raw file', 'export it as JPEG'],
    ['a.psd', () => Buffer.from('8BPS\0\x01 and so on'), 'Photoshop', 'Export it as JPEG or PNG'],
    ['a.pdf', () => Buffer.from('%PDF-1.7 and so on'), 'PDF', 'as PNG'],
    ['a.heic', () => Buffer.from('no picture'), 'not a picture that Galley knows', 'Save it as JPEG'],
  ] as const)('says what to do if it cannot be read: %s', async (name, bytes, what, mend) => {
    const problem = await refused(name, await bytes())
    expect(problem.what).toContain(what)
    expect(problem.mend).toContain(mend)
  })

  it('tells an import what to do with drawings', async () => {
    expect((await refused('chart.svg', SVG, 'import')).what).toContain('drop it into the draft')
  })

  it('is converted while the draft is saved', async () => {
    const desk = await deskOver(await tempFolder())
    const { id } = value(await desk.createDraft(article('Hut'))).summary
    const image = value(await desk.addImage(id, 'hut.heic', await hut()))
    expect(image).toMatchObject({ width: 192, height: 128 })
    expect(image.src).toMatch(/^images\/[0-9a-f]{16}\.jpg$/)
  })
})

describe('the kind of a file', () => {
  it('is told by its bytes', async () => {
    expect(foreignKind('a.jpg', await hut())).toBe('heic')
    expect(foreignKind('a.png', photo(3, 2, { kind: 'tif' }))).toBe('tiff')
    expect(foreignKind('a', SVG)).toBe('svg')
    expect(foreignKind('a', Buffer.from('<svg/>'))).toBe('svg')
    expect(foreignKind('a.svg', Buffer.from('<html><svg ></svg>'))).toBe(null)
    expect(foreignKind('a.bmp', Buffer.from('BMW is a car, and no bitmap.'))).toBe(null)
    expect(foreignKind('a.png', png(3, 2))).toBe(null)
  })

  it('is AVIF if the container is named before the codec', () => {
    const bytes = Buffer.from(avif(30, 20))
    const at = bytes.indexOf('avif')
    const named = Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from('mif1\0\0\0\0avif'),
      bytes.subarray(at + 4),
    ])
    named.writeUInt32BE(24, 0)
    expect(pictureKind(named.subarray(0, 24))).toBe('avif')
  })
})
