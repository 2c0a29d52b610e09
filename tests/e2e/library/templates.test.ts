import { expect, test } from 'vitest'
import type { Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let galley: Galley

testSession('templates', (opened) => {
  ;({ galley } = opened)
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
  await expect.poll(() => galley.drafts.count()).toBe(1)

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
})
