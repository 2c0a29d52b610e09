import { describe, expect, it } from 'vitest'
import type { Article, Cut } from '../../../src/article/index.ts'
import type { Picture } from '../../../src/desk/pictures/folder.ts'
import { outgoingArticle } from '../../../src/desk/pictures/outgoing/index.ts'
import { type OutgoingOptions, planPicture } from '../../../src/desk/pictures/outgoing/plan.ts'
import { PictureThread } from '../../../src/desk/pictures/thread/pictureThread.ts'
import { article as built, figure, p, withMetadata } from '../../build.ts'
import { png } from '../pictures.ts'
import { decode, photo } from './photos.ts'

const OPTIONS: OutgoingOptions = { edge: 500, quality: 82, widths: [350, 200] }
const MIME = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp', gif: 'image/gif' }

function pictures(files: Readonly<Record<string, Uint8Array>>): Map<string, Picture> {
  return new Map(
    Object.entries(files).map(([name, bytes]) => [
      name,
      { bytes, mime: MIME[name.split('.').at(-1) as keyof typeof MIME] },
    ]),
  )
}

const showing = (...names: readonly string[]): Article =>
  built('Tram', '', p('It leaves.'), ...names.map((name) => figure({ src: `images/${name}`, alt: name })))

const WATCH = { signal: new AbortController().signal, onProgress: () => undefined }

async function leave(files: Readonly<Record<string, Uint8Array>>, options = OPTIONS) {
  const progress: string[] = []
  const left = await outgoingArticle(showing(...Object.keys(files)), pictures(files), options, {
    signal: new AbortController().signal,
    onProgress: (done, total) => progress.push(`${String(done)}/${String(total)}`),
  })
  const figures = (left.article.doc.content?.[2]?.content ?? []).filter(({ type }) => type === 'figure')
  return { ...left, progress, attrs: figures.map(({ attrs }) => attrs), all: [...left.pictures.values()] }
}

describe('a picture on its way out', () => {
  it('has no side longer than the setting, and smaller copies beside it', async () => {
    const original = photo(750, 500)
    const { attrs, all, unread } = await leave({ 'a.jpg': original })
    expect(unread).toEqual([])
    expect(attrs).toMatchObject([{ src: 'images/a-500.jpg', width: 500, height: 333, alt: 'a.jpg' }])
    const [{ largest, smaller }] = all as [(typeof all)[number]]
    expect(decode(largest.bytes)).toMatchObject({ width: 500, height: 333 })
    expect(smaller.map(({ path, size }) => [path, size])).toEqual([
      ['images/a-350.jpg', { width: 350, height: 233 }],
      ['images/a-200.jpg', { width: 200, height: 133 }],
    ])
    expect(smaller.map(({ bytes }) => decode(bytes).width)).toEqual([350, 200])
    expect(largest.bytes.length).toBeLessThan(original.length / 2)
  })

  it('never gets the name of another picture', async () => {
    const [one, other] = [photo(750, 500), photo(100, 60)]
    const { attrs, all } = await leave({ 'a.jpg': one, 'a-500.jpg': other })
    expect(attrs[0]?.src).toMatch(/^images\/a-[0-9a-f]{6}-500\.jpg$/)
    expect(attrs[1]?.src).toBe('images/a-500.jpg')
    expect(all.map(({ largest }) => decode(largest.bytes).width)).toEqual([500, 100])
  })

  it('is still the lead image under its new name', async () => {
    const own = showing('a.jpg', 'b.jpg')
    const article = withMetadata({ leadImage: 'images/b.jpg', socialImage: 'images/gone.jpg' }, own)
    const files = pictures({ 'a.jpg': photo(750, 500), 'b.jpg': photo(700, 500) })
    const left = await outgoingArticle(article, files, OPTIONS, WATCH)
    expect(left.article.metadata).toMatchObject({
      leadImage: 'images/b-500.jpg',
      socialImage: 'images/gone.jpg',
    })
  })

  it('is upright, in sRGB, and has none of its camera’s notes', async () => {
    const { attrs, all } = await leave({
      'a.jpg': photo(300, 200, { grain: 20, orientation: 8, profile: 'p3' }),
    })
    expect(attrs).toMatchObject([{ width: 200, height: 300 }])
    const [{ largest }] = all as [(typeof all)[number]]
    const { width, height, left, fields } = decode(largest.bytes)
    expect([width, height]).toEqual([200, 300])
    expect(fields.filter((field) => /exif|icc|orientation/.test(field))).toEqual([])
    // Turned to the left, the right half is above: blue, as it was before the profile.
    expect(left[2]).toBeGreaterThan(150)
    expect(left[0]).toBeLessThan(90)
  })

  it('is cut and turned as its figure says, and the article has no cut any more', async () => {
    const files = pictures({ 'a.jpg': photo(600, 300) })
    const cut = { crop: '0.5 0 0.5 0.5', rotation: 90 as const, focus: '0.75 0.1' }
    const whole = figure({ src: 'images/a.jpg', alt: 'Whole' })
    const part = figure({ src: 'images/a.jpg', alt: 'Part', ...cut })
    const { article } = await outgoingArticle(built('Tram', '', whole, part), files, OPTIONS, WATCH)
    const [first, second] = (article.doc.content?.[2]?.content ?? []).map(({ attrs }) => attrs)
    expect(first).toMatchObject({ src: 'images/a-500.jpg', width: 500, height: 250 })
    expect(second).toMatchObject({ width: 150, height: 300, crop: null, rotation: 0, focus: '0.8 0.5' })
    expect(second?.src).toMatch(/^images\/a-[0-9a-f]{6}-150\.jpg$/)
    const kept = await outgoingArticle(
      built('Tram', '', part),
      files,
      { ...OPTIONS, edge: null, keepsCuts: true },
      WATCH,
    )
    expect(kept.article.doc.content?.[2]?.content?.[0]?.attrs).toMatchObject({ src: 'images/a.jpg', ...cut })
  })

  it('stays as it is if it is small and would not shrink', async () => {
    const small = photo(450, 300, { quality: 60 })
    const { attrs, all } = await leave({ 'a.jpg': small }, { ...OPTIONS, quality: 92 })
    expect(attrs).toMatchObject([{ src: 'images/a.jpg' }])
    // Known before the picture is there, so that the text below does not jump.
    expect(attrs).toMatchObject([{ width: 450, height: 300 }])
    expect(all[0]?.largest.bytes).toBe(small)
  })

  it('stays as it is if it is an animation, or the setting asks for originals', async () => {
    const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64')
    const large = photo(600, 300)
    const { attrs, unread } = await leave({ 'a.gif': gif, 'b.jpg': large }, { ...OPTIONS, edge: null })
    expect(attrs).toMatchObject([{ src: 'images/a.gif' }, { src: 'images/b.jpg' }])
    expect(unread).toEqual([])
  })

  it('keeps its format', async () => {
    const { attrs, all } = await leave({
      'a.png': photo(600, 300, { kind: 'png', grain: 2 }),
      'b.webp': photo(600, 300, { kind: 'webp' }),
    })
    expect(attrs).toMatchObject([{ src: 'images/a-500.png' }, { src: 'images/b-500.webp' }])
    expect(all.map(({ largest }) => Buffer.from(largest.bytes).toString('latin1', 0, 12))).toEqual([
      expect.stringContaining('PNG'),
      expect.stringContaining('WEBP'),
    ])
  })

  it('leaves as it came if it cannot be read, and is named', async () => {
    const broken = photo(600, 300).subarray(0, 21_000)
    const { attrs, unread, progress } = await leave({ 'a.jpg': broken, 'b.jpg': photo(600, 300) })
    expect(unread).toEqual(['a.jpg'])
    expect(attrs).toMatchObject([{ src: 'images/a.jpg' }, { src: 'images/b-500.jpg' }])
    expect(progress).toEqual(['0/2', '1/2', '2/2'])
  })

  it('leaves as it came if decoding it would take too much memory', async () => {
    const { unread } = await leave({ 'a.png': png(20_000, 20_000) })
    expect(unread).toEqual(['a.png'])
  })

  it('is rendered once for two exports', async () => {
    const original = photo(650, 325)
    const first = await leave({ 'a.jpg': original })
    const second = await leave({ 'a.jpg': original })
    expect(second.all[0]?.largest.bytes).toBe(first.all[0]?.largest.bytes)
  })

  it('is not rendered once the export is cancelled', async () => {
    const cancelling = new AbortController()
    const leaving = outgoingArticle(
      showing('a.jpg', 'b.jpg'),
      pictures({ 'a.jpg': photo(640, 320), 'b.jpg': photo(630, 315) }),
      OPTIONS,
      {
        signal: cancelling.signal,
        onProgress: (done) => {
          if (done === 1) cancelling.abort(new Error('not wanted'))
        },
      },
    )
    await expect(leaving).rejects.toThrow('not wanted')
  })
})

describe('the thread that renders', () => {
  const bytes = photo(600, 300)
  const cut: Cut = {
    rectangle: { x: 300, y: 0, width: 300, height: 150 },
    rotation: 90,
    width: 150,
    height: 300,
  }
  const { signal } = new AbortController()

  it('cuts a part out and turns it', async () => {
    const plan = planPicture(bytes, cut, OPTIONS)
    expect(plan).toMatchObject({ width: 150, height: 300 })
    if (plan === null) throw new Error('no plan')
    const renderer = new PictureThread()
    const [copy] = await renderer.render(bytes, plan, signal)
    const { width, height, left } = decode(copy?.bytes ?? new Uint8Array())
    expect([width, height]).toEqual([150, 300])
    expect(left[2]).toBeGreaterThan(150)
    await renderer.close()
  })

  it('is ended if a picture takes too long, and started anew for the next', async () => {
    const plan = planPicture(bytes, null, OPTIONS)
    if (plan === null) throw new Error('no plan')
    await expect(new PictureThread(1).render(bytes, plan, signal)).rejects.toThrow('no answer within 1 ms')
    const renderer = new PictureThread()
    await expect(renderer.render(Buffer.from('no picture'), plan, signal)).rejects.toThrow()
    expect(await renderer.render(bytes, plan, signal)).toHaveLength(3)
    await renderer.close()
  })
})
