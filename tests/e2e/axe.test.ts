import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launch } from './browser.ts'
import { cut } from './cut.ts'
import { paintPhoto } from './shots/photo.ts'
import { isSeenAt, settled, SIZES, visit, type Size } from './shots/stage.ts'
import { STATES, type State } from './shots/states.ts'

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
const NOT_ASKED = ['aria-allowed-role', 'page-has-heading-one', 'region']

let browser: Browser
let photo: Uint8Array
let axe = ''

beforeAll(async () => {
  browser = await launch(inject('browser'))
  photo = await paintPhoto(browser)
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
})

afterAll(async () => {
  await browser.close()
})

/** What axe finds on the page as it stands, one line each. */
async function found(page: Page): Promise<string[]> {
  // Fades are waited out: half a colour is no colour.
  await settled(page)
  await page.evaluate(axe)
  const results = await page.evaluate(
    ([values, skipped]) =>
      window.axe.run(document, {
        runOnly: { type: 'tag', values: values ?? [] },
        rules: Object.fromEntries((skipped ?? []).map((rule) => [rule, { enabled: false }])),
        resultTypes: ['violations'],
      }),
    [RULES, NOT_ASKED],
  )
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

async function inBothThemes(page: Page): Promise<string[]> {
  const troubles: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    troubles.push(...(await found(page)).map((line) => `${colorScheme}: ${line}`))
  }
  return troubles
}

const isFor =
  (size: Size) =>
  (state: State): boolean =>
    state.media === undefined && isSeenAt(state, size)

// Each state has a host and a page of its own, so two at a time are as good as one after the other.
describe.concurrent('nothing is in the way of anybody, light and dark', () => {
  test.each(STATES.filter(isFor('1440')))('$name', async (state) => {
    expect(await visit(browser, state, { photo, ...SIZES['1440'] }, inBothThemes)).toEqual([])
  })
})

// A window of 1440 px zoomed to 200 % is as wide as one of 720 px and half as high: what fits there fits in both.
describe.concurrent(
  'at 720 px and at 200 % nothing is in the way, nothing is cut, and nothing scrolls sideways',
  () => {
    test.each(STATES.filter(isFor('200%')))('$name', async (state) => {
      const troubles = await visit(browser, state, { photo, ...SIZES['200%'] }, async (page) => [
        ...(await cut(page)),
        ...(await found(page)),
      ])
      expect(troubles).toEqual([])
    })
  },
)
