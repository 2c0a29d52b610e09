import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { outline, parseArticle } from '../../../src/article/index.ts'
import { articlesIn, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let folder = ''
let galley: Galley

testSession('menus', (opened) => {
  ;({ folder, galley } = opened)
})

beforeEach(() => galley.startDraft())

/** At the pace of a very fast typist. */
const type = (text: string): Promise<void> => galley.page.keyboard.type(text, { delay: 25 })
const press = (key: string): Promise<void> => galley.page.keyboard.press(key)
const menu = (): Locator => galley.page.getByRole('listbox', { name: 'Blocks' })
const toolbar = (): Locator => galley.page.getByRole('toolbar', { name: 'Format the selection' })

/** The body as it lies on the disk. */
async function savedBody(): Promise<unknown> {
  await galley.waitUntilSaved()
  const [file] = [...(await articlesIn(join(folder, 'library'))).values()]
  if (file === undefined) throw new Error('the library is empty')
  return outline(parseArticle(file)).filter(({ type: kind }) => kind !== 'headline' && kind !== 'standfirst')
}

describe('the slash menu', () => {
  test('opens only in an empty paragraph, filters as the writer types, and inserts the block', async () => {
    await type('Words/')
    expect(await menu().count()).toBe(0)
    await press('Enter')
    await type('/')
    await menu().waitFor()
    await menu().getByRole('group', { name: 'Editorial' }).getByRole('option', { name: 'Dialogue' }).waitFor()
    await type('sub')
    expect(await menu().getByRole('option').first().textContent()).toContain('On-screen caption')
    await press('Enter')
    await type('Three days later')
    expect(await savedBody()).toEqual([
      { type: 'paragraph', text: 'Words/' },
      { type: 'caption', text: 'Three days later' },
    ])
  })

  test('closes on Escape and keeps the text, and moves by arrow keys and Tab', async () => {
    await type('/')
    await menu().waitFor()
    await press('Escape')
    await menu().waitFor({ state: 'detached' })
    await type(' and so on')
    await press('Enter')
    await type('/h')
    await press('ArrowDown')
    await press('Tab')
    await type('Section')
    expect(await savedBody()).toEqual([
      { type: 'paragraph', text: '/ and so on' },
      { type: 'heading', level: 3, text: 'Section' },
    ])
  })

  test('reads the address of an embed in its query', async () => {
    await type('/youtube https://youtu.be/aaaaaaaaaaa')
    await menu().getByRole('option', { name: 'Embed from YouTube' }).waitFor()
    await press('Enter')
    await type('Below.')
    expect(await savedBody()).toEqual([
      expect.objectContaining({ type: 'embed', provider: 'youtube', url: 'https://youtu.be/aaaaaaaaaaa' }),
      { type: 'paragraph', text: 'Below.' },
    ])
  })

  test('leaves Enter to the text where the words are no link', async () => {
    await type('/embed')
    await press('Enter')
    await type('is not a link')
    await press('Enter')
    await type('Below.')
    expect(await menu().count()).toBe(0)
    await press('Shift+Enter')
    await type('/youtube')
    expect(await savedBody()).toEqual([
      { type: 'paragraph', text: '/embed is not a link' },
      { type: 'paragraph', text: 'Below.\n/youtube' },
    ])
  })

  test('opens below the typed line, or above it at the bottom of the window', async () => {
    await type('/')
    await menu().waitFor()
    const line = async (): Promise<{ y: number; height: number }> => {
      const box = await galley.field('Article body').locator('p').last().boundingBox()
      if (box === null) throw new Error('the line is not shown')
      return box
    }
    const place = async (): Promise<{ y: number; height: number }> => {
      const box = await galley.page.locator('.slash').boundingBox()
      if (box === null) throw new Error('the menu is not shown')
      return box
    }
    expect((await place()).y).toBeGreaterThanOrEqual((await line()).y + (await line()).height - 1)
    await press('Escape')
    await press('Backspace')
    await galley.page.setViewportSize({ width: 1440, height: 440 })
    await type('/')
    await menu().waitFor()
    await expect
      .poll(async () => (await place()).y + (await place()).height)
      .toBeLessThanOrEqual((await line()).y + 1)
  })

  test('stays closed while an input method composes', async () => {
    const session = await galley.context.newCDPSession(galley.page)
    await session.send('Input.imeSetComposition', { text: '/', selectionStart: 1, selectionEnd: 1 })
    expect(await menu().count()).toBe(0)
    await session.send('Input.insertText', { text: '한' })
    expect(await galley.field('Article body').textContent()).toContain('한')
    expect(await menu().count()).toBe(0)
  })

  test('opens from the plus button beside an empty paragraph', async () => {
    await type('Words.')
    await press('Enter')
    await galley.button('Insert a block').click()
    await menu().waitFor()
    await type('quo')
    await press('Enter')
    await type('Said.')
    expect(await galley.field('Article body').locator('blockquote').textContent()).toBe('Said.')
  })
})

describe('the toolbar of a selection', () => {
  test('shows the marks of the selection, by pointer and by keyboard', async () => {
    await type('Some words here')
    expect(await toolbar().count()).toBe(0)
    await press('Shift+Home')
    await toolbar().waitFor()
    await toolbar().getByRole('button', { name: 'Bold' }).click()
    expect(await toolbar().getByRole('button', { name: 'Bold' }).getAttribute('aria-pressed')).toBe('true')
    await press('Alt+F10')
    await press('ArrowRight')
    await press('Enter')
    expect(await toolbar().getByRole('button', { name: 'Italic' }).getAttribute('aria-pressed')).toBe('true')
    await press('Escape')
    await toolbar().waitFor({ state: 'detached' })
    await press('End')
    await type('!')
    expect(await galley.field('Article body').locator('strong em').textContent()).toBe('Some words here!')
  })

  test('does not open in headline and standfirst', async () => {
    await galley.field('Headline').click()
    await type('A headline')
    await press('Shift+Home')
    await galley.nextFrames()
    expect(await toolbar().count()).toBe(0)
  })

  test('adds, checks and removes a link', async () => {
    await type('Some words')
    await press('Shift+Home')
    await toolbar().waitFor()
    await press('ControlOrMeta+Shift+k')
    const field = galley.page.getByRole('textbox', { name: 'Address of the link' })
    await field.fill('javascript:alert(1)')
    await press('Enter')
    await galley.page.getByRole('alert').filter({ hasText: 'Not an address for a link' }).waitFor()
    await field.fill('paper.example/a?b=1')
    await press('Enter')
    await field.waitFor({ state: 'detached' })
    const link = galley.field('Article body').locator('a')
    expect(await link.getAttribute('href')).toBe('https://paper.example/a?b=1')
    await press('ControlOrMeta+Shift+k')
    await galley.button('Remove the link').click()
    expect(await link.count()).toBe(0)
  })
})

describe('the handle of a block', () => {
  test('opens a menu by keyboard that converts, copies and deletes the block', async () => {
    await type('One')
    await press('Enter')
    await type('Two')
    await press('Alt+Enter')
    await galley.page.getByRole('menuitem', { name: 'Duplicate block' }).waitFor()
    await galley.page.getByRole('menuitem', { name: 'Turn into' }).press('ArrowRight')
    await galley.page.getByRole('menuitem', { name: 'Heading 3' }).click()
    await galley.page.getByRole('menu').first().waitFor({ state: 'detached' })
    await press('Alt+ArrowUp')
    await press('ControlOrMeta+Shift+d')
    expect(await savedBody()).toEqual([
      { type: 'heading', level: 3, text: 'Two' },
      { type: 'heading', level: 3, text: 'Two' },
      { type: 'paragraph', text: 'One' },
    ])
  })

  test('drags the block to another position', async () => {
    await type('One')
    await press('Enter')
    await type('Two')
    const [one, two] = [
      galley.field('Article body').getByText('One'),
      galley.field('Article body').getByText('Two'),
    ]
    await two.hover({ position: { x: 6, y: 6 } })
    await two.hover({ position: { x: 12, y: 12 } })
    const grip = galley.button('Paragraph: move or change')
    await grip.waitFor()
    await grip.dragTo(one, { targetPosition: { x: 4, y: 2 } })
    expect(await savedBody()).toEqual([
      { type: 'paragraph', text: 'Two' },
      { type: 'paragraph', text: 'One' },
    ])
  })
})

describe('typing', () => {
  test('keeps the caret behind each letter, also in a paragraph that is a few milliseconds old', async () => {
    for (let count = 0; count < 10; count += 1) {
      await galley.page.keyboard.type('Words.')
      await press('Enter')
    }
    const lines = await galley.field('Article body').locator('p').allTextContents()
    expect(lines).toEqual([...Array.from({ length: 10 }, () => 'Words.'), ''])
  })
})
