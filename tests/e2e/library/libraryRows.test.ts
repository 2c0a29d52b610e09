import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { articlesIn, FIXTURES, Galley } from '../rig/galley.ts'
import type { Host } from '../rig/host.ts'
import { testSession } from '../rig/session.ts'

let browser: Browser
let library = ''
let host: Host
let galley: Galley

testSession('libraryRows', async (opened) => {
  ;({ browser, library, host, galley } = opened)
  for (const [index, name] of ['tea-at-midnight.txt', 'lighthouse-ko.txt', 'night-ferry.txt'].entries()) {
    await galley.importFile(join(FIXTURES, name))
    await expect.poll(() => galley.drafts.count()).toBe(index + 1)
  }
})

const row = (title: string): Locator => galley.drafts.filter({ hasText: title })
const titles = (): Promise<string[]> => galley.drafts.locator('.draft-title').allTextContents()
const focusedRow = (): Promise<string> =>
  galley.page.evaluate(() => document.activeElement?.closest('[role=row]')?.textContent ?? '')

/** The metadata of the articles on the disk, by the beginning of their headlines. */
async function onDisk(title: string): Promise<string> {
  const all = [...(await articlesIn(library)).values()]
  return all.find((text) => text.includes(title)) ?? ''
}

test('renames, duplicates and sets the state of a closed draft from its context menu, by pointer and by keys', async () => {
  const { page } = galley
  // The draft in sight is another one; the menu key opens the same menu.
  await row('Burn The Kettle').getByRole('button').first().focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  const field = page.getByRole('textbox', { name: 'Headline of the draft' })
  await field.fill('The Kettle, Again')
  await field.press('Enter')
  await row('The Kettle, Again').waitFor()
  await expect.poll(focusedRow).toContain('The Kettle, Again')
  await expect.poll(() => onDisk('The Kettle, Again')).not.toBe('')

  await galley.chooseForRow(row('The Kettle, Again'), 'State')
  await page.getByRole('menuitemradio', { name: 'Ready' }).click()
  await row('The Kettle, Again').filter({ hasText: 'Ready' }).waitFor()
  expect(await onDisk('The Kettle, Again')).toContain('"state": "ready"')

  await galley.chooseForRow(row('The Kettle, Again'), 'Duplicate')
  await row('The Kettle, Again (2)').filter({ hasText: 'Draft' }).waitFor()
  await expect.poll(() => galley.drafts.count()).toBe(4)
  await expect.poll(focusedRow).toContain('The Kettle, Again')

  await row('The Kettle, Again (2)').hover()
  await row('The Kettle, Again (2)')
    .getByRole('button', { name: /^More for/ })
    .click()
  await page.keyboard.press('Escape')
  await expect.poll(focusedRow).toContain('The Kettle, Again (2)')
})

test('renames the open draft as a step that undo takes back', async () => {
  const headline = galley.field('Headline')
  await headline.filter({ hasText: 'Night Ferry' }).waitFor()
  await row('Night Ferry').getByRole('button').first().focus()
  await galley.page.keyboard.press('F2')
  await galley.page.getByRole('textbox', { name: 'Headline of the draft' }).fill('The Other Ferry')
  await galley.page.keyboard.press('Enter')
  await headline.filter({ hasText: 'The Other Ferry' }).waitFor()
  await row('The Other Ferry').waitFor()
  await headline.click()
  await galley.page.keyboard.press('ControlOrMeta+z')
  await headline.filter({ hasText: 'Letters From The Night Ferry' }).waitFor()
})

test('selects several drafts, tags them, moves them to the trash, and brings all of them back by Undo', async () => {
  const { page } = galley
  const before = (await titles()).toSorted()
  await row('Burn The Kettle')
    .getByRole('button')
    .first()
    .click({ modifiers: ['ControlOrMeta'] })
  await row('Night Ferry')
    .getByRole('button')
    .first()
    .click({ modifiers: ['ControlOrMeta'] })
  const bar = page.getByRole('toolbar', { name: 'Selected drafts' })
  await bar.getByText('2 selected').waitFor()
  await bar.getByRole('button', { name: 'Tags…' }).click()
  await page.getByRole('textbox', { name: 'New tags' }).fill('spring, tea')
  await page.keyboard.press('Enter')
  await expect.poll(() => onDisk('Burn The Kettle')).toContain('"spring"')
  await expect.poll(() => onDisk('Night Ferry')).toContain('"spring"')

  await galley.drafts.first().getByRole('button').first().focus()
  await page.keyboard.press('ControlOrMeta+a')
  await bar.getByText('3 selected').waitFor()
  await page.keyboard.press('Escape')
  await bar.waitFor({ state: 'detached' })
  await page.keyboard.press('Home')
  // Keys that come faster than the rows are drawn, as while one is held on a busy machine.
  await page.evaluate(() => {
    const init = { key: 'ArrowDown', shiftKey: true, bubbles: true, cancelable: true }
    for (let pressed = 0; pressed < 2; pressed += 1)
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', init))
  })
  await bar.getByText('3 selected').waitFor()
  await page.keyboard.press('Delete')
  await expect.poll(() => galley.drafts.count()).toBe(0)
  expect((await articlesIn(library)).size).toBe(0)
  await page.getByText('3 drafts are in the trash.').waitFor()
  await galley.button('Undo').click()
  await expect.poll(async () => (await titles()).toSorted()).toEqual(before)
})

test('leaves out a draft that another window writes, and says which', async () => {
  const other = await Galley.open(browser, host)
  await other.drafts.filter({ hasText: 'Burn The Kettle' }).getByRole('button').first().click()
  await other.field('Headline').filter({ hasText: 'Burn The Kettle' }).waitFor()
  await galley.drafts.first().getByRole('button').first().focus()
  await galley.page.keyboard.press('ControlOrMeta+a')
  await galley.button('Set the state').click()
  await galley.page.getByRole('menuitem', { name: 'Published' }).click()
  await galley.page
    .getByText(/1 of 3 drafts was not changed: “.*Kettle.*” \(open in another window of Galley\)\./)
    .waitFor()
  expect(await onDisk('Burn The Kettle')).toContain('"state": "draft"')
  expect(await onDisk('Night Ferry')).toContain('"state": "published"')
  await other.close()
})
