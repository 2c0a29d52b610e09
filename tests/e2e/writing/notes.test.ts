import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { notesOf, parseArticle, targets } from '../../../src/article/index.ts'
import { articlesIn, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let folder = ''
let galley: Galley

testSession('notes', (opened) => {
  ;({ folder, galley } = opened)
})

const type = (text: string): Promise<void> => galley.page.keyboard.type(text, { delay: 12 })
const press = (key: string): Promise<void> => galley.page.keyboard.press(key, { delay: 12 })
const popover = (): Locator => galley.page.getByRole('textbox', { name: 'Note to self' })
const passage = (): Locator => galley.page.locator('.note.is-comment')

async function saved(): Promise<ReturnType<typeof parseArticle>> {
  await galley.waitUntilSaved()
  const [file = ''] = [...(await articlesIn(join(folder, 'library'))).values()]
  return parseArticle(file)
}

test('a comment is written, found, opened and deleted by keys, and leaves in no export', async () => {
  await galley.button('New draft').click()
  await galley.field('Article body').click()
  await type('The ferry left in 1994 with TK people.')
  await galley.setCaretAfter('The ferry left')
  for (let word = 0; word < 5; word += 1) await press('Control+ArrowLeft')
  await press('Control+Alt+m')
  await popover().waitFor()
  await type('or was it 1995?')
  await press('Control+Enter')
  await passage().waitFor()
  expect(await passage().textContent()).toBe('1994')

  const article = await saved()
  expect(notesOf(article).map(({ text, quote }) => [text, quote])).toEqual([
    ['or was it 1995?', '1994'],
    ['', 'TK'],
  ])
  for (const target of targets) expect(target.write(article)).not.toMatch(/1995|comment/)

  await galley.page.getByRole('tab', { name: 'Checks' }).click()
  const notes = galley.page.getByRole('list', { name: 'Notes to self' })
  expect(await notes.getByRole('listitem').count()).toBe(2)
  await galley.page.getByText('Notes to self are left: 1 comment, 1 to-do').waitFor()
  await notes.getByRole('button', { name: /or was it/ }).click()
  expect(await galley.page.evaluate(() => getSelection()?.toString())).toBe('1994')

  // From note to note, around the end.
  await press('Control+Alt+j')
  expect(await galley.page.evaluate(() => getSelection()?.toString())).toBe('TK')
  await press('Control+Alt+j')
  expect(await galley.page.evaluate(() => getSelection()?.toString())).toBe('1994')
  await press('Control+Alt+m')
  expect(await popover().inputValue()).toBe('or was it 1995?')
  await press('Escape')
  expect(await popover().count()).toBe(0)

  // A click opens the comment, and the caret stays in the text.
  await passage().click()
  await popover().waitFor()
  expect(await galley.page.evaluate(() => document.activeElement?.closest('.article') !== null)).toBe(true)
  await galley.button('Delete').click()
  await expect.poll(() => passage().count()).toBe(0)
  await press('Control+z')
  await passage().waitFor()
})
