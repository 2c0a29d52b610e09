import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { FIXTURES, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let galley: Galley

testSession('find', (opened) => {
  ;({ galley } = opened)
})

beforeEach(async () => {
  await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
  await galley.field('Headline').filter({ hasText: 'Burn The Kettle' }).waitFor()
  await galley.waitUntilSaved()
})

const bar = (): Locator => galley.page.getByRole('search', { name: 'Find in the article' })
const count = async (): Promise<string> => (await bar().getByRole('status').textContent()) ?? ''

test('finds text and names, moves from match to match, and leaves the caret at the last one', async () => {
  await galley.field('Article body').click()
  await galley.page.keyboard.press('Control+f')
  await bar().getByRole('textbox', { name: 'Find' }).fill('harrow')
  await expect.poll(count).toMatch(/^\d+ of \d+$/)
  const all = Number(/\d+$/.exec(await count())?.[0])
  expect(all).toBeGreaterThan(3)
  const before = await count()
  await galley.page.keyboard.press('Enter')
  await expect.poll(count).not.toBe(before)
  await galley.page.keyboard.press('Shift+Enter')
  await expect.poll(count).toBe(before)
  expect(await galley.page.locator('.find-match, .find-block').count()).toBe(all)
  await galley.page.keyboard.press('Escape')
  expect(await bar().count()).toBe(0)
  expect(await galley.page.locator('.find-match, .find-block').count()).toBe(0)
  expect(await galley.page.evaluate(() => document.activeElement?.closest('.article') !== null)).toBe(true)
})

test('replaces all matches in one undo step', async () => {
  const article = galley.page.locator('.article')
  await galley.field('Article body').click()
  const before = await article.textContent()
  await galley.page.keyboard.press('Control+h')
  await bar().getByRole('textbox', { name: 'Find' }).fill('kettle')
  await bar().getByRole('textbox', { name: 'Replace with' }).fill('samovar')
  await galley.button('Replace all').click()
  await expect.poll(() => article.textContent()).not.toMatch(/kettle/i)
  expect(await count()).toBe('Not found')
  await galley.page.keyboard.press('Escape')
  await galley.page.keyboard.press('Control+z')
  await expect.poll(() => article.textContent()).toBe(before)
})

test('goes from Find to Replace by Tab, and offers to rename a person whose name was replaced', async () => {
  await galley.field('Article body').click()
  await galley.page.keyboard.press('Control+h')
  await bar().getByRole('textbox', { name: 'Find' }).fill('Mina Solis')
  await galley.page.keyboard.press('Tab')
  await galley.page.keyboard.type('Minna Solis')
  await galley.page.keyboard.press('Tab')
  expect(
    await bar()
      .getByRole('button', { name: 'Match case' })
      .evaluate((dom) => dom === document.activeElement),
  ).toBe(true)
  await galley.page.getByRole('tab', { name: 'Cast' }).click()
  const cast = galley.page.getByRole('list', { name: 'Cast' })
  const names = (): Promise<string[]> =>
    cast
      .getByRole('textbox')
      .evaluateAll((fields) =>
        fields.flatMap((field) =>
          field instanceof HTMLInputElement && !field.matches('.small') ? [field.value] : [],
        ),
      )
  const before = await names()
  expect(before).toContain('Mina Solis')
  await bar().getByRole('button', { name: 'Replace all' }).click()
  await galley.page.getByRole('button', { name: 'Rename the person to Minna Solis' }).click()
  const after = before.map((name) => (name === 'Mina Solis' ? 'Minna Solis' : name))
  await expect.poll(names).toEqual(after)
  await galley.field('Article body').click()
  await galley.nextFrames()
  await galley.page.keyboard.press('Control+z')
  await galley.page.locator('.turn[data-speaker="Mina Solis"]').first().waitFor()
  await expect.poll(names).toEqual(before)
})

test('stops a pattern that takes too long, and the page stays responsive', async () => {
  await galley.field('Headline').click()
  await galley.page.keyboard.press('End')
  await galley.page.keyboard.type(` ${'a'.repeat(60)}!`)
  await galley.page.keyboard.press('Control+f')
  await galley.button('Regular expression').click()
  await bar().getByRole('textbox', { name: 'Find' }).fill('(a+)+$')
  await bar().getByRole('alert').filter({ hasText: 'takes too long' }).waitFor()
  await bar().getByRole('textbox', { name: 'Find' }).fill('a{60}!')
  await expect.poll(count).toBe('1 of 1')
})

test('shows a dialogue from the outline, and marks the caret’s place in the outline', async () => {
  const rows = galley.page.getByRole('list', { name: 'Outline' }).getByRole('button')
  await rows.filter({ hasText: 'Mrs. Abel' }).click()
  await galley.page.keyboard.type('Well. ')
  await galley
    .field('Article body')
    .getByText(/Well\. .It has seen worse/)
    .waitFor()
  const current = galley.page.locator('[aria-current="location"]')
  await expect.poll(() => current.textContent()).toContain('Mrs. Abel')
  await galley.page.keyboard.press('Control+a')
  await galley.page.getByText(/^\d+ words selected$/).waitFor()
})
