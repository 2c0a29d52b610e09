import { join } from 'node:path'
import { expect, test } from 'vitest'
import { articlesIn, FIXTURES, type Galley } from './rig/galley.ts'
import type { Host } from './rig/host.ts'
import { testSession } from './rig/session.ts'

let library = ''
let host: Host
let galley: Galley

testSession(
  'history',
  async (opened) => {
    ;({ library, host, galley } = opened)
    await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
    await galley.field('Headline').filter({ hasText: 'Burn The Kettle' }).waitFor()
  },
  { acceptDownloads: true },
)

/** Adds to the end of a line of the article. */
async function typeAfter(after: string, text: string): Promise<void> {
  await galley.setCaretAfter(after)
  await galley.page.keyboard.type(text)
}

test('compares a named version word by word, restores it, and keeps the version it replaced', async () => {
  await galley.page.getByRole('tab', { name: 'History' }).click()
  await galley.page.getByRole('textbox', { name: 'Name this version' }).fill('As it came')
  await galley.page.keyboard.press('Enter')
  const named = galley.page.getByRole('button', { name: /As it came/ })
  await named.waitFor()

  await typeAfter('Nobody panic', ' Then somebody did.')
  await galley.waitUntilSaved()
  await named.click()
  const dialog = galley.page.getByRole('dialog', { name: 'As it came' })
  await dialog.locator('ins').filter({ hasText: 'Then somebody did.' }).waitFor()
  // The next key must not rename the version.
  await galley.page.keyboard.type('x')
  expect(await dialog.getByRole('textbox', { name: 'Name of this version' }).inputValue()).toBe('As it came')
  await dialog.getByRole('button', { name: 'Restore this version' }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => galley.field('Article body').textContent()).not.toContain('Then somebody did.')
  await galley.waitUntilSaved()
  const [file] = [...(await articlesIn(library)).values()]
  expect(file).not.toContain('Then somebody did.')

  // What was there before is in the history, and one undo away.
  await galley.page
    .getByRole('button', { name: /Restored/ })
    .first()
    .waitFor()
  await galley.setCaretAfter('Nobody panic')
  await galley.page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => galley.field('Article body').textContent()).toContain('Then somebody did.')
})

test('restores a single block and keeps the other changes', async () => {
  await galley.page.getByRole('tab', { name: 'History' }).click()
  await galley.page.getByRole('textbox', { name: 'Name this version' }).fill('First')
  await galley.page.keyboard.press('Enter')
  await galley.page.getByRole('button', { name: /First/ }).waitFor()
  await typeAfter('The next diary is due on Friday', ' STAYS')
  await typeAfter('It starts with an argument', ' GOES')
  await galley.waitUntilSaved()
  await galley.page.getByRole('button', { name: /First/ }).click()
  const dialog = galley.page.getByRole('dialog', { name: 'First' })
  await dialog
    .getByRole('listitem')
    .filter({ hasText: 'GOES' })
    .getByRole('button', { name: 'Restore', exact: true })
    .click()
  // The comparison stays open and shows what is left.
  await expect.poll(() => dialog.getByRole('list', { name: 'Changes' }).textContent()).not.toContain('GOES')
  await galley.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  const text = await galley.field('Article body').textContent()
  expect(text).not.toContain('GOES')
  expect(text).toContain('STAYS')
})

test('records a version for an export, but not for a preview', async () => {
  await galley.waitUntilSaved()
  await galley.page.getByRole('tab', { name: 'History' }).click()
  const exported = galley.page.getByRole('button', { name: /Exported/ })
  const dialog = galley.page.getByRole('dialog', { name: 'Export' })
  for (const form of [/^Markdown/, /^Web page/]) {
    await galley.button('Export').click()
    await dialog.getByRole('radio', { name: form }).first().click()
    await dialog.getByText(/issues? to check first/).waitFor()
    await galley.page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
  // A version of another kind that comes after tells that the list is what it is.
  await galley.page.getByRole('textbox', { name: 'Name this version' }).fill('Looked at')
  await galley.page.keyboard.press('Enter')
  await galley.page.getByRole('button', { name: /Looked at/ }).waitFor()
  expect(await exported.count()).toBe(0)
  await galley.button('Export').click()
  await dialog.getByText(/issues? to check first/).waitFor()
  await host.savedBy(galley.page, () => dialog.getByRole('button', { name: 'Save as…' }).click())
  await exported.first().waitFor()
  expect(await exported.count()).toBe(1)
})
