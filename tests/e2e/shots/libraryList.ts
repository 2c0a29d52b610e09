import type { Locator, Page } from 'playwright-core'
import { openSide } from './reach.ts'
import type { Scene } from './states.ts'

/** Ways to the states of the library's list. */

type Reach = (scene: Scene) => Promise<void>

const rowOf = (page: Page, title: string): Locator =>
  page.getByRole('grid', { name: 'Drafts' }).getByRole('row').filter({ hasText: title })

export const rowMenu: Reach = async ({ page }) => {
  await openSide(page, 'Library')
  await rowOf(page, '등대').click({ button: 'right', position: { x: 60, y: 20 } })
  await page.getByRole('menuitem', { name: 'State' }).press('ArrowRight')
  await page.getByRole('menuitemradio', { name: 'Published' }).waitFor()
}

export const tagMenu: Reach = async ({ page }) => {
  await openSide(page, 'Library')
  await page.getByRole('button', { name: 'Tag: all' }).click()
  await page.getByRole('menuitemradio', { name: 'diary' }).waitFor()
}

export const templateMenu: Reach = async ({ page }) => {
  await openSide(page, 'Library')
  await page.getByRole('button', { name: 'New draft from a template' }).click()
  await page.getByRole('menuitem', { name: 'Save this draft as a template' }).click()
  await page.getByRole('button', { name: 'Dismiss' }).last().click()
  await page.getByRole('button', { name: 'New draft from a template' }).click()
  await page.getByText('Your templates').waitFor()
}

export const templates: Reach = async (scene) => {
  await templateMenu(scene)
  await scene.page.getByRole('menuitem', { name: 'Manage templates…' }).click()
  await scene.page.getByRole('dialog', { name: 'Templates' }).waitFor()
}

export const goal: Reach = async ({ page }) => {
  await openSide(page, 'Inspector')
  await page.getByRole('button', { name: 'Set a goal or a deadline' }).click()
  await page.getByRole('spinbutton', { name: 'Goal' }).fill('800')
  await page.getByLabel('Deadline', { exact: true }).fill('2020-01-01')
  await page.getByRole('button', { name: /of 800 words/ }).waitFor()
}

export const renaming: Reach = async ({ page }) => {
  await openSide(page, 'Library')
  await rowOf(page, '등대').getByRole('button').first().press('F2')
  await page.getByRole('textbox', { name: 'Headline of the draft' }).waitFor()
}

export const selected: Reach = async ({ page }) => {
  await openSide(page, 'Library')
  const modifiers = ['ControlOrMeta'] as const
  for (const title of ['등대', 'What A Roof Weighs'])
    await rowOf(page, title)
      .getByRole('button')
      .first()
      .click({ modifiers: [...modifiers] })
  await page.getByText('2 selected').waitFor()
}

export const tagging: Reach = async (scene) => {
  await selected(scene)
  await scene.page.getByRole('button', { name: 'Tags…' }).click()
  await scene.page.getByRole('textbox', { name: 'New tags' }).waitFor()
}

const chooseTag = async (page: Page, tag: string): Promise<void> => {
  await page.getByRole('button', { name: /^Tag: / }).click()
  await page.getByRole('menuitemradio', { name: tag }).click()
}

export const seriesDialog: Reach = async ({ page }) => {
  await openSide(page, 'Library')
  await chooseTag(page, 'diary')
  await page.getByRole('button', { name: 'Tag: diary' }).click()
  await page.getByRole('menuitem', { name: /^(?:Make|Edit)/ }).click()
  const about = 'What was written at night, by the people who stay awake: in the order in which they told it.'
  await page.getByRole('textbox', { name: 'Description' }).fill(about)
}

export const series: Reach = async (scene) => {
  await seriesDialog(scene)
  await scene.page.getByRole('button', { name: 'Save', exact: true }).click()
  await scene.page.getByRole('region', { name: 'Series “diary”' }).waitFor()
}

export const seriesMenu: Reach = async (scene) => {
  await series(scene)
  await scene.page.getByRole('button', { name: 'Tag: diary' }).click()
  await scene.page.getByRole('menuitem', { name: 'Edit series…' }).waitFor()
}

export const savedFilters: Reach = async ({ page }) => {
  await openSide(page, 'Library')
  await chooseTag(page, 'diary')
  for (const name of ['Nights', 'Due this week']) {
    await page.getByRole('button', { name: 'Sort and filter' }).click()
    await page.getByRole('menuitem', { name: 'Save filter…' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill(name)
    await page.getByRole('button', { name: /^(?:Save|Update) filter$/ }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await page.getByRole('button', { name: 'Sort and filter' }).click()
  await page.getByRole('menuitem', { name: 'Manage saved filters…' }).click()
  await page.getByRole('dialog', { name: 'Saved filters' }).waitFor()
}

export const filterMenu: Reach = async (scene) => {
  await savedFilters(scene)
  await scene.page.keyboard.press('Escape')
  await scene.page.getByRole('button', { name: 'Sort and filter' }).click()
  await scene.page.getByText('Saved filters', { exact: true }).waitFor()
}
