import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { FIXTURES, type Galley } from './rig/galley.ts'
import { testSession } from './rig/session.ts'

let galley: Galley

testSession('palette', (opened) => {
  ;({ galley } = opened)
})

const press = (key: string): Promise<void> => galley.page.keyboard.press(key)
const focusInText = (): Promise<void> =>
  expect
    .poll(() => galley.page.locator('.article').evaluate((dom) => dom.contains(document.activeElement)))
    .toBe(true)
const field = (): Locator => galley.page.getByRole('combobox', { name: 'Find a command or a draft' })
const option = (name: string | RegExp): Locator => galley.page.getByRole('option', { name })

describe('the palette', () => {
  test('creates a draft, and then lists the commands for it', async () => {
    await press('ControlOrMeta+k')
    await field().waitFor()
    await galley.page.keyboard.type('new dr')
    expect(await option(/^New draft/).getAttribute('data-highlighted')).toBe('')
    await press('Enter')
    await focusInText()
    await galley.nextFrames()
    await galley.field('Article body').click()
    await galley.nextFrames()
    await galley.page.keyboard.type('Some words', { delay: 25 })
    await press('ControlOrMeta+k')
    await field().waitFor()
    await galley.page.keyboard.type('turn head 3', { delay: 25 })
    await option('Turn into heading 3').waitFor()
    await press('Enter')
    await galley.page.keyboard.type('!')
    expect(await galley.field('Article body').locator('h3').textContent()).toBe('Some words!')
    // What was done last comes first.
    await press('ControlOrMeta+k')
    await field().waitFor()
    expect(await galley.page.getByRole('option').first().textContent()).toContain('Turn into heading 3')
    await press('Escape')
    await field().waitFor({ state: 'detached' })
    await focusInText()
    await galley.nextFrames()
    await galley.page.keyboard.type('?')
    expect(await galley.field('Article body').locator('h3').textContent()).toBe('Some words!?')
  })

  test('opens drafts by their title', async () => {
    await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
    await galley.field('Headline').filter({ hasText: 'Mina Solis' }).waitFor()
    await galley.waitUntilSaved()
    await galley.button('New draft').click()
    await expect.poll(() => galley.field('Headline').textContent()).toBe('')
    await press('ControlOrMeta+k')
    await field().waitFor()
    await galley.page.keyboard.type('mina sol')
    await option('Mina Solis And Jun Harrow').click()
    await galley.field('Headline').filter({ hasText: 'Mina Solis' }).waitFor()
  })

  test('shows every key on one sheet', async () => {
    await press('ControlOrMeta+/')
    const sheet = galley.page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.waitFor()
    expect(await sheet.textContent()).toMatch(/New draft(Ctrl\+Alt\+N|⌘⌥N)/)
    await press('Escape')
    await sheet.waitFor({ state: 'detached' })
    // Outside of a text a question mark is enough.
    await galley.button('New draft').focus()
    await press('?')
    await sheet.waitFor()
    await press('Escape')
  })
})

describe('view settings', () => {
  test('are remembered', async () => {
    await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
    await galley.field('Headline').filter({ hasText: 'Mina Solis' }).waitFor()
    await galley.waitUntilSaved()
    await galley.setCaretAfter('It starts with an argument')
    await galley.page.locator('.has-caret', { hasText: 'It starts with an argument' }).waitFor()
    await press('F8')
    const current = galley.page.locator('.is-focusing .has-caret')
    await expect
      .poll(() => current.textContent(), { timeout: 10_000 })
      .toContain('It starts with an argument')
    await press('ControlOrMeta+k')
    await field().waitFor()
    await galley.page.keyboard.type('larger')
    await press('Enter')
    await expect.poll(() => galley.page.locator('.article').getAttribute('style')).toContain('zoom: 1.1')
    await galley.waitUntilSaved()
    await galley.page.reload()
    await galley.field('Headline').filter({ hasText: 'Mina Solis' }).waitFor()
    expect(await galley.page.locator('.article').getAttribute('class')).toContain('is-focusing')
    expect(await galley.page.locator('.article').getAttribute('style')).toContain('zoom: 1.1')
  })

  test('keep the typed line at half height', async () => {
    await galley.importFile(join(FIXTURES, 'thirty-evenings.txt'))
    await galley.page.locator('.article [data-block="body"] > p').nth(20).click()
    await press('F9')
    await press('End')
    await galley.page.keyboard.type(' words')
    const height = await galley.page.evaluate(() => {
      const line = getSelection()?.getRangeAt(0).getBoundingClientRect()
      const page = document.querySelector('.page-scroll')?.getBoundingClientRect()
      if (line === undefined || page === undefined) throw new Error('no caret')
      return ((line.top + line.bottom) / 2 - page.top) / page.height
    })
    expect(height).toBeGreaterThan(0.45)
    expect(height).toBeLessThan(0.55)
  })
})
