import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paintPhoto } from '../shots/photo.ts'
import { hasSize, waitUntilSettled, SIZES, type Size } from '../shots/stage.ts'
import { Tour } from '../shots/tour.ts'
import type { State } from '../shots/states.ts'
import { giveBack, shareBrowser } from './sharedBrowser.ts'
import { layoutProblems } from './cut.ts'

declare global {
  interface Window {
    axe: { run: (context: Document, options: RunOptions) => Promise<AxeResults> }
  }
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * The headline is an h1 and a field: it says that it is a text box, so that a screen reader names the three fields of the
 * one document. Two of the rules that are no part of WCAG would rather have it a plain heading; a third would have every
 * menu stand in a landmark, and menus stand at the end of the page.
 */
const IGNORED_RULES = ['aria-allowed-role', 'page-has-heading-one', 'region']

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Loads axe into a page, once: that takes as long as a look through it. */
async function loadAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readFile(AXE, 'utf8'))
}

/**
 * What axe finds on the page as it stands, one line each.
 * @param theme with the name of a theme only what a theme can change: its colours
 */
async function violations(page: Page, theme?: string): Promise<string[]> {
  // Fades are waited out: half a colour is no colour.
  await waitUntilSettled(page)
  await loadAxe(page)
  const results = await page.evaluate(
    ([runOnly, skipped]) =>
      window.axe.run(document, {
        runOnly,
        rules: Object.fromEntries(skipped.map((rule) => [rule, { enabled: false }])),
        resultTypes: ['violations'],
      }),
    [
      theme === undefined
        ? { type: 'tag' as const, values: RULES }
        : { type: 'rule' as const, values: ['color-contrast'] },
      theme === undefined ? IGNORED_RULES : [],
    ] as const,
  )
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      [theme ?? '', id, target.join(' '), failureSummary ?? ''].join(': '),
    ),
  )
}

async function inBothThemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const inLight = await violations(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  return [...inLight, ...(await violations(page, 'dark'))]
}

const layoutAndViolations = async (page: Page): Promise<string[]> => [
  ...(await layoutProblems(page)),
  ...(await violations(page)),
]

/** A window of 1440 px zoomed to 200 % is as wide as one of 720 px and half as high: what fits there fits in both. */
async function zoomed(page: Page): Promise<string[]> {
  await page.setViewportSize(SIZES['200%'].viewport)
  await waitUntilSettled(page)
  return (await layoutAndViolations(page)).map((line) => `200 %: ${line}`)
}

const isFor =
  (size: Size) =>
  (state: State): boolean =>
    state.media === undefined && hasSize(state, size)

/** The long form, `GALLEY_STATES=anew`: every state, also anew in the small window. */
const isLongForm = process.env.GALLEY_STATES === 'anew'

/** What another state shows too, with other words, scrolled elsewhere, or on the other host. Left to the long form. */
export const VARIATIONS: readonly string[] = [
  ...[
    'recap-dialogue',
    'recap-end',
    'every-block-end',
    'korean-dialogue',
    'japanese',
    'arabic',
    'long-dialogue',
  ],
  ...[
    'full-width',
    'text-larger',
    'turn-typed',
    'speaker-addressee',
    'link-refused',
    'slash-query',
    'block-handle',
  ],
  ...['find-nothing', 'palette-query', 'palette-nothing', 'library-nothing', 'trash-empty', 'export-page'],
  ...['settings-nothing', 'settings-changed', 'settings-desktop', 'about-desktop', 'report-desktop'],
  ...['licence-open', 'welcome-sample', 'export-pdf-desktop', 'notice-update-available'],
  ...[
    'focus-mode',
    'plus',
    'block-turn-into',
    'update-notes',
    'welcome-folder',
    'export-pdf',
    'history-versions',
  ],
  ...['trash-asking', 'backup', 'library-search', 'library-folder', 'notice-trashed', 'notice-recovered'],
  ...[
    'notice-import-refused',
    'notice-update',
    'photo-full',
    'photo-small',
    'photo-rotated',
    'preview-phone',
  ],
  ...['turn-suggested', 'block-selected', 'photo-wide', 'photo-portrait', 'embeds-failed', 'about'],
  ...['export-page-cms', 'preview-code', 'inspector-search', 'inspector-folded', 'library-filter'],
  ...['library-templates', 'library-series-menu', 'notice-save-failed', 'notice-changed-outside'],
  ...['preview-tablet', 'preview-dark', 'preview-empty', 'help-in-bar', 'library-saved-menu'],
  ...['preview-cms', 'preview-tables', 'library-tags', 'gallery'],
]

/** They hang on words that a zoom moves out of the window. */
const ANCHORED_TO_TEXT = ['selection', 'link-editor', 'link-refused', 'drag', 'find', 'note', 'footnote']

/** Returns true for a state that is reached anew in the small window: what cannot be zoomed into, and all in the long form. */
const isReachedSmall = (state: State): boolean =>
  isFor('200%')(state) && (isLongForm || ANCHORED_TO_TEXT.includes(state.name) || !isFor('1440')(state))

/**
 * Tests that states of the app can be used by everybody: nothing that axe finds in light, in dark and zoomed to 200 %, nothing
 * cut off. Each group of states has a file of its own, so that they run beside each other.
 */
export function testStates(states: readonly State[]): void {
  const lookedAt = states.filter(({ name }) => isLongForm || !VARIATIONS.includes(name))
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

  describe('has no accessibility violations in light, in dark, and zoomed to 200 %', () => {
    test.each(lookedAt.filter(isFor('1440')))('$name', async (state) => {
      const look = async (page: Page): Promise<string[]> => [
        ...(await inBothThemes(page)),
        ...(isFor('200%')(state) && !isReachedSmall(state) ? await zoomed(page) : []),
      ]
      expect(await tour.visit(state, { photo, ...SIZES['1440'] }, look)).toEqual([])
    })
  })

  const reachedSmall = lookedAt.filter(isReachedSmall)
  // Vitest takes a group without tests for a failure.
  describe.runIf(reachedSmall.length > 0)(
    'cuts nothing off and does not scroll sideways in a small window',
    () => {
      test.each(reachedSmall)('$name', async (state) => {
        expect(await tour.visit(state, { photo, ...SIZES['200%'] }, layoutAndViolations)).toEqual([])
      })
    },
  )
}
