import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { outline, parseArticle } from '../../../src/article/index.ts'
import { giveBack, shareBrowser } from '../rig/sharedBrowser.ts'
import { articlesIn, FIXTURES, Galley } from '../rig/galley.ts'
import { startHost, type Host, type SavedFile } from '../rig/host.ts'

let browser: Browser
let folder = ''
let hosts: Host[] = []

beforeAll(async () => {
  browser = await shareBrowser()
})

afterAll(async () => {
  await giveBack(browser)
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-e2e-'))
})

afterEach(async () => {
  for (const host of hosts) await host.stop()
  hosts = []
  await rm(folder, { recursive: true, force: true })
})

async function openGalley(library: string): Promise<Galley> {
  const host = await startHost(join(folder, library), join(folder, `${library}-settings`))
  hosts.push(host)
  return Galley.open(browser, host, { acceptDownloads: true })
}

async function choose(galley: Galley, item: RegExp): Promise<void> {
  await galley.page.getByRole('button', { name: /^Library folder/ }).click()
  await galley.page.getByRole('menuitem', { name: item }).click()
}

async function importLibrary(galley: Galley, item: RegExp, path: string): Promise<void> {
  const chooser = galley.page.waitForEvent('filechooser')
  await choose(galley, item)
  await (await chooser).setFiles(path)
}

/** What each article of a library is made of, whatever its draft is called. */
async function contents(library: string): Promise<string[]> {
  const files = [...(await articlesIn(join(folder, library))).values()]
  return files.map((file) => JSON.stringify(outline(parseArticle(file)))).sort()
}

/** Backs up the library of the host that was started last. */
async function backUp(galley: Galley): Promise<SavedFile> {
  await choose(galley, /^Back up/)
  const dialog = galley.page.getByRole('dialog', { name: 'Back up the library' })
  await dialog.getByText(/is ready/).waitFor()
  const host = hosts.at(-1)
  if (host === undefined) throw new Error('no host runs')
  return host.savedBy(galley.page, () => dialog.getByRole('button', { name: 'Save as…' }).click())
}

test('backs up a library as one zip and restores it into another, without duplicating drafts that are there already', async () => {
  const galley = await openGalley('first')
  for (const name of ['tea-at-midnight.txt', 'lighthouse-ko.txt'])
    await galley.importFile(join(FIXTURES, name))
  await expect.poll(() => galley.drafts.count()).toBe(2)
  await galley.waitUntilSaved()
  const zip = join(folder, 'backup.zip')
  // A browser deletes its downloads with the page.
  await copyFile((await backUp(galley)).path, zip)
  await galley.close()

  const other = await openGalley('second')
  await importLibrary(other, /^Restore backup/, zip)
  const dialog = other.page.getByRole('dialog', { name: 'Import drafts' })
  await dialog.getByText(/^2 drafts imported\.$/).waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => other.drafts.count()).toBe(2)
  expect(await contents('second')).toEqual(await contents('first'))

  await importLibrary(other, /^Restore backup/, zip)
  await dialog.getByText(/^0 drafts imported\. 2 files left out\.$/).waitFor()
  expect(await dialog.getByRole('listitem').count()).toBe(2)
  await dialog.getByRole('button', { name: 'Close' }).click()
  expect((await articlesIn(join(folder, 'second'))).size).toBe(2)
  await other.close()
})

test('imports a folder of Markdown, and says why a file could not be read', async () => {
  const from = join(folder, 'notes')
  await mkdir(from)
  await writeFile(join(from, 'one.md'), '# The first note\n\nWith a paragraph.\n')
  await writeFile(join(from, 'two.md'), '---\ntitle: The second note\n---\n\n**Mina**: “Hello.”\n')
  await writeFile(join(from, 'broken.json'), '{"format":')
  const galley = await openGalley('library')
  await importLibrary(galley, /^Import folder/, from)
  const dialog = galley.page.getByRole('dialog', { name: 'Import drafts' })
  await dialog.getByText(/^2 drafts imported\. 1 file left out\.$/).waitFor()
  expect(await dialog.getByRole('listitem').textContent()).toContain('broken.json')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect
    .poll(() => galley.drafts.allTextContents())
    .toEqual(
      expect.arrayContaining([
        expect.stringContaining('The first note'),
        expect.stringContaining('The second note'),
      ]),
    )
  await galley.close()
})
