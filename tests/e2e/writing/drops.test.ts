import { readFile } from 'node:fs/promises'
import { beforeEach, expect, test } from 'vitest'
import { parseArticle } from '../../../src/article/index.ts'
import { png } from '../../desk/pictures.ts'
import { articlesIn, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let library = ''
let galley: Galley

testSession('drops', (opened) => {
  ;({ library, galley } = opened)
})

beforeEach(async () => {
  await galley.button('New draft').click()
  await galley.field('Article body').click()
  for (const line of ['First', 'Second', 'Third']) {
    await galley.page.keyboard.type(line, { delay: 8 })
    if (line !== 'Third') await galley.page.keyboard.press('Enter')
  }
})

/** A file as it is dropped. */
interface Dropped {
  readonly name: string
  readonly type: string
  readonly base64: string
}

const picture = (name: string, width: number): Dropped => ({
  name,
  type: 'image/png',
  base64: png(width, 4).toString('base64'),
})

/** Drags files over a place of the window, and drops them there if asked to. */
async function drag(
  files: readonly Dropped[],
  x: number,
  y: number,
  kinds: readonly string[],
): Promise<void> {
  await galley.page.evaluate(
    ([dropped, left, top, names]) => {
      const data = new DataTransfer()
      for (const { name, type, base64 } of dropped)
        data.items.add(
          new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name, { type }),
        )
      for (const name of names)
        document.elementFromPoint(left, top)?.dispatchEvent(
          new DragEvent(name, {
            bubbles: true,
            cancelable: true,
            clientX: left,
            clientY: top,
            dataTransfer: data,
          }),
        )
    },
    [files, x, y, kinds] as const,
  )
}

async function boxOf(text: string): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await galley.page.locator('.article p', { hasText: text }).boundingBox()
  if (box === null) throw new Error(`${text} is not shown`)
  return box
}

/** The blocks on the disk: a paragraph's words, a figure's type. */
async function savedBlocks(): Promise<string[]> {
  await galley.waitUntilSaved()
  const file = [...(await articlesIn(library)).values()].find((text) => text.includes('Second')) ?? ''
  return (parseArticle(file).doc.content?.[2]?.content ?? []).map(({ type, content = [] }) =>
    type === 'paragraph' ? content.map(({ text = '' }) => text).join('') : type,
  )
}

test('shows the line between two blocks, and puts the photos there, also from the margin', async () => {
  const second = await boxOf('Second')
  const line = galley.page.locator('.drop-line')
  await drag([picture('a.png', 30)], second.x + 40, second.y + second.height - 2, ['dragover'])
  const shown = await line.boundingBox()
  const third = await boxOf('Third')
  expect(shown?.y).toBeGreaterThanOrEqual(second.y + second.height - 3)
  expect(shown?.y).toBeLessThanOrEqual(third.y + 1)
  const margin = second.x - 30
  await drag([picture('a.png', 30), picture('b.png', 40)], margin, second.y + second.height - 2, [
    'dragover',
    'drop',
  ])
  expect(await line.count()).toBe(0)
  await galley.page.getByText('2 photos added.').waitFor()
  await expect.poll(savedBlocks).toEqual(['First', 'Second', 'figure', 'figure', 'Third'])
})

test('says in one notice which photos came in, and takes it away with its draft', async () => {
  const first = await boxOf('First')
  const broken = { name: 'notes.heic', type: '', base64: btoa('no picture at all') }
  await drag([picture('a.png', 31), broken, picture('b.png', 41)], first.x + 40, first.y + 2, [
    'dragover',
    'drop',
  ])
  const notice = galley.page.locator('.notice', { hasText: '2 of 3 photos were added.' })
  await notice.waitFor()
  expect(await notice.textContent()).toContain('notes.heic')
  expect(await galley.page.locator('.notice').count()).toBe(1)
  await expect.poll(savedBlocks).toEqual(['figure', 'figure', 'First', 'Second', 'Third'])
  expect(await galley.page.locator('.notice').count()).toBe(1)
  await notice.getByRole('button', { name: 'Make a gallery' }).waitFor()
  await galley.button('New draft').click()
  await expect.poll(() => notice.count()).toBe(0)
})

test('moves a block to where the line was', async () => {
  const third = await boxOf('Third')
  await galley.page.mouse.move(third.x + 20, third.y + 5)
  const grip = galley.page.locator('.handle-button')
  await grip.waitFor()
  const from = await grip.boundingBox()
  const first = await boxOf('First')
  if (from === null) throw new Error('no grip')
  await galley.page.mouse.move(from.x + 5, from.y + 5)
  await galley.page.mouse.down()
  await galley.page.mouse.move(from.x + 5, from.y - 10, { steps: 4 })
  await galley.page.mouse.move(first.x - 60, first.y + 3, { steps: 6 })
  await galley.page.locator('.drop-line').waitFor()
  await galley.page.mouse.up()
  await expect.poll(savedBlocks).toEqual(['Third', 'First', 'Second'])
})

/** Drops pictures of these shapes below the text, and waits until they are there. */
async function dropPhotos(...names: readonly string[]): Promise<void> {
  const third = await boxOf('Third')
  const files = names.map((name, index) => picture(name, 8 + index))
  await drag(files, third.x + 40, third.y + third.height - 1, ['dragover', 'drop'])
  await expect.poll(() => galley.page.locator('.figure-picture').count()).toBe(names.length)
  await galley.nextFrames()
}

/** Selects a photo by a click, and drags it by its picture to a place of another one. */
async function dragPhoto(from: number, to: number, across: number, down = 0.5): Promise<void> {
  const pictures = galley.page.locator('.figure-picture')
  await pictures.nth(from).click()
  const start = await pictures.nth(from).boundingBox()
  const end = await pictures.nth(to).boundingBox()
  if (start === null || end === null) throw new Error('no picture')
  await galley.page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await galley.page.mouse.down()
  await galley.page.mouse.move(start.x + start.width / 2 + 8, start.y + start.height / 2 + 8, { steps: 4 })
  await galley.page.mouse.move(end.x + end.width * across, end.y + end.height * down, { steps: 8 })
  await galley.page.locator('.drop-line').waitFor()
  await galley.page.mouse.up()
}

test('sets dropped photos side by side when the notice’s button is pressed, in one undo step', async () => {
  await dropPhotos('a.png', 'b.png', 'c.png')
  await galley.button('Make a gallery').click()
  await expect.poll(savedBlocks).toEqual(['First', 'Second', 'Third', 'gallery'])
  const tops = await galley.page
    .locator('.gallery .figure-picture')
    .evaluateAll((pictures) => pictures.map((each) => Math.round(each.getBoundingClientRect().top)))
  expect(new Set(tops).size).toBe(1)
  await galley.page.locator('.article').press('ControlOrMeta+z')
  await expect.poll(savedBlocks).toEqual(['First', 'Second', 'Third', 'figure', 'figure', 'figure'])
})

test('makes a gallery of a photo that is dragged beside another, and a photo of one that is dragged out', async () => {
  await dropPhotos('a.png', 'b.png')
  await dragPhoto(1, 0, 0.2)
  await expect.poll(savedBlocks).toEqual(['First', 'Second', 'Third', 'gallery'])
  const second = await boxOf('Second')
  const photo = galley.page.locator('.gallery .figure-picture').first()
  await photo.click()
  const box = await photo.boundingBox()
  if (box === null) throw new Error('no picture')
  await galley.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await galley.page.mouse.down()
  await galley.page.mouse.move(box.x + box.width / 2, box.y - 20, { steps: 4 })
  await galley.page.mouse.move(second.x + 30, second.y + 2, { steps: 8 })
  await galley.page.locator('.drop-line').waitFor()
  await galley.page.mouse.up()
  await expect.poll(savedBlocks).toEqual(['First', 'figure', 'Second', 'Third', 'figure'])
})

test('takes HEIC, SVG and BMP, and says what to do with what it cannot read', async () => {
  const third = await boxOf('Third')
  const heic = await readFile(new URL('../../fixtures/pictures/hut.heic', import.meta.url))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><script>alert(1)</script>
    <rect width="40" height="20" fill="#00f"/><text y="15" font-size="12">Trams</text></svg>`
  // Two pixels, red and green, with the bottom row first and rows of 8 bytes.
  const bmp = Buffer.alloc(54 + 8)
  bmp.write('BM')
  for (const [at, number] of [
    [2, 62],
    [10, 54],
    [14, 40],
    [18, 2],
    [22, 1],
    [28, 24],
  ] as const)
    bmp.writeUInt16LE(number, at)
  bmp.writeUInt16LE(1, 26)
  bmp.set([0, 0, 255, 0, 255, 0], 54)
  const files = [
    { name: 'IMG_1.HEIC', type: '', base64: heic.toString('base64') },
    { name: 'chart.svg', type: 'image/svg+xml', base64: btoa(svg) },
    { name: 'dots.bmp', type: 'image/bmp', base64: bmp.toString('base64') },
    { name: 'DSC_1.nef', type: '', base64: btoa('II*\0\x08\0\0\0\0\0\0\0\0\0\0\0') },
  ]
  await drag(files, third.x + 40, third.y + third.height - 1, ['dragover', 'drop'])
  const notice = galley.page.locator('.notice', { hasText: '3 of 4 photos were added.' })
  await notice.waitFor({ timeout: 30_000 })
  expect(await notice.textContent()).toContain('raw file')
  expect(await galley.page.locator('.notice').count()).toBe(1)
  await expect.poll(savedBlocks).toEqual(['First', 'Second', 'Third', 'figure', 'figure', 'figure'])
  const shown = await galley.page.locator('.figure-picture').evaluateAll((pictures) =>
    pictures.map((picture) => {
      const image = picture instanceof HTMLImageElement ? picture : picture.querySelector('img')
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d')
      if (image === null || context === null) return null
      context.drawImage(image, 0, 0)
      return [image.naturalWidth, image.naturalHeight, ...context.getImageData(0, 0, 1, 1).data]
    }),
  )
  expect(shown.map((each) => each?.slice(0, 2))).toEqual([
    [192, 128],
    [2000, 1000],
    [2, 1],
  ])
  expect(shown.slice(1).map((each) => each?.slice(2))).toEqual([
    [0, 0, 255, 255],
    [255, 0, 0, 255],
  ])
})
