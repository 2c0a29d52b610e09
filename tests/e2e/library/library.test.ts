import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { articleFrom, emptyMetadata, person, STATES, stringifyArticle } from '../../../src/article/index.ts'
import { inlineText, node } from '../../../src/blocks/node.ts'
import { articlesIn, FIXTURES, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let folder = ''
let library = ''
let galley: Galley

testSession('library', (opened) => {
  ;({ folder, library, galley } = opened)
})

/** Milliseconds until drafts from outside are listed: a scan that met some of them waits twenty times as long as it took. */
const INDEXED_MS = 45_000

async function importAll(...names: string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    await galley.importFile(join(FIXTURES, name))
    await expect.poll(() => galley.drafts.count()).toBe(index + 1)
  }
}

test('finds drafts by any of their words, Korean from two syllables, and shows the words in context', async () => {
  await importAll('tea-at-midnight.txt', 'lighthouse-ko.txt', 'night-ferry.txt')
  const search = galley.page.getByRole('searchbox', { name: 'Search drafts' })
  await search.fill('make-up tea')
  await expect.poll(() => galley.drafts.count()).toBe(1)
  await expect.poll(() => galley.drafts.first().locator('mark').count()).toBe(1)
  await search.fill('등대')
  await expect.poll(() => galley.drafts.count()).toBe(1)
  await expect.poll(() => galley.drafts.first().textContent()).toContain('등대')
  await search.fill('nosuchword')
  await galley.page.getByText('No drafts match. 3 drafts are in the library.').waitFor()
  await search.press('Escape')
  await expect.poll(() => galley.drafts.count()).toBe(3)
})

/** Puts drafts into the library as other hands would; three states, two tags, two people, in turn. */
async function writeDrafts(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const article = articleFrom({
      headline: `Draft ${String(index)}`,
      body: [node('paragraph', null, inlineText('It leaves at ten past one.'))],
      metadata: {
        ...emptyMetadata(),
        state: STATES[index % STATES.length] ?? 'draft',
        tags: [index % 2 === 0 ? 'recap' : 'interview'],
        cast: [person(index % 2 === 0 ? 'Mina Solis' : 'Jun Harrow')],
      },
    })
    const place = join(library, `draft-${index.toString(36).padStart(6, '0')}`)
    await mkdir(place)
    await writeFile(join(place, 'article.json'), stringifyArticle(article))
  }
}

test('renders only the visible rows of a long library, and reaches every row from the search by keyboard', async () => {
  await writeDrafts(400)
  const search = galley.page.getByRole('searchbox', { name: 'Search drafts' })
  await expect
    .poll(() => search.getAttribute('placeholder'), { timeout: INDEXED_MS })
    .toBe('Search 400 drafts')
  // The rows are fetched after the state that says how many there are.
  const grid = galley.page.getByRole('grid', { name: 'Drafts' })
  await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe('400')
  expect(await galley.drafts.count()).toBeLessThan(40)
  const place = (): Promise<string | null> =>
    galley.page.evaluate(
      () => document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex') ?? null,
    )
  await search.focus()
  for (const [key, expected] of [
    ['ArrowDown', '1'],
    ['End', '400'],
    ['ArrowUp', '399'],
    ['PageUp', '391'],
    ['Home', '1'],
    ['ArrowDown', '2'],
  ] as const) {
    await galley.page.keyboard.press(key)
    await expect.poll(place, { message: key }).toBe(expected)
  }
})

test('sorts the library, and filters it by state, tag and person together', async () => {
  await writeDrafts(12)
  await expect.poll(() => galley.drafts.count(), { timeout: INDEXED_MS }).toBe(12)
  const pick = async (menu: string, name: RegExp): Promise<void> => {
    await galley.button(menu).click()
    await galley.page.getByRole('menuitemradio', { name }).click()
  }
  await pick('Sort and filter', /^Title$/)
  const titles = (): Promise<string[]> => galley.drafts.locator('.draft-title').allTextContents()
  // By the size of the numbers, not by their digits.
  await expect.poll(titles).toEqual(Array.from({ length: 12 }, (_, index) => `Draft ${String(index)}`))
  await pick('State: all', /^Ready/)
  await expect.poll(titles).toEqual(['Draft 1', 'Draft 4', 'Draft 7', 'Draft 10'])
  await pick('Tag: all', /^recap/)
  await expect.poll(titles).toEqual(['Draft 4', 'Draft 10'])
  await pick('Person: all', /^Jun Harrow/)
  await galley.page.getByText('No drafts match. 12 drafts are in the library.').waitFor()
  await pick('Tag: recap', /^All tags/)
  await expect.poll(titles).toEqual(['Draft 1', 'Draft 7'])
})

test('keeps a pinned draft on top, and moves through the list by keyboard', async () => {
  await importAll('tea-at-midnight.txt', 'lighthouse-ko.txt', 'night-ferry.txt')
  await galley.chooseForRow(galley.drafts.last(), 'Pin to the top')
  await expect.poll(() => galley.drafts.first().textContent()).toContain('Burn The Kettle')
  await galley.drafts.first().getByRole('button').first().focus()
  await galley.page.keyboard.press('ArrowDown')
  await galley.page.keyboard.press('Enter')
  await galley.field('Headline').filter({ hasText: 'Letters From The Night Ferry' }).waitFor()
})

test('moves a draft to the trash, and restores it with its files by Undo', async () => {
  await importAll('tea-at-midnight.txt')
  await galley.waitUntilSaved()
  const before = [...(await articlesIn(library)).entries()]
  await galley.chooseForRow(galley.drafts.first(), 'Move to the trash')
  await expect.poll(() => galley.drafts.count()).toBe(0)
  expect((await articlesIn(library)).size).toBe(0)
  await galley.button('Undo').click()
  await expect.poll(() => galley.drafts.count()).toBe(1)
  expect([...(await articlesIn(library)).entries()]).toEqual(before)
})

test('searches the trash, restores a draft, and asks before emptying the trash', async () => {
  await importAll('tea-at-midnight.txt', 'night-ferry.txt')
  for (let left = 2; left > 0; left -= 1) {
    await galley.chooseForRow(galley.drafts.first(), 'Move to the trash')
    await expect.poll(() => galley.drafts.count()).toBe(left - 1)
  }
  await galley.page.getByRole('button', { name: /^Trash/ }).click()
  const dialog = galley.page.getByRole('dialog', { name: 'Trash' })
  await dialog.getByRole('button', { name: /^Restore “Letters From The Night Ferry”/ }).click()
  await expect.poll(() => galley.drafts.count()).toBe(1)
  await dialog.getByRole('button', { name: 'Empty trash…' }).click()
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click()
  expect(await dialog.getByRole('listitem').count()).toBe(1)
  await dialog.getByRole('button', { name: 'Empty trash…' }).click()
  await dialog.getByRole('button', { name: 'Delete permanently' }).click()
  await dialog.getByText('The trash is empty.').waitFor()
  expect((await articlesIn(library)).size).toBe(1)
})

test('scrolls a long trash above its buttons, and reaches every row by keyboard', async () => {
  await writeDrafts(40)
  await expect
    .poll(() => galley.page.getByRole('searchbox').getAttribute('placeholder'), { timeout: 20_000 })
    .toBe('Search 40 drafts')
  const trash = join(library, '.trash')
  await mkdir(trash)
  for (const name of await readdir(library))
    if (name.startsWith('draft-')) await rename(join(library, name), join(trash, name))
  await galley.page.getByRole('button', { name: /^Trash/ }).click()
  const dialog = galley.page.getByRole('dialog', { name: 'Trash' })
  await dialog.getByRole('listitem').first().waitFor()
  expect(await dialog.getByRole('listitem').count()).toBeLessThan(30)
  const box = await dialog.boundingBox()
  const foot = await dialog.getByRole('button', { name: 'Empty trash…' }).boundingBox()
  expect((foot?.y ?? Infinity) + (foot?.height ?? 0)).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0))
  await dialog
    .getByRole('button', { name: /^Restore “/ })
    .first()
    .focus()
  for (let row = 1; row < 40; row += 1) {
    await galley.page.keyboard.press('Tab')
    // The rows below are drawn before the next key: no hand is faster.
    await galley.nextFrames()
    await expect
      .poll(() => galley.page.evaluate(() => document.activeElement?.closest('li')?.ariaPosInSet ?? ''))
      .toBe(String(row + 1))
  }
})

test('keeps each draft as it was left when another opens', async () => {
  await importAll('tea-at-midnight.txt', 'night-ferry.txt')
  await galley.field('Headline').click()
  await galley.page.keyboard.press('End')
  await galley.page.keyboard.type(' (second look)')
  await galley.drafts.filter({ hasText: 'Burn The Kettle' }).getByRole('button').first().click()
  await galley.field('Headline').filter({ hasText: 'Burn The Kettle' }).waitFor()
  const files = [...(await articlesIn(library)).values()]
  expect(files.filter((file) => file.includes('(second look)'))).toHaveLength(1)
})

test('does not overwrite a change made outside: the writer can keep both versions', async () => {
  await importAll('tea-at-midnight.txt')
  await galley.waitUntilSaved()
  const [[id, file] = ['', '']] = [...(await articlesIn(library)).entries()]
  const outside = file.replace('Nobody panic', 'Everybody panic')
  await writeFile(join(library, id, 'article.json'), outside)
  await galley.field('Headline').click()
  await galley.page.keyboard.press('End')
  await galley.page.keyboard.type(' Mine')
  const alert = galley.page.getByRole('alert').filter({ hasText: 'was changed outside Galley' })
  await alert.waitFor()
  expect(await alert.textContent()).toContain('Both are safe')
  expect(await alert.textContent()).toContain('Save yours as a copy, or open the draft again')
  await galley.page.getByRole('status').filter({ hasText: 'Not saved' }).waitFor()
  expect(await readFile(join(library, id, 'article.json'), 'utf8')).toBe(outside)
  // And goes on typing.
  await galley.page.keyboard.type(' and more')
  expect(await galley.field('Headline').textContent()).toContain(' Mine and more')
  await galley.button('Keep mine as a copy').click()
  await expect.poll(() => galley.drafts.count()).toBe(2)
  await galley.waitUntilSaved()
  const both = [...(await articlesIn(library)).values()]
  expect(both).toContain(outside)
  expect(both.some((text) => text.includes(' Mine') && text.includes('Nobody panic'))).toBe(true)
})

test('keeps the text typed here in the history when the writer takes the other version', async () => {
  await importAll('tea-at-midnight.txt')
  await galley.waitUntilSaved()
  const [[id, file] = ['', '']] = [...(await articlesIn(library)).entries()]
  await writeFile(join(library, id, 'article.json'), file.replace('Nobody panic', 'Everybody panic'))
  await galley.field('Headline').click()
  await galley.page.keyboard.press('End')
  await galley.page.keyboard.type(' Mine')
  await galley.button('Use the other version').click()
  await galley.field('Article body').getByText('Everybody panic').first().waitFor()
  await expect.poll(() => galley.field('Headline').textContent()).not.toContain(' Mine')
  await galley.waitUntilSaved()
  const [now] = [...(await articlesIn(library)).values()]
  expect(now).toContain('Everybody panic')
  expect(now).not.toContain(' Mine')
  await galley.page.getByRole('tab', { name: 'History' }).click()
  await galley.page.getByRole('button', { name: /Yours, when you took the other version/ }).click()
  const dialog = galley.page.getByRole('dialog', { name: 'Yours, when you took the other version' })
  await dialog.locator('ins, del').filter({ hasText: 'Mine' }).first().waitFor()
})

test('refuses a file that is not an article, says why, and creates nothing', async () => {
  await mkdir(join(folder, 'in'))
  const broken = join(folder, 'in', 'broken.json')
  await writeFile(broken, '{"format": "something else"}')
  await galley.importFile(broken)
  await galley.page.getByRole('alert').filter({ hasText: 'no Galley article' }).waitFor()
  expect(await galley.drafts.count()).toBe(0)
  expect((await readdir(library)).filter((name) => !name.startsWith('.'))).toEqual([])
})
