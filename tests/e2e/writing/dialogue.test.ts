import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { outline, parseArticle } from '../../../src/article/index.ts'
import { articlesIn, FIXTURES, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let folder = ''
let galley: Galley

testSession('dialogue', (opened) => {
  ;({ folder, galley } = opened)
})

const type = (text: string): Promise<void> => galley.page.keyboard.type(text, { delay: 12 })
const press = (key: string): Promise<void> => galley.page.keyboard.press(key, { delay: 12 })
const field = (name: string) => galley.page.getByRole('combobox', { name, exact: true })
const caret = (): Promise<string> =>
  galley.page.evaluate(() => {
    const { anchorNode } = getSelection() ?? {}
    return anchorNode?.parentElement?.closest('.turn, p, figcaption')?.textContent.trim() ?? ''
  })

async function inNewDraft(): Promise<void> {
  await galley.button('New draft').click()
  await galley.field('Article body').click()
}

/** What is on the disk once all is saved, as lines. */
async function savedLines(): Promise<string[]> {
  await galley.waitUntilSaved()
  const [file] = [...(await articlesIn(join(folder, 'library'))).values()]
  const said = (value: unknown): string => (typeof value === 'string' ? value : '')
  return outline(parseArticle(file ?? '')).map((line) => {
    if (line.type === 'figure') return `figure ${said(line.caption)} / ${said(line.credit)}`
    if (line.type !== 'turn') return `${line.type} ${said(line.text)}`
    const to = said(line.to)
    return `${said(line.speaker)}${to === '' ? '' : ` to ${to}`}: ${said(line.text)}`
  })
}

const body = async (): Promise<string[]> =>
  (await savedLines()).filter((line) => !/^(headline|standfirst) /.test(line))

describe('a dialogue by keyboard', () => {
  test('starts with a name and a colon, and continues by Enter', async () => {
    await inNewDraft()
    await type('Mina: "Hello."')
    await press('Enter')
    // Nobody else has spoken yet, so the next speaker is asked for.
    await field('Speaker').waitFor()
    await type('Jun')
    await press('Enter')
    await type('"Yes?"')
    await press('Enter')
    await galley.page.locator('.turn.is-suggested').filter({ hasText: 'Mina' }).waitFor()
    await type('"Tea."')
    await press('Enter')
    await type('Mina: "And cake."')
    await press('Enter')
    await press('Enter')
    await type('They laughed.')
    expect(await body()).toEqual([
      'Mina: “Hello.”',
      'Jun: “Yes?”',
      'Mina: “Tea.”',
      'Mina: “And cake.”',
      'paragraph They laughed.',
    ])
  })

  test('turns a typed name back into text by one undo', async () => {
    await inNewDraft()
    await type('Abel: “')
    await galley.page.locator('.turn').waitFor()
    await press('ControlOrMeta+z')
    await expect.poll(() => galley.page.locator('.turn').count()).toBe(0)
    expect(await body()).toEqual(['paragraph Abel: “'])
  })

  test('moves by Tab from speaker to words to the next speaker, and changes nothing on Escape', async () => {
    await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
    await galley.setCaretAfter('“Nobody panic…”')
    await press('Shift+Tab')
    await expect.poll(() => field('Speaker').inputValue()).toBe('Jun Harrow')
    await type('Nobody')
    await press('Escape')
    await expect.poll(() => galley.page.locator('.turn-form').count()).toBe(0)
    await expect.poll(caret).toContain('“Nobody panic…”')
    expect((await body()).filter((line) => line.startsWith('Nobody:'))).toEqual([])
  })

  test('leaves the article by Tab after the last turn, and does not land in the byline', async () => {
    await inNewDraft()
    await type('Mina: “One.”')
    await press('Tab')
    const where = () => galley.page.evaluate(() => document.activeElement?.closest('.article') === null)
    await expect.poll(where).toBe(true)
    await type('lost')
    expect(await galley.page.getByRole('textbox', { name: 'Byline on the page' }).inputValue()).toBe('')
    expect(await body()).toEqual(['Mina: “One.”'])
  })

  test('finds people by the start of their names, and accepts an addressee and an aside', async () => {
    await inNewDraft()
    await type('Park Ji-ho: “One.”')
    await press('Enter')
    await type('Seo Ha-rin')
    await press('Enter')
    await type('“Two.”')
    await press('Enter')
    await press('Shift+Tab')
    await type('jiho')
    await galley.page.getByRole('option', { name: /Park Ji-ho/ }).waitFor()
    await press('Control+a')
    await type('Seo Ha-rin to ')
    await field('Spoken to').waitFor()
    await type('par')
    await press('Tab')
    await type('“Three.”')
    expect(await body()).toEqual([
      'Park Ji-ho: “One.”',
      'Seo Ha-rin: “Two.”',
      'Seo Ha-rin to Park Ji-ho: “Three.”',
    ])
  })
})

describe('a new name for a speaker with other turns', () => {
  beforeEach(async () => {
    await inNewDraft()
    await type('Mina: “One.”')
    await press('Enter')
    await type('Jun')
    await press('Enter')
    await type('“Two.”')
    await press('Enter')
    await type('“Three.”')
    await galley.waitUntilSaved()
    await galley.page.locator('.turn-speaker').filter({ hasText: 'Mina' }).first().click()
  })

  test('asks, and renames the speaker everywhere in one step', async () => {
    await type('Minah')
    await press('Enter')
    const everywhere = galley.page.getByRole('button', { name: /Rename to Minah everywhere/ })
    await everywhere.waitFor()
    expect(await everywhere.textContent()).toContain('2 turns')
    await press('Enter')
    expect(await body()).toEqual(['Minah: “One.”', 'Jun: “Two.”', 'Minah: “Three.”'])
    await galley.page.getByRole('tab', { name: 'Cast' }).click()
    await galley.page.getByRole('textbox', { name: 'Name of Minah, everywhere in the article' }).waitFor()
    expect(await galley.page.getByRole('textbox', { name: /^Name of/ }).count()).toBe(2)
    await galley.page.getByText('“One.”').click()
    await press('ControlOrMeta+z')
    await galley.page.getByRole('textbox', { name: 'Name of Mina, everywhere in the article' }).waitFor()
    expect(await body()).toEqual(['Mina: “One.”', 'Jun: “Two.”', 'Mina: “Three.”'])
    expect(await galley.page.getByRole('textbox', { name: /^Name of/ }).count()).toBe(2)
  })

  test('changes this turn only, if the writer says so', async () => {
    await type('Abel')
    await press('Enter')
    await galley.page.getByRole('button', { name: /Abel says this turn only/ }).click()
    expect(await body()).toEqual(['Abel: “One.”', 'Jun: “Two.”', 'Mina: “Three.”'])
  })

  test('merges two people, and one undo separates them', async () => {
    await type('Jun')
    await press('Enter')
    await galley.page.getByRole('button', { name: /Merge Mina into Jun/ }).click()
    expect(await body()).toEqual(['Jun: “One.”', 'Jun: “Two.”', 'Jun: “Three.”'])
    await press('ControlOrMeta+z')
    await expect.poll(body).toEqual(['Mina: “One.”', 'Jun: “Two.”', 'Mina: “Three.”'])
  })
})

/** Returns true if somebody's words are set in a lighter ink than the article's. */
const dimmed = (name: string): Promise<boolean> =>
  galley.page
    .locator('.turn', { has: galley.page.locator('.turn-speaker', { hasText: name }) })
    .first()
    .locator('.turn-content')
    .evaluate((words) => {
      const article = words.closest('.article')
      return article !== null && getComputedStyle(words).color !== getComputedStyle(article).color
    })

describe('the cast', () => {
  test('highlights a person’s turns, assigns colours, and refuses to remove a speaker', async () => {
    await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
    await galley.page.getByRole('tab', { name: 'Cast' }).click()
    await galley.button('Show only Jun Harrow’s turns').click()
    await expect.poll(() => dimmed('Mina Solis')).toBe(true)
    expect(await dimmed('Jun Harrow')).toBe(false)
    await galley.button('Show all').click()
    await expect.poll(() => dimmed('Mina Solis')).toBe(false)
    await galley.button('More about Jun Harrow').click()
    const remove = galley.page.getByRole('menuitem', { name: /Remove from the cast/ })
    expect(await remove.getAttribute('data-disabled')).not.toBeNull()
    await galley.page.getByRole('menuitemradio', { name: 'Pink' }).click()
    await galley.waitUntilSaved()
    const [file] = [...(await articlesIn(join(folder, 'library'))).values()]
    const { metadata } = parseArticle(file ?? '')
    expect(metadata.cast.find(({ name }) => name === 'Jun Harrow')?.colour).toBe(7)
  })
})

describe('moving blocks and turns', () => {
  test('moves a turn by Alt+Up, and the whole dialogue at its edge', async () => {
    await inNewDraft()
    await type('Before.')
    await press('Enter')
    await type('Mina: “One.”')
    await press('Enter')
    await type('Jun')
    await press('Enter')
    await type('“Two.”')
    await press('Alt+ArrowUp')
    expect(await body()).toEqual(['paragraph Before.', 'Jun: “Two.”', 'Mina: “One.”'])
    await press('Alt+ArrowUp')
    expect(await body()).toEqual(['Jun: “Two.”', 'Mina: “One.”', 'paragraph Before.'])
  })

  test('drags a turn by its handle', async () => {
    await inNewDraft()
    await type('Mina: “One.”')
    await press('Enter')
    await type('Jun')
    await press('Enter')
    await type('“Two.”')
    const turns = galley.page.locator('.turn')
    await turns.last().hover()
    const to = await turns.first().boundingBox()
    await turns
      .last()
      .locator('.turn-grip')
      .dragTo(turns.first(), {
        targetPosition: { x: (to?.width ?? 0) / 2, y: 2 },
      })
    await expect.poll(body).toEqual(['Jun: “Two.”', 'Mina: “One.”'])
  })

  test('splits the credit from a caption when the caret leaves it', async () => {
    await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
    const was = (await body()).filter((line) => line.startsWith('figure'))
    await galley.page.getByRole('textbox', { name: 'Credit' }).first().fill('')
    await press('Enter')
    await press('End')
    await type(' | AP Photo')
    await press('ArrowDown')
    const now = (await body()).filter((line) => line.startsWith('figure'))
    expect(now).toEqual([was[0]?.replace(/ \/ .*/, ' / AP Photo'), ...was.slice(1)])
  })
})
