import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { FIXTURES, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let galley: Galley

testSession('series', async (opened) => {
  ;({ galley } = opened)
  for (const [index, name] of ['tea-at-midnight.txt', 'lighthouse-ko.txt', 'night-ferry.txt'].entries()) {
    await galley.importFile(join(FIXTURES, name))
    await expect.poll(() => galley.drafts.count()).toBe(index + 1)
  }
})

const KETTLE = 'Burn The Kettle'
const LIGHTHOUSE = '등대'
const FERRY = 'Night Ferry'

const row = (title: string): Locator => galley.drafts.filter({ hasText: title })

/** The titles' numbers and beginnings, in the order in which they stand on the screen. */
async function order(): Promise<string[]> {
  const rows = await galley.drafts.evaluateAll((all) =>
    all
      .map((each) => ({ top: each.getBoundingClientRect().top, text: each.textContent }))
      .sort((one, other) => one.top - other.top)
      .map(({ text }) => text),
  )
  return rows.map((text) => {
    const name = [KETTLE, LIGHTHOUSE, FERRY].find((title) => text.includes(title)) ?? text
    return `${/^\s*(\d?)/.exec(text)?.[1] ?? ''} ${name}`
  })
}

/** Tags all three drafts and makes the tag a series with a description. */
async function makeSeries(): Promise<void> {
  const { page } = galley
  await galley.drafts.first().getByRole('button').first().focus()
  await page.keyboard.press('ControlOrMeta+a')
  await galley.button('Tags…').click()
  await page.getByRole('textbox', { name: 'New tags' }).fill('harbour')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Tag: all' }).click()
  await page.getByRole('menuitemradio', { name: 'harbour' }).click()
  // The drafts are tagged one after the other.
  await expect.poll(() => galley.drafts.count()).toBe(3)
  await page.getByRole('button', { name: 'Tag: harbour' }).click()
  await page.getByRole('menuitem', { name: 'Make “harbour” a series…' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('Three nights.\nBy the water.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('region', { name: 'Series “harbour”' }).getByText('By the water.').waitFor()
}

test('makes a series, orders it by keys and by drag, and shows it so after a reload', async () => {
  const { page } = galley
  await makeSeries()
  await expect.poll(order).toEqual([`1 ${KETTLE}`, `2 ${LIGHTHOUSE}`, `3 ${FERRY}`])
  await row(FERRY).getByRole('button').first().focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(order).toEqual([`1 ${KETTLE}`, `2 ${FERRY}`, `3 ${LIGHTHOUSE}`])
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(order).toEqual([`1 ${FERRY}`, `2 ${KETTLE}`, `3 ${LIGHTHOUSE}`])
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[role=row]')?.textContent))
    .toContain(FERRY)

  // By its number, over the last row's lower half.
  const handle = await row(FERRY).locator('.draft-place').boundingBox()
  const last = await row(LIGHTHOUSE).boundingBox()
  if (handle === null || last === null) throw new Error('the rows are not in sight')
  await page.mouse.move(handle.x + 10, handle.y + 20)
  await page.mouse.down()
  await page.mouse.move(handle.x + 20, handle.y + 60)
  await page.mouse.move(last.x + 40, last.y + last.height - 8, { steps: 4 })
  await row(LIGHTHOUSE).and(page.locator('.drop-after')).waitFor()
  await page.mouse.up()
  const dragged = [`1 ${KETTLE}`, `2 ${LIGHTHOUSE}`, `3 ${FERRY}`]
  await expect.poll(order).toEqual(dragged)
  // Escape leaves everything where it is.
  await page.mouse.move(handle.x + 10, handle.y + 20)
  await page.mouse.down()
  await page.mouse.move(last.x + 40, last.y + last.height - 8, { steps: 4 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await order()).toEqual(dragged)

  await page.reload()
  await page.getByRole('button', { name: 'Tag: all' }).click()
  await page.getByRole('menuitemradio', { name: 'harbour' }).click()
  await page.getByText('By the water.').waitFor()
  await expect.poll(order).toEqual(dragged)
})

test('orders a series in its dialog, renames its tag, and ends it with Undo', async () => {
  const { page } = galley
  await makeSeries()
  await galley.button('Edit the series “harbour”').click()
  const rows = page.getByRole('dialog').getByRole('list', { name: 'Order' }).getByRole('listitem')
  await rows.filter({ hasText: FERRY }).getByRole('button', { name: /up$/ }).click()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => rows.first().textContent()).toContain(FERRY)
  await page.getByRole('textbox', { name: 'Tag', exact: true }).fill('quay')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const head = page.getByRole('region', { name: 'Series “quay”' })
  await head.waitFor()
  // At once, and not when the library is looked at the next time.
  expect(await head.textContent()).toContain('3 drafts')
  const renamed = [`1 ${FERRY}`, `2 ${KETTLE}`, `3 ${LIGHTHOUSE}`]
  await expect.poll(order).toEqual(renamed)

  await galley.button('Edit the series “quay”').click()
  await page.getByRole('button', { name: 'Stop being a series' }).click()
  await page.getByRole('region', { name: 'Series “quay”' }).waitFor({ state: 'detached' })
  await expect.poll(() => galley.drafts.count()).toBe(3)
  await galley.button('Undo').click()
  await page.getByRole('region', { name: 'Series “quay”' }).getByText('By the water.').waitFor()
  await expect.poll(order).toEqual(renamed)
})

test('saves a filter, shows it after a reload and from the palette, and deletes it with Undo', async () => {
  const { page } = galley
  const menu = page.getByRole('button', { name: 'Sort and filter' })
  await page.getByRole('searchbox', { name: 'Search drafts' }).fill('kettle')
  await expect.poll(() => galley.drafts.count()).toBe(1)
  await menu.click()
  await page.getByRole('menuitem', { name: 'Save filter…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Tea')
  await page.keyboard.press('Enter')
  await page.getByText('The filter “Tea” is saved.').waitFor()

  await page.reload()
  await expect.poll(() => galley.drafts.count()).toBe(3)
  await menu.click()
  await page.getByRole('menuitemradio', { name: 'Tea' }).click()
  await expect.poll(() => galley.drafts.count()).toBe(1)
  await page.getByRole('searchbox', { name: 'Search drafts' }).fill('no such words')
  await page.getByText(/^No drafts match/).waitFor()
  await galley.button('Clear filters').click()
  await expect.poll(() => galley.drafts.count()).toBe(3)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('Filter: Tea')
  await page.keyboard.press('Enter')
  await expect.poll(() => galley.drafts.count()).toBe(1)

  await menu.click()
  await page.getByRole('menuitem', { name: 'Manage saved filters…' }).click()
  await galley.button('Delete “Tea”').click()
  await page.getByText('No saved filters yet.').waitFor()
  await galley.button('Undo').click()
  await galley.button('Delete “Tea”').waitFor()
})

test('duplicates a row by its key', async () => {
  await row(KETTLE).getByRole('button').first().focus()
  await galley.page.keyboard.press('ControlOrMeta+d')
  await expect.poll(() => galley.drafts.count()).toBe(4)
})
