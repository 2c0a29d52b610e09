import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveBack, shareBrowser } from '../rig/sharedBrowser.ts'
import { SIZES } from '../shots/stage.ts'
import { Tour } from '../shots/tour.ts'

/** Visits that follow one another: one goes on in the page of another only if nothing was left there. */

let browser: Browser
let tour: Tour

beforeAll(async () => {
  browser = await shareBrowser()
  tour = new Tour(browser)
})
afterAll(async () => {
  await tour.end()
  await giveBack(browser)
})

/** Visits an empty library. Returns true if an earlier visit was in the same document. */
const goesOn = (act: (page: Page) => Promise<unknown>): Promise<boolean> =>
  tour.visit({ name: '', draft: null }, { photo: new Uint8Array(), ...SIZES['1440'] }, async (page) => {
    const isMarked = await page.evaluate(() => 'mark' in window)
    await page.evaluate(() => Object.assign(window, { mark: true }))
    await act(page)
    return isMarked
  })

test('goes on in a page where nothing is left, and only there', async () => {
  const openSettings = async (page: Page): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+,')
    await page.getByRole('dialog', { name: 'Settings' }).waitFor()
  }
  expect(await goesOn(openSettings)).toBe(false)
  expect(await goesOn((page) => page.getByRole('button', { name: 'Hide the library' }).click())).toBe(true)
  expect(await goesOn(() => Promise.resolve())).toBe(false)
  await expect(goesOn(() => Promise.reject(new Error('a step failed')))).rejects.toThrow('a step failed')
  expect(await goesOn(() => Promise.resolve())).toBe(false)
})
