import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let galley: Galley
let folder = ''

testSession('caret', (opened) => {
  ;({ galley, folder } = opened)
})

const SENTENCE = 'The ferry left late and nobody on the quay would say whose turn it was to speak.'

/** A draft of paragraphs of one to five sentences, with the caret in the first one. */
async function openDraft(paragraphs: number): Promise<void> {
  const body = Array.from({ length: paragraphs }, (_, index) =>
    [`Paragraph ${String(index + 1)}.`, ...Array.from({ length: 1 + (index % 5) }, () => SENTENCE)].join(' '),
  )
  const file = join(folder, 'quay.txt')
  await writeFile(file, ['At the quay', ...body].join('\n\n'))
  await galley.importFile(file)
  await galley.field('Headline').filter({ hasText: 'At the quay' }).waitFor()
  await galley.field('Article body').getByText('Paragraph 1.').first().click()
  await galley.nextFrames()
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await galley.page.keyboard.press(key)
    await galley.nextFrames()
  }
}

const lastParagraph = (): Promise<string | null> =>
  galley.field('Article body').locator('p').last().textContent()

/** Returns true if the caret is in the part of the article that is shown. */
const caretInSight = (): Promise<boolean> =>
  galley.page.evaluate(() => {
    const caret = document.getSelection()?.getRangeAt(0).getBoundingClientRect()
    const page = document.querySelector('.page-scroll')?.getBoundingClientRect()
    return (
      caret !== undefined && page !== undefined && caret.top >= page.top && caret.bottom <= page.bottom + 1
    )
  })

describe('the end of the article', () => {
  test.each([6, 41, 150, 336])('is where Ctrl+End moves the caret in %i paragraphs', async (paragraphs) => {
    await openDraft(paragraphs)
    await press('Control+End')
    await galley.page.keyboard.type('X')
    expect(await lastParagraph()).toMatch(/speak\.X$/)
    await expect.poll(caretInSight).toBe(true)
  })

  test('is where the selection of Ctrl+Shift+End ends', async () => {
    await openDraft(150)
    await press('Home', 'Control+Shift+End')
    await galley.page.keyboard.type('X')
    const body = galley.field('Article body')
    await expect.poll(() => body.locator('p').count()).toBe(1)
    expect(await body.textContent()).toBe('X')
  })

  test.each(['ArrowRight', 'ArrowDown'])(
    'is where %s moves the caret from the selected article',
    async (key) => {
      await openDraft(150)
      await press('Control+a', 'Control+a', key)
      await galley.page.keyboard.type('X')
      expect(await lastParagraph()).toMatch(/speak\.X$/)
    },
  )

  test('is where a click below it puts the caret', async () => {
    await openDraft(150)
    const page = galley.page.locator('.page-scroll')
    await page.evaluate((scroller) => {
      scroller.scrollTo(0, scroller.scrollHeight)
    })
    await galley.nextFrames()
    await page.evaluate((scroller) => {
      scroller.scrollTo(0, scroller.scrollHeight)
    })
    await galley.nextFrames()
    const box = await page.boundingBox()
    if (box === null) throw new Error('the page is not shown')
    await galley.page.mouse.click(box.x + box.width / 2, box.y + box.height - 30)
    await galley.nextFrames()
    await galley.page.keyboard.type('X')
    expect(await lastParagraph()).toMatch(/speak\.X$/)
  })
})

test('moves the caret by Ctrl+Home from the end of a long article to the start of its headline', async () => {
  await openDraft(150)
  await press('Control+End', 'Control+Home')
  await galley.page.keyboard.type('X')
  expect(await galley.field('Headline').textContent()).toBe('XAt the quay')
  await expect.poll(caretInSight).toBe(true)
})

describe('keys that scroll a long article:', () => {
  test('Page Down and Page Up return to the same place', async () => {
    await openDraft(150)
    await press('PageDown', 'PageDown', 'PageUp', 'PageUp')
    await galley.page.keyboard.type('X')
    expect(await galley.field('Article body').locator('p').first().textContent()).toContain('X')
  })

  test('Ctrl+Down moves from paragraph to paragraph', async () => {
    await openDraft(150)
    await press('Home', 'Control+ArrowDown', 'Control+ArrowDown')
    await galley.page.keyboard.type('X')
    expect(await galley.field('Article body').locator('p').nth(2).textContent()).toMatch(/^XParagraph 3\./)
  })
})
