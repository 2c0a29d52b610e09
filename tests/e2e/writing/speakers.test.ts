import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseArticle, targetById } from '../../../src/article/index.ts'
import { articlesIn, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let folder = ''
let galley: Galley

testSession('speakers', (opened) => {
  ;({ folder, galley } = opened)
})

const type = (text: string): Promise<void> => galley.page.keyboard.type(text, { delay: 12 })
const press = (key: string): Promise<void> => galley.page.keyboard.press(key, { delay: 12 })

/** Colours by speaker in the editor, as `rgb(7, 102, 239)`. */
const inEditor = (): Promise<Record<string, string>> =>
  galley.page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('.turn-speaker')].map((name) => [
        name.textContent,
        getComputedStyle(name).color,
      ]),
    ),
  )

/** The same in the page that is exported of what is on the disk. */
async function inExport(): Promise<Record<string, string>> {
  await galley.waitUntilSaved()
  const [file = ''] = [...(await articlesIn(join(folder, 'library'))).values()]
  const page = await galley.page.context().newPage()
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setContent(targetById('html-page')?.write(parseArticle(file)) ?? '')
  const colours = await page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('.speaker')].map((name) => [
        name.firstChild?.textContent ?? '',
        getComputedStyle(name).color,
      ]),
    ),
  )
  await page.close()
  return colours
}

test('the name field reads speaker, addressee and aside, as a paragraph does', async () => {
  await galley.button('New draft').click()
  await galley.field('Article body').click()
  await type('Director: "Again."')
  await press('Enter')
  const speaker = galley.page.getByRole('combobox', { name: 'Speaker', exact: true })
  await speaker.waitFor()
  await type('Mina to Director (laughing)')
  await press('Tab')
  await type('"No."')
  await galley.page.locator('.turn[data-speaker="Mina"]').waitFor()
  await galley.waitUntilSaved()
  const [file = ''] = [...(await articlesIn(join(folder, 'library'))).values()]
  const { metadata, doc } = parseArticle(file)
  expect(JSON.stringify(doc)).toContain(
    '{"speaker":"Mina","addressee":"Director","parenthetical":"laughing","role":null,"time":null}',
  )
  expect(metadata.cast.map(({ name }) => name)).toEqual(['Director', 'Mina'])

  // Who speaks here already is not called the next one.
  await galley.page.locator('.turn-speaker').last().click()
  await galley.page.getByRole('option', { name: /Mina/ }).waitFor()
  expect(await galley.page.getByRole('option', { name: /Mina.*next/ }).count()).toBe(0)
})

test('speakers keep their colours while others are typed above them, through undo, and in an exported page', async () => {
  await galley.page.emulateMedia({ colorScheme: 'light' })
  await galley.button('New draft').click()
  await galley.field('Article body').click()
  await type('At night.')
  await press('Enter')
  await type('Ann: "One."')
  await press('Enter')
  await galley.page.getByRole('combobox', { name: 'Speaker', exact: true }).waitFor()
  await type('Bob')
  await press('Enter')
  await type('"Two."')
  await galley.waitUntilSaved()
  const before = await inEditor()
  expect(new Set(Object.values(before)).size).toBe(2)

  // A paragraph above the dialogue becomes a turn of somebody new.
  await galley.setCaretAfter('At night.')
  await press('Enter')
  await type('Zed: "Zero."')
  await galley.page.locator('.turn[data-speaker="Zed"]').waitFor()
  const after = await inEditor()
  expect(after).toMatchObject(before)
  expect(new Set(Object.values(after)).size).toBe(3)
  expect(await inExport()).toEqual(after)

  await galley.page.getByRole('tab', { name: 'Cast' }).click()
  const people = galley.page.getByRole('list', { name: 'Cast' }).getByRole('listitem')
  expect(await people.count()).toBe(3)
  while ((await galley.page.locator('.turn[data-speaker="Zed"]').count()) > 0) {
    await galley.field('Article body').focus()
    await press('Control+z')
  }
  await expect.poll(() => people.count()).toBe(2)
  expect(await inEditor()).toEqual(before)
})
