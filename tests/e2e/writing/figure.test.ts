import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { parseArticle } from '../../../src/article/index.ts'
import { iptc, jpeg } from '../../desk/pictures.ts'
import { articlesIn, type Galley } from '../rig/galley.ts'
import type { Host } from '../rig/host.ts'
import { testSession } from '../rig/session.ts'

let folder = ''
let library = ''
let galley: Galley
let host: Host

testSession('figure', (opened) => {
  ;({ folder, library, galley, host } = opened)
})

beforeEach(async () => {
  await galley.button('New draft').click()
  await galley.field('Article body').click()
})

const press = (key: string): Promise<void> => galley.page.keyboard.press(key, { delay: 12 })
const type = (text: string): Promise<void> => galley.page.keyboard.type(text, { delay: 12 })
const figure = () => galley.page.locator('.figure')

/** A photo by the slash menu, with a caption. */
async function insertPhoto(caption: string): Promise<void> {
  await type('/photo')
  await galley.page.getByRole('option', { name: /^Photo\b/ }).waitFor()
  await press('Enter')
  await figure().waitFor()
  await type(caption)
}

/** What the photo is on the disk. */
async function savedFigure(): Promise<{ caption: string; [attribute: string]: unknown }> {
  await galley.waitUntilSaved()
  const [file = ''] = [...(await articlesIn(library)).values()]
  const blocks = parseArticle(file).doc.content?.[2]?.content ?? []
  const found = blocks.find(({ type }) => type === 'figure')
  const caption = (found?.content ?? []).map(({ text = '' }) => text).join('')
  return { ...found?.attrs, caption }
}

/** Chooses a file for the photo whose own notes say this. */
async function choose(said: Readonly<Record<string, string>>): Promise<void> {
  const path = join(folder, 'IMG_0001.JPG')
  await writeFile(path, jpeg(30, 20, { segments: [iptc(said)] }))
  const chooser = galley.page.waitForEvent('filechooser')
  await figure()
    .getByRole('button', { name: /choose one/ })
    .click()
  await (await chooser).setFiles(path)
  await figure().and(galley.page.locator('[data-waiting="false"]')).waitFor()
}

const IPTC_NOTES = { '2:120': 'Two gulls on a pier', '2:80': 'Kim Min-ho', '2:110': 'JTBC' }

test('offers a photo’s own caption and credit, and fills them in when the writer accepts', async () => {
  await insertPhoto('')
  await choose(IPTC_NOTES)
  const offer = figure().getByRole('button', { name: /Two gulls on a pier \| Kim Min-ho\/JTBC/ })
  await offer.waitFor()
  expect(await savedFigure()).toMatchObject({ caption: '', credit: '', alt: '', width: 30, height: 20 })
  await offer.press('Enter')
  await expect
    .poll(savedFigure)
    .toMatchObject({ caption: 'Two gulls on a pier', credit: 'Kim Min-ho/JTBC', alt: '' })
  await expect.poll(() => offer.count()).toBe(0)
})

test('moves the focus to the caption when the button that chose the photo disappears', async () => {
  await insertPhoto('')
  await choose({})
  await type('Mina')
  await expect.poll(savedFigure).toMatchObject({ caption: 'Mina', width: 30 })
})

test('shows the hint in the caption’s line, below the photo, as long as the caption is empty', async () => {
  await insertPhoto('')
  await choose({})
  await figure().and(galley.page.locator('.has-no-words')).waitFor()
  const top = async (part: string): Promise<number> =>
    (await figure()
      .locator(part)
      .boundingBox()
      .then((box) => box?.y)) ?? NaN
  const places = [await top('.figure-frame'), await top('.figure-content'), await top('.figure-fields')]
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  const empty = await figure().boundingBox()
  await type('Mina')
  await expect.poll(() => figure().getAttribute('class')).not.toContain('has-no-words')
  expect((await figure().boundingBox())?.height).toBeCloseTo(empty?.height ?? 0, 0)
})

test('offers in its menu only what a photo can become', async () => {
  await insertPhoto('Mina')
  await press('Alt+Enter')
  await galley.page.getByRole('menuitem', { name: /Duplicate block/ }).waitFor()
  expect(await galley.page.getByRole('menuitem', { name: 'Turn into' }).count()).toBe(0)
})

test('does not replace a caption that the writer wrote', async () => {
  await insertPhoto('Mina, Jun')
  await choose(IPTC_NOTES)
  await figure()
    .getByRole('button', { name: /Fill in from the file: Kim Min-ho\/JTBC/ })
    .click()
  await expect.poll(savedFigure).toMatchObject({ caption: 'Mina, Jun', credit: 'Kim Min-ho/JTBC' })
})

test('saves alt text while its field has the focus, and does not copy it to the caption', async () => {
  await insertPhoto('Mina, Jun')
  await choose({})
  expect(await savedFigure()).toMatchObject({ caption: 'Mina, Jun', alt: '', decorative: false })
  await figure().getByLabel('Alt text').fill('Two people in a boat ')
  await expect.poll(savedFigure).toMatchObject({ caption: 'Mina, Jun', alt: 'Two people in a boat' })
  // What comes back from the article leaves the space that the next word needs.
  expect(await figure().getByLabel('Alt text').inputValue()).toBe('Two people in a boat ')
  await figure().getByLabel('Decorative').check()
  await expect.poll(savedFigure).toMatchObject({ decorative: true })
})

test('excludes names of the cast from the spelling checker, but no other words', async () => {
  await type('Mina: "Who has Zorblax?"')
  await press('Enter')
  await type('Jun')
  await press('Enter')
  await type('"Mina’s got him."')
  const names = () =>
    galley.page
      .locator('.article [spellcheck="false"]:not(input)')
      .evaluateAll((all) => all.map((one) => one.textContent))
  await galley.waitUntilSaved()
  await expect.poll(names).toEqual(host.learnsNames ? [] : ['Mina’s'])
  expect(await galley.page.locator('.article').getAttribute('lang')).toBe('en')
})
