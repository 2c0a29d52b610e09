import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { giveBack, shareBrowser } from './rig/sharedBrowser.ts'
import { articlesIn } from './rig/galley.ts'
import { SETTINGS_FILE, startHost, type Host } from './rig/host.ts'

let browser: Browser
let folder: string
let host: Host
let page: Page

beforeAll(async () => {
  browser = await shareBrowser()
})
afterAll(async () => {
  await giveBack(browser)
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-first-'))
  const settings = join(folder, 'settings')
  mkdirSync(settings)
  // Settings of somebody who was not welcomed yet: the rig writes none of its own over them.
  await writeFile(join(settings, SETTINGS_FILE), '{}')
  host = await startHost(join(folder, 'library'), settings)
  page = await host.openPage(browser, { locale: 'en-GB' }, () => undefined)
})
afterEach(async () => {
  await page.context().close()
  await host.stop()
  await rm(folder, { recursive: true, force: true })
})

const pages = (): Locator => page.getByRole('dialog')

describe('the first start', () => {
  test('is left by Escape and not shown again', async () => {
    await page.getByRole('dialog', { name: 'Welcome to Galley' }).waitFor()
    await page.keyboard.press('Escape')
    await pages().waitFor({ state: 'detached' })
    await expect
      .poll(async () => readFile(join(folder, 'settings', SETTINGS_FILE), 'utf8'))
      .toContain('"welcomed": true')
    await page.reload()
    await page.getByRole('button', { name: 'New draft', exact: true }).waitFor()
    expect(await pages().count()).toBe(0)
  })

  test('ends with a sample that is a draft like any other', async () => {
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('Your drafts stay on this computer').waitFor()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Open sample' }).click()
    await page
      .getByRole('textbox', { name: 'Headline' })
      .filter({ hasText: 'The Last Piano Tuner' })
      .waitFor()
    await expect.poll(async () => (await articlesIn(join(folder, 'library'))).size).toBe(1)
  })
})
