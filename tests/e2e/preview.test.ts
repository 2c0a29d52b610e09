import type { Browser, FrameLocator, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveBack, shareBrowser } from './rig/sharedBrowser.ts'
import { paintPhoto } from './shots/photo.ts'
import { FIRST_PARAGRAPH, setCaretAfter } from './shots/reach.ts'
import { SIZES, visit } from './shots/stage.ts'

let browser: Browser
let photo: Uint8Array

beforeAll(async () => {
  browser = await shareBrowser()
  photo = await paintPhoto(browser)
})

afterAll(async () => {
  await giveBack(browser)
})

/** Opens the recap, which has a photo, in a window and lets somebody look. */
function withRecap(size: '1440' | '720', look: (page: Page) => Promise<void>): Promise<void> {
  return visit(browser, { name: '', draft: 'recap' }, { photo, ...SIZES[size] }, look)
}

const shown = (page: Page): FrameLocator => page.frameLocator('iframe[title="The page as readers see it"]')
const pane = (page: Page): Locator => page.getByRole('region', { name: 'Preview' })
const pick = (page: Page, name: string): Promise<void> =>
  pane(page).getByRole('radio', { name, exact: true }).click()
const inFrame = <Value>(page: Page, read: () => Value): Promise<Value> =>
  shown(page).locator('html').evaluate(read)
const isPhotoDrawn = (page: Page): Promise<boolean> =>
  shown(page)
    .locator('img')
    .first()
    .evaluate((img) => (img as HTMLImageElement).naturalWidth > 0)

test('shows the page at the width of each screen, in either theme and on paper, and remembers it', async () => {
  await withRecap('1440', async (page) => {
    await page.keyboard.press('ControlOrMeta+Shift+P')
    await shown(page).getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => isPhotoDrawn(page)).toBe(true)
    for (const [name, width] of [
      ['Tablet', 768],
      ['Desktop', 1280],
      ['Phone', 390],
    ] as const) {
      await pick(page, name)
      await expect.poll(() => inFrame(page, () => window.innerWidth)).toBe(width)
    }
    const background = (): Promise<string> =>
      inFrame(page, () => getComputedStyle(document.body).backgroundColor)
    expect(await background()).toBe('rgb(253, 252, 249)')
    await pick(page, 'Dark')
    await expect.poll(background).toBe('rgb(25, 24, 21)')
    await pick(page, 'Paper')
    await expect.poll(background).toBe('rgb(255, 255, 255)')
    expect(await inFrame(page, () => window.innerWidth)).toBe(794)
    await page.keyboard.press('ControlOrMeta+Shift+P')
    await pane(page).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await expect.poll(background).toBe('rgb(255, 255, 255)')
  })
})

test('follows what is typed, where the reader has scrolled to, with no picture loaded again', async () => {
  await withRecap('1440', async (page) => {
    await page.keyboard.press('ControlOrMeta+Shift+P')
    await shown(page).getByRole('heading', { level: 1 }).waitFor()
    await setCaretAfter(page, FIRST_PARAGRAPH)
    await inFrame(page, () => {
      Object.assign(document.querySelector('img') ?? {}, { isSame: true })
      window.scrollTo(0, 300)
    })
    await page.keyboard.type(' And then it rained.')
    await shown(page).getByText('And then it rained.').waitFor()
    expect(await inFrame(page, () => window.scrollY)).toBe(300)
    expect(await inFrame(page, () => 'isSame' in (document.querySelector('img') ?? {}))).toBe(true)
    await page.keyboard.press('ControlOrMeta+Z')
    await expect.poll(() => shown(page).getByText('And then it rained.').count()).toBe(0)
  })
})

test('shows HTML for a CMS as a page with its photo, and other forms as text', async () => {
  await withRecap('1440', async (page) => {
    await page.keyboard.press('ControlOrMeta+Shift+P')
    const form = pane(page).getByRole('combobox', { name: 'Form' })
    await form.selectOption({ label: 'HTML for a CMS' })
    await shown(page).getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => isPhotoDrawn(page)).toBe(true)
    await form.selectOption({ label: 'Markdown' })
    await pane(page).getByText('title: Mina Solis').waitFor()
  })
})

test('covers the text of a narrow window, and leaves it as it was by Escape, even from within the page', async () => {
  await withRecap('720', async (page) => {
    await setCaretAfter(page, FIRST_PARAGRAPH)
    const scrolled = (): Promise<number | undefined> =>
      page.evaluate(() => document.querySelector('.page-scroll')?.scrollTop)
    const before = await scrolled()
    for (const place of ['the pane', 'the page']) {
      await page.keyboard.press('ControlOrMeta+Shift+P')
      await shown(page).getByRole('heading', { level: 1 }).waitFor()
      if (place === 'the page') await shown(page).getByRole('heading', { level: 1 }).click()
      await page.keyboard.press('Escape')
      await pane(page).waitFor({ state: 'detached' })
      expect(await scrolled()).toBe(before)
    }
    await page.keyboard.type(' Here.')
    await page.locator('.has-caret', { hasText: FIRST_PARAGRAPH }).filter({ hasText: 'Here.' }).waitFor()
  })
})

test('leads nowhere by a link', async () => {
  await withRecap('1440', async (page) => {
    await page.keyboard.press('ControlOrMeta+Shift+P')
    const link = shown(page).locator('a').first()
    await link.scrollIntoViewIfNeeded()
    const pages = page.context().pages().length
    await link.click()
    expect(await inFrame(page, () => document.location.href)).toBe('about:srcdoc')
    expect(page.context().pages().length).toBe(pages)
    await shown(page).getByRole('heading', { level: 1 }).waitFor()
  })
})
