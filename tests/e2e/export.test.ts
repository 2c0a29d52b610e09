import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveBack, shareBrowser } from './rig/sharedBrowser.ts'
import { FIXTURES, Galley } from './rig/galley.ts'
import { startHost, type Host } from './rig/host.ts'

let browser: Browser
let folder = ''
let host: Host
let galley: Galley

beforeAll(async () => {
  browser = await shareBrowser()
  folder = await mkdtemp(join(tmpdir(), 'galley-e2e-'))
  host = await startHost(join(folder, 'library'), join(folder, 'settings'))
  galley = await Galley.open(browser, host, {
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
  await galley.field('Headline').filter({ hasText: 'Mina Solis' }).waitFor()
})

afterAll(async () => {
  await galley.close()
  await giveBack(browser)
  await host.stop()
  await rm(folder, { recursive: true, force: true })
})

const GOLDEN = join(import.meta.dirname, '..', 'golden', 'exports')

test.each([
  ['Web page', '.html', 'tea-at-midnight.page.html'],
  ['HTML for a CMS', '.html', 'tea-at-midnight.fragment.html'],
  ['Markdown', '.md', 'tea-at-midnight.portable.md'],
  ['Markdown, structured', '.md', 'tea-at-midnight.structured.md'],
])('%s leaves as the golden file says, to a file and to the clipboard', async (label, ending, golden) => {
  await galley.button('Export').click()
  const dialog = galley.page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: label, exact: true }).click()
  await dialog.getByText(/issues? to check first/).waitFor()

  await dialog.getByRole('button', { name: 'Copy code' }).click()
  await galley.page.getByText('Copied.').waitFor()
  const copied = await host.copied(galley.page)
  await expect(copied).toMatchFileSnapshot(join(GOLDEN, golden))

  const file = await host.savedBy(galley.page, () => dialog.getByRole('button', { name: 'Save as…' }).click())
  expect(file.name).toMatch(/^mina-solis-and-jun-harrow/)
  expect(file.name.endsWith(ending)).toBe(true)
  expect(await readFile(file.path, 'utf8')).toBe(copied)
  await dialog.waitFor({ state: 'detached' })
})

test('shows readers’ page in the preview, without scripts, each time the preview opens', async () => {
  for (let time = 0; time < 8; time++) {
    await galley.button('Preview').click()
    const page = galley.page.frameLocator('iframe[title="The page as readers see it"]')
    await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Burn The Kettle' }).waitFor()
    await galley.page.keyboard.press('Escape')
    await galley.page.getByRole('dialog').waitFor({ state: 'detached' })
  }
})

test('copies formatted text and plain text for a CMS, with the fields that are ticked', async () => {
  await galley.button('Export').click()
  const dialog = galley.page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: 'HTML for a CMS', exact: true }).click()
  await dialog.getByRole('checkbox', { name: 'Headline' }).uncheck()
  await dialog.getByRole('button', { name: 'Copy for a CMS' }).click()
  await galley.page.getByText(/^Copied as formatted text/).waitFor()
  const { text, html } = await host.copiedRich(galley.page)
  expect(text).toContain('I would rather drink the rain.')
  expect(html).toContain('<b class="speaker">')
  for (const copied of [text, html]) expect(copied).not.toContain('Burn The Kettle')
  await galley.page.keyboard.press('Escape')
})

test('shows code as high as the dialog', async () => {
  await galley.button('Export').click()
  const dialog = galley.page.getByRole('dialog', { name: 'Export' })
  await dialog.getByRole('radio', { name: 'Markdown', exact: true }).click()
  const code = dialog.locator('.sheet-code')
  await code.waitFor()
  const [shown, whole] = await Promise.all([code.boundingBox(), dialog.boundingBox()])
  expect((shown?.height ?? 0) / (whole?.height ?? 1)).toBeGreaterThan(0.8)
  await galley.page.keyboard.press('Escape')
})
