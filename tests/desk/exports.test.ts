import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { parseArticle, stringifyArticle, targets } from '../../src/article/index.ts'
import { article as build, figure } from '../build.ts'
import { article, articleWith, deskOver, refusal, settingsInMemory, tempFolder, value } from './library.ts'
import { png } from './pictures.ts'
import { decode, photo } from './pictures/photos.ts'
import { unzipped } from './unzip.ts'

async function draftWithPicture() {
  const library = await tempFolder()
  const desk = await deskOver(library)
  const made = value(await desk.createDraft(article('The night tram', 'It leaves.')))
  const { src } = value(await desk.addImage(made.summary.id, 'tram.png', png(3, 2)))
  const { id } = made.summary
  value(await desk.saveDraft(id, article('The night tram', 'It leaves.', src), made.revision))
  return { desk, id, src, library }
}

/** A draft with a photo that is larger than the setting asks for. */
async function draftWithPhoto() {
  const settings = settingsInMemory()
  settings.write({ pictureEdge: '1200' })
  const desk = await deskOver(await tempFolder(), { settings })
  const made = value(await desk.createDraft(article('The night tram', 'It leaves.')))
  const { id } = made.summary
  const original = photo(1600, 1200)
  const { src } = value(await desk.addImage(id, 'tram.jpg', original))
  const saved = value(await desk.saveDraft(id, article('The night tram', 'It leaves.', src), made.revision))
  const stored = Buffer.from(value(await desk.readImage(id, src.slice('images/'.length))).bytes)
  return { desk, id, src, revision: saved.revision, original: stored }
}

describe('an export', () => {
  it('is one file named after the headline, for every target, when there are no pictures', async () => {
    const desk = await deskOver(await tempFolder())
    const { id } = value(await desk.createDraft(article('The night tram', 'It leaves.'))).summary
    for (const target of targets) {
      const file = value(await desk.exportDraft(id, target.id))
      expect(file.name).toBe(`the-night-tram${target.extension}`)
      expect(file.mime).toBe(target.mime)
      expect(Buffer.from(file.bytes).toString()).toContain('It leaves.')
    }
  })

  it('is named after the slug, made safe for file systems', async () => {
    const desk = await deskOver(await tempFolder())
    const { id } = value(await desk.createDraft(articleWith({ slug: '../../AUX' }, 'Headline'))).summary
    expect(value(await desk.exportDraft(id, 'json')).name).toBe('article-aux.json')
  })

  it('contains its pictures when it is a web page', async () => {
    const { desk, id, src } = await draftWithPicture()
    const file = value(await desk.exportDraft(id, 'html-page'))
    const html = Buffer.from(file.bytes).toString()
    expect(file.name).toBe('the-night-tram.html')
    expect(html).toContain(`data:image/png;base64,${png(3, 2).toString('base64')}`)
    expect(html).not.toContain(src)
  })

  it('is a zip of the text and its pictures for any other target', async () => {
    const { desk, id, src } = await draftWithPicture()
    const file = value(await desk.exportDraft(id, 'json'))
    expect([file.name, file.mime]).toEqual(['the-night-tram.zip', 'application/zip'])
    const entries = await unzipped(file.bytes)
    expect([...entries.keys()]).toEqual(['the-night-tram.json', src])
    expect(entries.get(src)).toEqual(png(3, 2))
    expect(parseArticle(String(entries.get('the-night-tram.json')))).toEqual(
      parseArticle(value(await desk.openDraft(id)).article),
    )
  })

  it('has resized pictures with smaller copies in a zip of HTML, and the originals in one to be read back', async () => {
    const { desk, id, src, original } = await draftWithPhoto()
    const zip = await unzipped(value(await desk.exportDraft(id, 'html-fragment')).bytes)
    const name = (width: number) => src.replace('.jpg', `-${String(width)}.jpg`)
    expect([...zip.keys()]).toEqual(['the-night-tram.html', name(1200), name(800)])
    const html = String(zip.get('the-night-tram.html'))
    expect(html).toContain(`srcset="${name(1200)} 1200w, ${name(800)} 800w"`)
    expect(html).toContain('width="1200" height="900"')
    const kept = await unzipped(value(await desk.exportDraft(id, 'markdown-structured')).bytes)
    expect(kept.get(src)).toEqual(original)
    const page = Buffer.from(value(await desk.exportDraft(id, 'html-page')).bytes).toString()
    expect(page).not.toContain('srcset')
    expect(page.length).toBeLessThan(original.length)
  })

  it('crops and turns pictures in the file itself, and says their size and which are loaded late', async () => {
    const { desk, id, src, revision } = await draftWithPhoto()
    const cut = { src, alt: 'Half', crop: '0.5 0 0.5 1', rotation: 90 as const, size: 'wide' as const }
    const whole = build('The night tram', '', figure({ src, alt: 'Whole' }), figure(cut))
    value(await desk.saveDraft(id, stringifyArticle(whole), revision))
    for (const target of targets.filter(({ keepsPictures }) => !keepsPictures)) {
      const { bytes, name } = value(await desk.exportDraft(id, target.id))
      const zip = name.endsWith('.zip') ? await unzipped(bytes) : new Map<string, Buffer>()
      const text = [...zip.values()][0]?.toString() ?? Buffer.from(bytes).toString()
      const files = [...zip.keys()].filter((path) => path.startsWith('images/'))
      if (target.picturesInside) {
        const [, second = ''] = [...text.matchAll(/data:image\/jpeg;base64,([A-Za-z0-9+/=]+)/g)].map(
          ([, data]) => data,
        )
        expect(decode(Buffer.from(second, 'base64')), target.id).toMatchObject({ width: 1200, height: 800 })
      } else {
        const cutFile = files.find((path) => /-[0-9a-f]{6}-1200\.jpg$/.test(path)) ?? ''
        const { width, height, left, fields } = decode(zip.get(cutFile) ?? new Uint8Array())
        expect([width, height], target.id).toEqual([1200, 800])
        // The right half is blue.
        expect(left[2]).toBeGreaterThan(150)
        expect(fields.filter((field) => /exif|icc/.test(field))).toEqual([])
        expect(text).toContain(cutFile)
      }
      if (target.format !== 'html') continue
      const images = text.match(/<img[^>]*>/g) ?? []
      expect(images[1], target.id).toMatch(/width="1200" height="800"/)
      expect(
        images.map((image) => image.includes('loading="lazy"')),
        target.id,
      ).toEqual(target.picturesInside ? [false, false] : [false, true])
    }
  }, 60_000)

  it('of one draft is cancelled alone, while another draft is exported', async () => {
    const { desk, id } = await draftWithPhoto()
    const made = value(await desk.createDraft(article('The ferry', 'It is late.')))
    const other = made.summary.id
    const { src } = value(await desk.addImage(other, 'ferry.jpg', photo(1500, 1000)))
    value(await desk.saveDraft(other, article('The ferry', 'It is late.', src), made.revision))
    const [first, second] = [desk.exportDraft(id, 'html-page'), desk.exportDraft(other, 'html-page')]
    await vi.waitFor(async () => {
      expect(value(await desk.exportProgress(other))).toEqual({ done: 0, total: 1 })
    })
    value(await desk.cancelExport(id))
    expect(refusal(await first).what).toBe('The export was cancelled.')
    expect(value(await second)).toMatchObject({ name: 'the-ferry.html' })
    expect(value(await second)).not.toHaveProperty('unreadPictures')
  })

  it('goes on beside saves, says how far it is, and can be cancelled', async () => {
    const { desk, id, revision } = await draftWithPhoto()
    const exporting = desk.exportDraft(id, 'html-page')
    await vi.waitFor(async () => {
      expect(value(await desk.exportProgress(id))).toEqual({ done: 0, total: 1 })
    })
    value(await desk.saveDraft(id, article('The night tram', 'It leaves at one.'), revision))
    value(await desk.cancelExport(id))
    expect(refusal(await exporting).what).toBe('The export was cancelled.')
    expect(value(await desk.exportProgress(id))).toBeNull()
  })

  it('leaves out a missing picture instead of failing', async () => {
    const { desk, id, src, library } = await draftWithPicture()
    await rm(join(library, id, src))
    expect(value(await desk.exportDraft(id, 'json')).name).toBe('the-night-tram.json')
  })

  it('lists the known targets when the target is unknown', async () => {
    const { desk, id } = await draftWithPicture()
    const problem = refusal(await desk.exportDraft(id, 'pdf'))
    expect(problem.code).toBe('invalid')
    for (const target of targets) expect(problem.mend).toContain(target.id)
  })
})
