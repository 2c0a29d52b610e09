import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let galley: Galley

testSession('keys', (opened) => {
  ;({ galley } = opened)
})

const search = (): Locator => galley.page.getByRole('searchbox', { name: 'Search drafts' })
const hasFocus = (found: Locator): Promise<boolean> => found.evaluate((one) => one === document.activeElement)

async function searchHasFocus(): Promise<void> {
  await search().waitFor()
  await expect.poll(() => hasFocus(search())).toBe(true)
}

/** A press of Ctrl and a key, as a keyboard of another layout sends it. */
async function pressCtrl(key: string, code: string): Promise<boolean> {
  return galley.page.evaluate(
    ([typed, place]) =>
      !(document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', {
          ...{ key: typed ?? '', code: place ?? '', ctrlKey: true },
          ...{ bubbles: true, cancelable: true },
        }),
      ),
    [key, code],
  )
}

describe('Ctrl+P moves the focus to the search of drafts', () => {
  test('that is visible, and selects its text', async () => {
    await search().fill('harbour')
    await galley.button('New draft').focus()
    await galley.page.keyboard.press('Control+p')
    await searchHasFocus()
    await galley.page.keyboard.type('tea')
    expect(await search().inputValue()).toBe('tea')
  })

  test('while the library is hidden', async () => {
    await galley.button('New draft').click()
    await galley.field('Headline').waitFor()
    await galley.button('Hide the library').click()
    await search().waitFor({ state: 'hidden' })
    await galley.field('Headline').click()
    await galley.page.keyboard.press('Control+p')
    await searchHasFocus()
  })

  test('in the drawer of a narrow window', async () => {
    await galley.button('New draft').click()
    await galley.field('Headline').waitFor()
    await galley.page.setViewportSize({ width: 720, height: 900 })
    await search().waitFor({ state: 'hidden' })
    await galley.page.keyboard.press('Control+p')
    await searchHasFocus()
  })

  test.each([
    ['with Caps Lock', 'P', 'KeyP'],
    ['on a Hangul layout', 'ㅔ', 'KeyP'],
    ['on a Cyrillic layout', 'з', 'KeyP'],
  ])('%s, and prints nothing', async (_layout, key, code) => {
    await galley.button('New draft').focus()
    expect(await pressCtrl(key, code)).toBe(true)
    await searchHasFocus()
  })
})

test('keeps the browser from printing or saving the page while a dialog is open', async () => {
  await galley.button('New draft').click()
  await galley.field('Headline').waitFor()
  await galley.page.keyboard.press('Control+/')
  await galley.page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
  expect(await pressCtrl('p', 'KeyP')).toBe(true)
  expect(await pressCtrl('s', 'KeyS')).toBe(true)
  expect(await pressCtrl('ㄴ', 'KeyS')).toBe(true)
})

test.each([
  ['Delete', ''],
  ['Backspace', ''],
  ['x', 'x'],
  ['Control+x', ''],
])('undo gives a burst of words back that %s deleted at once', async (key, left) => {
  const words = 'the tea went cold while nobody on the quay said whose turn it was'
  await galley.button('New draft').click()
  await galley.field('Article body').click()
  await galley.nextFrames()
  await galley.page.keyboard.type(words)
  await galley.page.keyboard.press('Control+a')
  await galley.page.keyboard.press(key)
  await expect.poll(() => galley.field('Article body').textContent()).toBe(left)
  await galley.page.keyboard.press('Control+z')
  await expect.poll(() => galley.field('Article body').textContent()).toBe(words)
  await galley.page.keyboard.press('Control+Shift+z')
  await expect.poll(() => galley.field('Article body').textContent()).toBe(left)
})
