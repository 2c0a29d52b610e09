import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { parseArticle } from '../../../src/article/index.ts'
import { articlesIn, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let folder = ''
let library = ''
let galley: Galley

testSession('photo', (opened) => {
  ;({ folder, library, galley } = opened)
})

beforeEach(async () => {
  await galley.button('New draft').click()
  await galley.field('Headline').click()
  await type('Five rooms')
  await galley.field('Article body').click()
})

const press = (key: string): Promise<void> => galley.page.keyboard.press(key, { delay: 12 })
const type = (text: string): Promise<void> => galley.page.keyboard.type(text, { delay: 12 })
const figure = (): Locator => galley.page.locator('.figure')
const picture = (): Locator => galley.page.locator('.figure-picture')

/** Inserts a photo of this size in pixels, with its top half red and its bottom half blue. */
async function insertPhoto(width: number, height: number): Promise<void> {
  const url = await galley.page.evaluate(
    ([w = 0, h = 0]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: w, height: h })
      const context = canvas.getContext('2d')
      if (context === null) return ''
      for (const [index, colour] of ['#b2432f', '#2856c8'].entries()) {
        context.fillStyle = colour
        context.fillRect(0, (h / 2) * index, w, h / 2)
      }
      return canvas.toDataURL('image/png')
    },
    [width, height],
  )
  const path = join(folder, `${String(width)}x${String(height)}.png`)
  await writeFile(path, Buffer.from(url.split(',')[1] ?? '', 'base64'))
  await type('/photo')
  await galley.page.getByRole('option', { name: /^Photo\b/ }).waitFor()
  await press('Enter')
  const chooser = galley.page.waitForEvent('filechooser')
  await figure()
    .getByRole('button', { name: /choose one/ })
    .click()
  await (await chooser).setFiles(path)
  await picture().and(galley.page.locator('.is-measured')).waitFor()
  await galley.nextFrames()
}

/** The blocks of the body on the disk. */
async function savedBlocks() {
  await galley.waitUntilSaved()
  const files = [...(await articlesIn(library)).values()].map((file) => parseArticle(file))
  const open = files.find(({ doc }) => JSON.stringify(doc).includes('Five rooms')) ?? files[0]
  return open?.doc.content?.[2]?.content ?? []
}

const box = async (part: Locator): Promise<{ x: number; y: number; width: number; height: number }> => {
  const found = await part.boundingBox()
  if (found === null) throw new Error('it is not on the page')
  return found
}

test('beside a selected photo a composed word goes below it, each letter once', async () => {
  const keys = await galley.context.newCDPSession(galley.page)
  const compose = (text: string) =>
    keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await insertPhoto(900, 600)
  await press('ArrowDown')
  await type('A line.')
  await picture().click()
  await galley.nextFrames()
  for (const [steps, word] of [
    [['ㅎ', '하'], '하'],
    [['ㄹ', '리', '린'], '린'],
  ] as const) {
    // As a keyboard does: the page sees that a key goes to the input method.
    const key = { key: 'Process', windowsVirtualKeyCode: 229 }
    for (const step of steps) {
      await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
      await compose(step)
      await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
    }
    await keys.send('Input.insertText', { text: word })
  }
  expect(await galley.field('Article body').locator('p').allTextContents()).toEqual(['하린', 'A line.'])
  expect((await savedBlocks()).map(({ content = [] }) => content.map(({ text }) => text).join(''))).toEqual([
    ...['', '하린', 'A line.'],
  ])
})

test('a click on the picture selects the photo: Delete removes it, and no letter of the headline', async () => {
  await insertPhoto(900, 600)
  await galley.field('Headline').click()
  await picture().click()
  await galley.nextFrames()
  // No caret in the empty caption.
  const caret = galley.page.locator('.article figcaption').evaluate((dom) => getComputedStyle(dom).caretColor)
  expect(await caret).toBe('rgba(0, 0, 0, 0)')
  await galley.page.locator('.figure.is-selected').waitFor()
  await galley.page.getByRole('toolbar', { name: 'Photo' }).waitFor()
  await galley.page.getByRole('button', { name: /^Photo: move or change/ }).waitFor()
  await press('Delete')
  await expect.poll(() => figure().count()).toBe(0)
  expect(await galley.field('Headline').textContent()).toBe('Five rooms')
  await press('ControlOrMeta+z')
  await figure().waitFor()
  await picture().click()
  await type('q')
  await expect
    .poll(async () => (await savedBlocks()).map(({ type: name, content = [] }) => [name, content[0]?.text]))
    .toEqual([
      ['figure', undefined],
      ['paragraph', 'q'],
    ])
})

test('Tab goes from the photo through caption, credit and alt text, and nothing moves on the way', async () => {
  await insertPhoto(900, 600)
  await picture().click()
  const parts = ['.figure-picture', '.figure-content', '.figure-credit', '.figure-fields', '.figure']
  const places = () => Promise.all(parts.map((part) => box(galley.page.locator(part))))
  const before = await places()
  await press('Tab')
  await galley.page.locator('.figure:not(.is-selected)').waitFor()
  expect(await places()).toEqual(before)
  await type('Gulls')
  await press('Tab')
  await type('KBC')
  await press('Tab')
  await type('Two gulls')
  await expect
    .poll(async () => (await savedBlocks())[0]?.attrs)
    .toMatchObject({ credit: 'KBC', alt: 'Two gulls' })
  await press('Shift+Tab')
  await press('Shift+Tab')
  await galley.nextFrames()
  await type('!')
  await expect.poll(() => galley.page.locator('.figure-content').textContent()).toBe('Gulls!')
  // The fields' own undo is the editor's, one step after the other.
  await galley.page.getByLabel('Decorative').check()
  await press('ControlOrMeta+z')
  await expect.poll(() => galley.page.getByLabel('Decorative').isChecked()).toBe(false)
})

test('a caption holds marks and links', async () => {
  await insertPhoto(900, 600)
  await picture().click()
  await press('Tab')
  await type('Gulls over the pier')
  await press('ControlOrMeta+Shift+ArrowLeft')
  await press('ControlOrMeta+b')
  await press('ControlOrMeta+Shift+k')
  await type('https://pier.example/')
  await press('Enter')
  const marks = async () =>
    (await savedBlocks())[0]?.content
      ?.at(-1)
      ?.marks?.map(({ type: name }) => name)
      .sort()
  await expect.poll(marks).toEqual(['link', 'strong'])
})

test('a photo stands in the column, beyond it, or across the page, and as high as most of the window', async () => {
  await insertPhoto(3000, 2000)
  const page = await box(galley.page.locator('.article-frame'))
  const column = await box(figure())
  const size = async (name: string): Promise<{ x: number; width: number; height: number }> => {
    await picture().click()
    await galley.page.getByRole('toolbar').getByRole('button', { name, exact: true }).click()
    await galley.nextFrames()
    return box(picture())
  }
  expect((await box(picture())).width).toBeCloseTo(column.width, 0)
  const wide = await size('Wide')
  expect(wide.width).toBeGreaterThan(column.width + 40)
  expect(wide.width).toBeLessThan(page.width)
  expect(wide.x + wide.width / 2).toBeCloseTo(column.x + column.width / 2, 0)
  const full = await size('Full width')
  expect([Math.round(full.x), Math.round(full.width)]).toEqual([Math.round(page.x), Math.round(page.width)])
  await expect.poll(async () => (await savedBlocks())[0]?.attrs?.size).toBe('full')
  expect((await size('Column width')).width).toBeCloseTo(column.width, 0)
})

test('a portrait is never higher than 80 % of the window, and a small picture is never blown up', async () => {
  await insertPhoto(1000, 2500)
  const window = galley.page.viewportSize()?.height ?? 0
  for (const size of ['Column width', 'Wide', 'Full width']) {
    await picture().click({ position: { x: 5, y: 200 } })
    await galley.page.getByRole('toolbar').getByRole('button', { name: size, exact: true }).click()
    const { width, height } = await box(picture())
    expect(height).toBeLessThanOrEqual(window * 0.8 + 1)
    expect(height / width).toBeCloseTo(2.5, 1)
  }
  await press('Delete')
  await insertPhoto(40, 30)
  for (const size of ['Wide', 'Full width', 'Column width']) {
    await picture().click()
    await galley.page.getByRole('toolbar').getByRole('button', { name: size, exact: true }).click()
    expect(await box(picture())).toMatchObject({ width: 40, height: 30 })
  }
})

test('a picture is cropped and turned in a dialog, by pointer and keys, as one undo step', async () => {
  await insertPhoto(1200, 800)
  await picture().click()
  const attrs = async () => (await savedBlocks())[0]?.attrs
  const open = async (): Promise<Locator> => {
    await galley.page.getByRole('toolbar').getByRole('button', { name: 'Crop…' }).click()
    const dialog = galley.page.getByRole('dialog', { name: 'Crop picture' })
    await dialog.getByText('1,200 × 800 of 1,200 × 800 pixels').waitFor()
    return dialog
  }
  const dialog = await open()
  await dialog.getByRole('button', { name: '1:1' }).click()
  await dialog.getByText('800 × 800 of').waitFor()
  const corner = await box(dialog.locator('.crop-handle.is-se'))
  const frame = await box(dialog.locator('.crop-picture'))
  await galley.page.mouse.move(corner.x + 14, corner.y + 14)
  await galley.page.mouse.down()
  await galley.page.mouse.move(corner.x + 14 - frame.width / 3, corner.y, { steps: 4 })
  await galley.page.mouse.up()
  await dialog.getByText(/^400 × 400 of/).waitFor()
  await dialog.getByRole('button', { name: 'Free' }).click()
  await dialog.getByRole('group', { name: /^Crop area/ }).press('ArrowLeft')
  await dialog.getByRole('group', { name: /^Crop area/ }).press('Shift+ArrowRight')
  await dialog.getByRole('button', { name: 'Right' }).click()
  await dialog.getByText(/^400 × 412 of 800 × 1,200/).waitFor()
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(attrs).toMatchObject({ rotation: 90, width: 1200, height: 800 })
  expect((await attrs())?.crop).toMatch(/^0\.15\d* 0 0\.34\d* 0\.5$/)
  const shown = await box(picture())
  expect(shown.width / shown.height).toBeCloseTo(400 / 412, 1)
  await galley.page.locator('.figure.is-selected').waitFor()
  await press('ControlOrMeta+z')
  await expect.poll(attrs).toMatchObject({ rotation: 0, crop: null })
  await picture().click()
  const again = await open()
  await again.getByRole('button', { name: 'Left' }).click()
  await press('Escape')
  await expect.poll(() => again.count()).toBe(0)
  expect(await attrs()).toMatchObject({ rotation: 0, crop: null })
})

test('a picture dropped onto a photo replaces it, and caption, credit and size stay', async () => {
  await insertPhoto(900, 600)
  await picture().click()
  await galley.page.getByRole('toolbar').getByRole('button', { name: 'Wide' }).click()
  await press('Tab')
  await type('Gulls')
  await press('Tab')
  await type('KBC')
  await expect
    .poll(async () => (await savedBlocks())[0]?.attrs)
    .toMatchObject({ credit: 'KBC', size: 'wide' })
  await picture().evaluate(async (dom) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 50, height: 40 })
    const blob = await new Promise<Blob | null>((done) => {
      canvas.toBlob(done)
    })
    const dataTransfer = new DataTransfer()
    if (blob !== null) dataTransfer.items.add(new File([blob], 'new.png', { type: 'image/png' }))
    for (const name of ['dragover', 'drop'])
      dom.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }))
  })
  await expect
    .poll(async () => (await savedBlocks())[0]?.attrs)
    .toMatchObject({ width: 50, height: 40, credit: 'KBC', size: 'wide' })
  expect(await galley.page.locator('.figure-content').textContent()).toBe('Gulls')
  await press('ControlOrMeta+z')
  await expect.poll(async () => (await savedBlocks())[0]?.attrs).toMatchObject({ width: 900, credit: 'KBC' })
})
