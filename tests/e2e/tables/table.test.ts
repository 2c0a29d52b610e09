import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { outline, parseArticle } from '../../../src/article/index.ts'
import { articlesIn, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let folder = ''
let galley: Galley

testSession('table', (opened) => {
  ;({ folder, galley } = opened)
})

beforeEach(() => galley.startDraft())

const type = (text: string): Promise<void> => galley.page.keyboard.type(text, { delay: 25 })
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) {
    await galley.page.keyboard.press(key)
    await galley.nextFrames()
  }
}

/** The tables of all drafts as they lie on the disk. */
async function savedTables(): Promise<unknown[]> {
  await galley.waitUntilSaved()
  const files = [...(await articlesIn(join(folder, 'library'))).values()]
  return files.flatMap((file) =>
    outline(parseArticle(file)).flatMap((row) => (row.type === 'table' ? [row.text] : [])),
  )
}

test('a table is inserted by the slash menu, filled by Tab, and changed by its menu', async () => {
  await type('/table')
  await galley.page.getByRole('listbox', { name: 'Blocks' }).waitFor()
  await press('Enter')
  await galley.page.locator('.table td').first().waitFor()
  for (const word of ['Rank', 'Name', 'Year']) {
    await type(word)
    await press('Tab')
  }
  await type('1')
  await press('Enter')
  await type('first')
  await press('Shift+Tab')
  await type('Age')
  expect(await savedTables()).toContain('Rank | Name | Age / 1 first |  |  /  |  | ')
  await galley.button('Table').click()
  await galley.page.getByRole('menuitem', { name: 'Delete column' }).click()
  expect(await savedTables()).toContain('Rank | Name / 1 first |  /  | ')
  await press('Control+z')
  expect(await savedTables()).toContain('Rank | Name | Age / 1 first |  |  /  |  | ')
})

test('cells pasted outside a table make one, and inside fill its cells', async () => {
  await type('Words')
  await press('Enter')
  await galley.paste('a\tb\nc\td')
  await galley.page.locator('.table td').first().click()
  await galley.nextFrames()
  await galley.paste('1\t2\n3\t4\n5\t6')
  expect(await savedTables()).toContain('1 | 2 / 3 | 4 / 5 | 6')
})

/** What Google Sheets copies of one column. */
const COLUMN =
  '<meta charset="utf-8"><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #ccc;}--></style>' +
  '<table data-sheets-root="1"><tbody><tr><td>10</td></tr><tr><td>20</td></tr></tbody></table>'

test('a column of a spreadsheet fills a column, and lines of text stay in their cell', async () => {
  await galley.paste('a\tb\nc\td')
  await galley.page.locator('.table td').nth(1).click()
  await galley.nextFrames()
  await galley.paste('10\n20', COLUMN)
  expect(await savedTables()).toContain('a | 10 / c | 20')
  await press('Control+z')
  expect(await savedTables()).toContain('a | b / c | d')
  await galley.paste('x\ty')
  expect(await savedTables()).toContain('a | x | y / c | d | ')
  await press('Control+z')
  await galley.page.locator('.table td').first().click()
  await galley.nextFrames()
  await press('End')
  await galley.paste('one\n\ntwo')
  expect(await savedTables()).toContain('aone two | b / c | d')
})

test('arrows go from row to row, out of the table and back, and cells are cleared and copied', async () => {
  await galley.paste('a\tb\nc\td')
  await galley.page.locator('.table td').nth(1).click()
  await galley.nextFrames()
  await press('ArrowDown')
  await type('!')
  expect(await savedTables()).toContain('a | b / c | d!')
  await press('ArrowDown')
  await type('Below')
  await press('ArrowUp')
  await galley.page.locator('.table td').nth(2).click()
  await galley.nextFrames()
  await press('ArrowUp', 'Home')
  await type('?')
  expect(await savedTables()).toContain('?a | b / c | d!')
  await press('End', 'Shift+ArrowRight', 'Shift+ArrowRight')
  await type('x')
  expect(await savedTables()).toContain('?ax |  / c | d!')
})

test('the caption and the menu are reached by keys, and a header is turned off', async () => {
  await galley.paste('a\tb\nc\td')
  await galley.page.locator('.table td').first().click()
  await galley.nextFrames()
  await press('Shift+Tab')
  await type('Letters')
  await press('Tab')
  await press('Enter')
  await galley.page.getByRole('menuitemcheckbox', { name: 'Header row' }).press('Enter')
  expect(await galley.page.locator('.table').getAttribute('data-header')).toBe('row')
  await galley.nextFrames()
  await press('Alt+F10')
  await press('Enter')
  expect(
    await galley.page.getByRole('menuitemcheckbox', { name: 'Header row' }).getAttribute('aria-checked'),
  ).toBe('true')
  await galley.page.getByRole('menuitem', { name: 'Turn into dialogue' }).press('Enter')
  await galley.page.locator('.turn').nth(1).waitFor()
  await press('Control+z')
  expect(await galley.page.locator('.table-title').inputValue()).toBe('Letters')
})
