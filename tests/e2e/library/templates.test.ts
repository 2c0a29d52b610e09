import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { launch } from '../rig/browser.ts'
import { Galley } from '../rig/galley.ts'
import { startHost, type Host } from '../rig/host.ts'

let browser: Browser
let folder = ''
let host: Host
let galley: Galley

beforeAll(async () => {
  browser = await launch(inject('browser'))
})

afterAll(async () => {
  await browser.close()
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-e2e-'))
  host = await startHost(join(folder, 'library'), join(folder, 'settings'))
  galley = await Galley.open(browser, host)
})

afterEach(async () => {
  await host.stop()
  await rm(folder, { recursive: true, force: true })
})

async function choose(item: string): Promise<void> {
  await galley.button('New draft from a template').click()
  await galley.page.getByRole('menuitem', { name: item }).click()
}

test('begins a draft from a template, saves it as one, and begins another from that', async () => {
  const { page } = galley
  await choose('Interview')
  await galley.field('Article body').getByText('[An easy question to begin with]').waitFor()
  await galley.field('Headline').click()
  await page.keyboard.type('Eight Questions')
  await galley.drafts.filter({ hasText: 'Eight Questions' }).waitFor()
  await choose('Save this draft as a template')
  await page.getByText('“Eight Questions” is a template now.').waitFor()
  expect(await galley.drafts.count()).toBe(1)

  await choose('Eight Questions')
  await expect.poll(() => galley.drafts.count()).toBe(2)
  await choose('Manage templates…')
  const dialog = page.getByRole('dialog', { name: 'Templates' })
  await dialog.getByRole('button', { name: 'Rename “Eight Questions”' }).click()
  await dialog.getByRole('textbox').fill('Nine Questions')
  await dialog.getByRole('textbox').press('Enter')
  await dialog.getByRole('button', { name: 'Move “Nine Questions” to the trash' }).click()
  await dialog.getByText('No templates of your own yet.').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  expect(await galley.drafts.count()).toBe(2)
  await galley.close()
})
