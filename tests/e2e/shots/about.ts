import type { UpdateState } from '../../../src/contract/host/updates.ts'
import { command, openSide, type Reach } from './reach.ts'

/** The ways into the dialogs about the app itself: Settings, licences, the log, updates, the pages of the first start. */

export const settings =
  (query = ''): Reach =>
  async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+,')
    const dialog = page.getByRole('dialog', { name: 'Settings' })
    await dialog.waitFor()
    if (query !== '') await dialog.getByRole('searchbox').fill(query)
  }

/** What has more than a label and a control: buttons that reset, and a language that is refused. */
export const changedSettings: Reach = async (scene) => {
  await settings()(scene)
  const dialog = scene.page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('switch', { name: 'Dashes' }).click()
  await dialog.getByLabel('Typeface of the text').selectOption('sans')
  const language = dialog.getByLabel('Language of new drafts')
  await language.selectOption('Other…')
  await dialog.getByLabel('Language tag').fill('no language')
  await dialog.getByLabel('Language tag').press('Tab')
  await dialog.getByRole('alert').waitFor()
}

/** The menu of help at the foot of the library, or in the bar where the library is hidden. */
export const helpMenu: Reach = async ({ page }) => {
  await openSide(page, 'Library')
  await page.getByRole('button', { name: 'Help', exact: true }).press('Enter')
  await page.getByRole('menuitem', { name: 'About Galley' }).waitFor()
}

/** Hides the library: settings and help move into the bar. */
export const barHelp: Reach = async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+Shift+l')
  await page.getByRole('button', { name: 'Help', exact: true }).press('Enter')
  await page.getByRole('menuitem', { name: 'About Galley' }).waitFor()
}

export const cheatSheet: Reach = async (scene) => {
  await command('cheat sheet')(scene)
  await scene.page.getByText('[words](link)').waitFor()
}

export const licences: Reach = async (scene) => {
  await command('Licences')(scene)
  await scene.page.locator('.licences details').first().waitFor()
}

export const openLicence: Reach = async (scene) => {
  await licences(scene)
  await scene.page.locator('.licences summary').nth(1).click()
}

export const report: Reach = async (scene) => {
  await command('Report a problem')(scene)
  await scene.page.locator('.report-text').filter({ hasText: 'Galley' }).waitFor()
}

/** @param number of the page to turn to, from 1 */
export const welcome =
  (number: number): Reach =>
  async ({ page }) => {
    await page.getByRole('dialog').waitFor()
    for (let turned = 1; turned < number; turned += 1)
      await page.getByRole('button', { name: 'Next' }).press('Enter')
  }

const NOTES = `### Added
* Tables of one row, and a longer line that runs on to where
  the sheet ends and then goes on below it.
* A photo can be turned: \`Alt+R\`.

### Mended
* A caption of two lines is no longer taken for a paragraph.`

/** Tells the page of an update as the host does: only an installed app hears of one. */
export const updateNotice =
  (status: UpdateState['status']): Reach =>
  async ({ page }) => {
    await page.evaluate(
      (update) => {
        const root = document.querySelector('#app') as unknown as {
          __vue_app__: { config: { globalProperties: { $pinia: { _s: Map<string, unknown> } } } }
        }
        const store = root.__vue_app__.config.globalProperties.$pinia._s.get('updates')
        const { announce } = store as { announce: (state: UpdateState) => void }
        announce(update)
      },
      { status, version: '0.2.0', notes: NOTES },
    )
    await page.locator('.notice').waitFor()
  }

export const updateNotes: Reach = async (scene) => {
  await updateNotice('ready')(scene)
  await scene.page.locator('.notice').getByRole('button').nth(1).click()
  await scene.page.getByRole('region', { name: 'What is new' }).waitFor()
}
