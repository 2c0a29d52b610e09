import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { idOf, LIBRARY } from './library.ts'
import { setCaretAfter, FIRST_PARAGRAPH, inNewParagraph, paragraph, openSide, type Reach } from './reach.ts'

/** The ways into what stands around the page: dialogs, panels, the library, and what goes wrong. */

/** The article's own headline, in the page that a preview or the export dialog shows. */
async function pageShown(page: Page): Promise<void> {
  const shown = page.frameLocator('iframe[title="The page as readers see it"]')
  await shown.getByRole('heading', { level: 1 }).waitFor()
}

export const exported =
  (as: 'Code' | 'Page', form = ''): Reach =>
  async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+Shift+E')
    const dialog = page.getByRole('dialog', { name: 'Export' })
    await dialog.getByText(/to check first|No issues/).waitFor()
    if (form !== '') await dialog.getByRole('radio', { name: form, exact: true }).click()
    if (as === 'Code') await dialog.getByRole('tab', { name: 'Code' }).click()
    else await pageShown(page)
  }

/** The preview, with switches of its bar: `Tablet`, `Dark`. */
export const previewed =
  (...switches: readonly string[]): Reach =>
  async ({ page }) => {
    await page.keyboard.press('ControlOrMeta+Shift+P')
    await pageShown(page)
    const preview = page.getByRole('region', { name: 'Preview' })
    for (const name of switches) await preview.getByRole('radio', { name, exact: true }).click()
  }

/** The preview of another form than the page. */
export const previewedAs =
  (form: string, ...switches: readonly string[]): Reach =>
  async (scene) => {
    await previewed(...switches)(scene)
    const preview = scene.page.getByRole('region', { name: 'Preview' })
    await preview.getByRole('combobox', { name: 'Form' }).selectOption({ label: form })
  }

/** The preview of a draft without a word. */
export const previewedEmpty: Reach = async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+Shift+P')
  await page.getByText('Nothing to preview yet.').waitFor()
}

export const exportedPdf: Reach = async (scene) => {
  await exported('Code')(scene)
  await scene.page.getByRole('radio', { name: 'PDF' }).click()
  await scene.page.locator('.sheet-pdf').waitFor()
}

/** Opens the sections of the inspector that are folded at first, or folds those that are open. */
export const sections =
  (isOpen: boolean, ...names: readonly string[]): Reach =>
  async (scene) => {
    await tab('Article')(scene)
    for (const name of names) {
      const heading = scene.page.getByRole('button', { name, exact: true })
      if ((await heading.getAttribute('aria-expanded')) !== String(isOpen)) await heading.click()
    }
    await scene.page.getByRole('button', { name: names.at(-1) ?? '', exact: true }).scrollIntoViewIfNeeded()
  }

/** The card of a shared link with a picture of the article. */
export const socialCard: Reach = async (scene) => {
  await sections(false, 'Publishing', 'Address and search')(scene)
  await sections(true, 'Social')(scene)
  const choice = scene.page.getByRole('group', { name: 'Picture', exact: true })
  await choice.getByRole('radio', { name: 'Picture 1' }).check({ force: true })
  await scene.page.locator('.social-card img').waitFor()
}

export const tab =
  (name: string): Reach =>
  async ({ page }) => {
    await openSide(page, 'Inspector')
    await page.getByRole('tab', { name }).click()
  }

/** A comment on a word, open, and a to-do. */
export const note: Reach = async ({ page }) => {
  await setCaretAfter(page, FIRST_PARAGRAPH)
  await page.keyboard.type(' It was 1994, with TK on board.')
  await setCaretAfter(page, FIRST_PARAGRAPH, '94, with TK on board.'.length)
  await page.keyboard.press('ControlOrMeta+Alt+M')
  await page.getByRole('textbox', { name: 'Note to self' }).fill('Or 1995? Ask the harbour office.')
}

/** A footnote behind the first paragraph, being written. */
export const footnote: Reach = async ({ page }) => {
  await setCaretAfter(page, FIRST_PARAGRAPH)
  await page.keyboard.press('ControlOrMeta+Shift+Alt+F')
  await page
    .getByRole('textbox', { name: 'Text of the footnote' })
    .fill('*Port Anselm Gazette*, 3 February 1994, p. 4.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.locator('sup[data-footnote]').click()
  await page.getByRole('textbox', { name: 'Text of the footnote' }).waitFor()
}

/** The notes of the article in the inspector. */
export const notes: Reach = async (scene) => {
  await note(scene)
  await scene.page.keyboard.press('ControlOrMeta+Enter')
  await tab('Checks')(scene)
  await scene.page.getByRole('list', { name: 'Notes to self' }).waitFor()
}

export const drawer =
  (name: 'Library' | 'Inspector'): Reach =>
  ({ page }) =>
    openSide(page, name)

/** A named version, and edits after it. */
export const versions: Reach = async (scene) => {
  const { page } = scene
  await tab('History')(scene)
  await page.getByRole('textbox', { name: 'Name this version' }).fill('As it came')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /As it came/ }).waitFor()
  await page.keyboard.press('Escape')
  await setCaretAfter(page, FIRST_PARAGRAPH)
  await page.keyboard.type(' Neither of them picks it up.')
  await paragraph(page, 'Nobody panic').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' Then somebody did.')
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  await openSide(page, 'Inspector')
}

export const diff: Reach = async (scene) => {
  await versions(scene)
  await scene.page.getByRole('button', { name: /As it came/ }).click()
  await scene.page.getByRole('dialog').locator('ins').first().waitFor()
}

async function moveToTrash(page: Page, title: string): Promise<void> {
  await openSide(page, 'Library')
  const row = page.getByRole('grid', { name: 'Drafts' }).getByRole('row').filter({ hasText: title })
  await row.getByRole('button').first().press('Delete')
  await page.getByRole('button', { name: 'Undo' }).last().waitFor()
}

export const trashed: Reach = ({ page }) => moveToTrash(page, 'What A Roof Weighs')

export const openTrash: Reach = async ({ page }) => {
  await openSide(page, 'Library')
  await page.getByRole('button', { name: /^Trash/ }).click()
  await page.getByRole('dialog', { name: 'Trash' }).waitFor()
}

export const trash: Reach = async (scene) => {
  await moveToTrash(scene.page, 'What A Roof Weighs')
  await moveToTrash(scene.page, '등대')
  await openTrash(scene)
}

export const emptyTrash: Reach = async (scene) => {
  await trash(scene)
  await scene.page.getByRole('button', { name: 'Empty trash…' }).click()
}

export const folderMenu: Reach = async ({ page }) => {
  await openSide(page, 'Library')
  await page.getByRole('button', { name: /^Library folder/ }).click()
  await page.getByRole('menuitem').first().waitFor()
}

export const backUp: Reach = async (scene) => {
  await folderMenu(scene)
  await scene.page.getByRole('menuitem', { name: /^Back up/ }).click()
  await scene.page.getByText(/is ready/).waitFor()
}

export const importFolder: Reach = async (scene) => {
  const from = join(scene.folder, 'notes')
  await mkdir(from, { recursive: true })
  await writeFile(join(from, 'one.md'), '# The first note\n\nWith a paragraph.\n')
  await writeFile(join(from, 'broken.json'), '{"format":')
  await writeFile(join(from, 'sheet.xls'), 'nothing that can be read')
  await folderMenu(scene)
  const chooser = scene.page.waitForEvent('filechooser')
  await scene.page.getByRole('menuitem', { name: /^Import folder/ }).click()
  await (await chooser).setFiles(from)
  await scene.page.getByText(/drafts? imported\./).waitFor()
}

export const personMenu: Reach = async (scene) => {
  await tab('Cast')(scene)
  await scene.page.locator('.person').first().hover()
  await scene.page
    .getByRole('button', { name: /^More about/ })
    .first()
    .click()
  await scene.page.getByRole('menuitem').first().waitFor()
}

export const search =
  (text: string): Reach =>
  async ({ page }) => {
    await openSide(page, 'Library')
    await page.getByRole('searchbox', { name: 'Search drafts' }).fill(text)
    await page.locator('.draft-hit, .drafts .nothing').first().waitFor()
  }

export const listMenu: Reach = async ({ page }) => {
  await openSide(page, 'Library')
  await page.getByRole('button', { name: 'Sort and filter' }).click()
  await page.getByRole('menuitemradio').first().waitFor()
}

// ---- what goes wrong ----

export const paste: Reach = async ({ page }) => {
  await inNewParagraph(page, '')
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'Mina Solis: “One more.”\n\nJun Harrow: “No.”')
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  })
  await page.locator('.notice').waitFor()
}

export const saveFails: Reach = async ({ page }) => {
  await page.route('**/desk/saveDraft', (route) => route.abort())
  await setCaretAfter(page, FIRST_PARAGRAPH)
  await page.keyboard.type(' And on.')
  await page.locator('.notice.problem').waitFor()
}

export const changedOutside: Reach = async ({ page, folder }) => {
  const file = join(folder, LIBRARY, idOf('recap'), 'article.json')
  await setCaretAfter(page, FIRST_PARAGRAPH)
  await writeFile(file, (await readFile(file, 'utf8')).replace('Ida Renner', 'Somebody Else'))
  await page.keyboard.type(' And on.')
  await page.locator('.notice.problem').waitFor()
}

export const recovered: Reach = async (scene) => {
  const { page } = scene
  await page.route('**/desk/saveDraft', (route) => route.abort())
  const noted = page.waitForResponse('**/desk/appendJournal')
  await setCaretAfter(page, FIRST_PARAGRAPH)
  await page.keyboard.type(' And on.')
  await noted
  await scene.another('is cut off')
  await scene.page.locator('.notice').waitFor()
}

export const openDamaged: Reach = async ({ page }) => {
  await openSide(page, 'Library')
  const row = page.getByRole('grid', { name: 'Drafts' }).getByRole('row').filter({ hasText: 'Damaged' })
  await row.getByRole('button').first().click()
  await page.locator('.notice').waitFor()
}

export const importRefused: Reach = async ({ page, folder }) => {
  const file = join(folder, 'letter.odt')
  await writeFile(file, 'PK')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await (await chooser).setFiles(file)
  await page.locator('.notice.problem').waitFor()
}

export const openTwice: Reach = async (scene) => {
  await scene.another('goes on')
  await scene.page.locator('.held').waitFor()
}

export const photoMissing: Reach = async ({ page }) => {
  await page.route('**/tea-house.jpg', (route) => route.abort())
  await page.reload()
  await page.getByText('The picture file is missing').waitFor()
}
