import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveBack, shareBrowser } from './rig/sharedBrowser.ts'
import * as about from './shots/about.ts'
import * as by from './shots/around.ts'
import { cutFocusRings } from './rig/cut.ts'
import { paintPhoto } from './shots/photo.ts'
import * as go from './shots/reach.ts'
import { SIZES } from './shots/stage.ts'
import type { Scene } from './shots/states.ts'
import { Tour } from './shots/tour.ts'

let browser: Browser
let photo: Uint8Array
let tour: Tour

beforeAll(async () => {
  browser = await shareBrowser()
  photo = await paintPhoto(browser)
  tour = new Tour(browser)
})

afterAll(async () => {
  await tour.end()
  await giveBack(browser)
})

/**
 * Opens the recap in a window, goes somewhere and lets somebody look.
 * @param leaves `words` if the visit ends in the text and leaves new words there, for others that do so
 */
function withRecap(
  size: '1440' | '720',
  reach: ((scene: Scene) => Promise<void>) | undefined,
  look: (page: Page) => Promise<void>,
  leaves: 'nothing' | 'words' = 'nothing',
): Promise<void> {
  const state = { name: '', draft: 'recap', ...(reach === undefined ? {} : { reach }) } as const
  return tour.visit(state, { photo, ...SIZES[size] }, look, leaves)
}

const hasFocus = (found: Locator): Promise<boolean> =>
  found.evaluateAll((all) => all.some((one) => one === document.activeElement))
const inText = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.closest('.article') !== null)
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first()

describe('Escape returns the caret to the text', () => {
  const OVER_THE_TEXT = {
    palette: go.palette(''),
    'the shortcut sheet': go.inText(go.press('ControlOrMeta+/')),
    export: go.inText(by.exported('Code')),
    find: go.find('kettle'),
    'the slash menu': go.slash('/'),
    'the link editor': go.linkEditor,
    'the block menu': go.blockMenu,
    'the turn-into menu': go.turnInto,
    'the speaker field': go.speakerField,
    'the addressee field': go.addressee,
    'the question what a name means': go.renameQuestion,
  }
  test.each(Object.entries(OVER_THE_TEXT).map(([name, reach], index) => ({ name, reach, index })))(
    'from $name',
    async ({ reach, index }) => {
      // A word of its own: those of other visits stand in the text, too.
      const word = `Zanzibar${String.fromCharCode(97 + index)}`
      const look = async (page: Page): Promise<void> => {
        const open = page.locator('.sheet, .palette, .find, .pop, .menu, .turn-form')
        // A menu in a menu takes an Escape of its own.
        for (let tries = 0; tries < 2 && (await open.count()) > 0; tries += 1) {
          await page.keyboard.press('Escape')
          await expect.poll(() => open.count()).toBeLessThanOrEqual(1 - tries)
        }
        await expect.poll(() => open.count()).toBe(0)
        await expect.poll(() => inText(page)).toBe(true)
        await page.keyboard.type(word)
        await expect.poll(() => page.locator('.article').textContent()).toContain(word)
      }
      await withRecap('1440', reach, look, 'words')
    },
  )

  test('from the toolbar of the selection', async () => {
    const look = async (page: Page): Promise<void> => {
      await page.keyboard.press('Alt+F10')
      await expect.poll(() => hasFocus(button(page, 'Bold'))).toBe(true)
      await page.keyboard.press('Escape')
      await expect.poll(() => inText(page)).toBe(true)
    }
    await withRecap('1440', go.select, look, 'words')
  })
})

describe('a dialog about the app', () => {
  /** Each with the command that opens it and what has the focus first. */
  const DIALOGS = {
    Settings: 'input[type="search"]',
    'About Galley': '.about a',
    'Markdown and dialogue cheat sheet': '.sheet.is-keys .keys',
    Licences: '.licences',
    'What’s new': '.news',
    'Report a problem': '.report-text',
  }
  test.each(Object.entries(DIALOGS))('keeps the keys: %s', async (name, first) => {
    await withRecap('720', go.commandByKeys(name), async (page) => {
      const sheet = page.getByRole('dialog', { name })
      await sheet.waitFor()
      await expect.poll(() => hasFocus(page.locator(first))).toBe(true)
      for (const key of ['Tab', 'Shift+Tab'])
        for (let pressed = 0; pressed < 12; pressed += 1) {
          await page.keyboard.press(key)
          expect(await page.evaluate(() => document.activeElement?.closest('.sheet') !== null)).toBe(true)
        }
      await page.keyboard.press('Escape')
      await sheet.waitFor({ state: 'detached' })
      await expect.poll(() => inText(page)).toBe(true)
    })
  })
})

describe('Escape returns the focus to the button that opened', () => {
  test.each(['Sort and filter', /^Library folder/, /^Trash/, 'Export', 'Preview'])('%s', async (name) => {
    await withRecap('1440', undefined, async (page) => {
      await button(page, name).focus()
      await page.keyboard.press('Enter')
      const open = page.locator('.menu, .sheet, .preview')
      await open.first().waitFor()
      await page.keyboard.press('Escape')
      await open.waitFor({ state: 'detached' })
      await expect.poll(() => hasFocus(button(page, name))).toBe(true)
    })
  })

  test('a version in the history', async () => {
    await withRecap('1440', by.diff, async (page) => {
      await page.keyboard.press('Escape')
      await page.locator('.sheet').waitFor({ state: 'detached' })
      await expect.poll(() => hasFocus(button(page, /As it came/))).toBe(true)
    })
  })
})

describe('the focus stays on the page when an element disappears:', () => {
  test('a side panel that is hidden and shown again', async () => {
    await withRecap('1440', undefined, async (page) => {
      for (const side of ['library', 'inspector'] as const) {
        await button(page, `Hide the ${side}`).focus()
        await page.keyboard.press('Enter')
        await expect.poll(() => hasFocus(button(page, `Show the ${side}`))).toBe(true)
        await page.keyboard.press('Enter')
        await expect.poll(() => hasFocus(button(page, `Hide the ${side}`))).toBe(true)
      }
    })
  })

  test('a side panel that is hidden by its keys while the writer types', async () => {
    await withRecap('1440', go.inText(go.press('ControlOrMeta+Shift+L')), async (page) => {
      await button(page, 'Show the library').waitFor()
      expect(await inText(page)).toBe(true)
    })
  })

  test('a notice', async () => {
    await withRecap('1440', by.paste, async (page) => {
      await button(page, 'Dismiss').focus()
      await page.keyboard.press('Enter')
      await page.locator('.notice').waitFor({ state: 'detached' })
      await expect.poll(() => inText(page)).toBe(true)
    })
  })

  test('a draft that is moved to the trash', async () => {
    await withRecap('1440', undefined, async (page) => {
      const rows = page.getByRole('grid', { name: 'Drafts' }).getByRole('row')
      const count = await rows.count()
      await rows.nth(2).getByRole('button').first().focus()
      await page.keyboard.press('Delete')
      await expect.poll(() => rows.count()).toBe(count - 1)
      await expect.poll(() => hasFocus(rows.nth(2).getByRole('button').first())).toBe(true)
    })
  })
})

test.each(['library', 'inspector'] as const)('shows the %s as a drawer in a narrow window', async (side) => {
  await withRecap('720', undefined, async (page) => {
    await button(page, `Show the ${side}`).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => hasFocus(button(page, `Hide the ${side}`))).toBe(true)
    // What lies under it cannot be reached, by pointer or by keys.
    expect(await page.locator('main').evaluate((main) => main.hasAttribute('inert'))).toBe(true)
    for (let tab = 0; tab < 40; tab += 1) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.closest('main') ?? null)).toBe(null)
    }
    await page.keyboard.press('Escape')
    await expect.poll(() => hasFocus(button(page, `Show the ${side}`))).toBe(true)
    expect(await page.locator('main').evaluate((main) => main.hasAttribute('inert'))).toBe(false)
  })
})

test('animates nothing when the system asks for reduced motion', async () => {
  await withRecap('1440', go.palette(''), async (page) => {
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((dom) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(dom)
          const lasts = (times: string): boolean => times.split(',').some((time) => parseFloat(time) > 0)
          return (animationName !== 'none' && lasts(animationDuration)) || lasts(transitionDuration)
        }).length,
    )
    expect(moving).toBe(0)
  })
})

test.each(
  Object.entries({
    'the article': by.tab('Article'),
    'the history': by.versions,
    settings: about.settings(),
  }),
)('cuts no focus ring off: %s', async (_name, reach) => {
  await withRecap('1440', reach, async (page) => {
    // From here on the keyboard is in use, so that everything with the focus shows it.
    await page.keyboard.press('Shift')
    expect(await cutFocusRings(page)).toEqual([])
  })
})
