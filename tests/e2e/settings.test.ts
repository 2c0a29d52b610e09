import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FIXTURES, type Galley } from './rig/galley.ts'
import type { Host } from './rig/host.ts'
import { testSession } from './rig/session.ts'

let host: Host
let galley: Galley

testSession(
  'settings',
  async (opened) => {
    ;({ host, galley } = opened)
    await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
    await galley.field('Headline').filter({ hasText: 'Burn The Kettle' }).waitFor()
  },
  { acceptDownloads: true },
)

test('settings and help are reached by keys from the foot of the library, and the desk follows at once', async () => {
  const { page } = galley
  await galley.button('Settings').focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  const width = (): Promise<number> => page.locator('.article').evaluate((dom) => dom.clientWidth)
  await expect.poll(width).toBe(660)
  await dialog.getByLabel('Line length').selectOption('Narrow')
  await expect.poll(width).toBe(560)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await galley.button('Help').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Markdown and dialogue cheat sheet' }).press('Enter')
  await page.getByRole('dialog', { name: 'Markdown and dialogue cheat sheet' }).waitFor()
})

test('the slug follows a typed headline, and what is written for search engines leaves in the head of the page', async () => {
  const { page } = galley
  await page.getByRole('button', { name: 'Address and search' }).click()
  const slug = page.getByRole('textbox', { name: 'Slug' })
  expect(await slug.inputValue()).toMatch(/^mina-solis-and-jun-harrow-burn/)
  await galley.field('Headline').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('A kettle')
  await expect.poll(() => slug.inputValue()).toBe('a-kettle')

  await page.getByRole('textbox', { name: 'Title in search results' }).fill('A kettle, explained')
  await page.getByRole('textbox', { name: 'Description in search results' }).fill('Why it burned.')
  await page.keyboard.press('Tab')
  await galley.button('Export').click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: 'Web page', exact: true }).click()
  const { path } = await host.savedBy(page, () => dialog.getByRole('button', { name: 'Save as…' }).click())
  const html = await readFile(path, 'utf8')
  expect(html).toContain('<title>A kettle, explained</title>')
  expect(html).toContain('<meta name="description" content="Why it burned.">')
})
