import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { launch } from './browser.ts'
import { FIXTURES, Galley } from './galley.ts'
import { startHost, type Host } from './host.ts'

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
let folder = ''
let host: Host
let galley: Galley
let axe = ''

beforeAll(async () => {
  browser = await launch(inject('browser'))
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
})

afterAll(async () => {
  await browser.close()
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-e2e-'))
  host = await startHost(join(folder, 'library'), join(folder, 'settings'))
})

afterEach(async () => {
  await galley.close()
  await host.stop()
  await rm(folder, { recursive: true, force: true })
})

/** What axe finds on the page as it stands, one line each. Fades are waited out: half a colour is no colour. */
async function found(where: string): Promise<string[]> {
  await galley.page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  )
  await galley.page.evaluate(axe)
  const results = await galley.page.evaluate(
    ([values, skipped]) =>
      window.axe.run(document, {
        runOnly: { type: 'tag', values: values ?? [] },
        rules: Object.fromEntries((skipped ?? []).map((rule) => [rule, { enabled: false }])),
        resultTypes: ['violations'],
      }),
    [RULES, NOT_ASKED],
  )
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${where}: ${id}: ${target.join(' ')}: ${failureSummary ?? ''}`,
    ),
  )
}

const press = (key: string): Promise<void> => galley.page.keyboard.press(key)

async function article(): Promise<void> {
  await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
  await galley.field('Headline').filter({ hasText: 'Mina Solis' }).waitFor()
  await galley.saved()
}

/** Goes to the end of the paragraph that holds a text. */
async function caretAfter(text: string): Promise<void> {
  await galley.field('Article body').getByText(text).click()
  await press('ControlOrMeta+End')
  await galley.drawn()
  await press('Enter')
}

describe.each(['light', 'dark'] as const)('nothing is in the way of anybody, %s', (colorScheme) => {
  beforeEach(async () => {
    galley = await Galley.open(browser, host, { colorScheme, reducedMotion: 'reduce' })
  })

  test('on the page', async () => {
    const troubles = await found('empty desk')
    await galley.button('New draft').click()
    await galley.field('Headline').waitFor()
    troubles.push(...(await found('empty draft')))
    await article()
    troubles.push(...(await found('article')))
    for (const tab of ['Cast', 'Proof', 'History']) {
      const opener = galley.page.getByRole('tab', { name: tab })
      if ((await opener.count()) > 0) await opener.click()
      troubles.push(...(await found(tab)))
    }
    await press('F8')
    troubles.push(...(await found('focus mode')))
    await galley.page.setViewportSize({ width: 720, height: 900 })
    troubles.push(...(await found('narrow')))
    expect(troubles).toEqual([])
  })

  test('in menus', async () => {
    await article()
    const troubles: string[] = []
    await caretAfter('It starts with an argument')
    await galley.page.keyboard.type('/')
    await galley.page.getByRole('listbox', { name: 'Blocks' }).waitFor()
    troubles.push(...(await found('slash menu')))
    await press('Escape')
    await galley.page.keyboard.type(' words')
    await press('Shift+Home')
    await galley.page.getByRole('toolbar', { name: 'Format the selection' }).waitFor()
    troubles.push(...(await found('toolbar')))
    await press('ControlOrMeta+Shift+k')
    const address = galley.page.getByRole('textbox', { name: 'Address of the link' })
    await address.fill('nothing')
    await press('Enter')
    troubles.push(...(await found('link editor')))
    await press('Escape')
    await address.waitFor({ state: 'detached' })
    await press('Alt+Enter')
    await galley.page.getByRole('menuitem', { name: 'Turn into' }).press('ArrowRight')
    await galley.page.getByRole('menuitem', { name: 'Heading 3' }).waitFor()
    troubles.push(...(await found('block menu')))
    await press('Escape')
    await galley.page.getByRole('menu').first().waitFor({ state: 'detached' })
    await galley.button('Sort and filter').click()
    troubles.push(...(await found('list menu')))
    await press('Escape')
    expect(troubles).toEqual([])
  })

  test('in dialogs', async () => {
    await article()
    const troubles: string[] = []
    await press('ControlOrMeta+k')
    await galley.page.getByRole('combobox', { name: 'Find a command or a draft' }).waitFor()
    troubles.push(...(await found('palette')))
    await galley.page.keyboard.type('zzzz')
    troubles.push(...(await found('palette without an answer')))
    await press('Escape')
    await galley.page.getByRole('dialog').waitFor({ state: 'detached' })
    await press('ControlOrMeta+/')
    await galley.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    troubles.push(...(await found('shortcut sheet')))
    await press('Escape')
    await galley.page.getByRole('dialog').waitFor({ state: 'detached' })
    await galley.button('Export').click()
    await galley.page.getByRole('dialog', { name: 'Export' }).waitFor()
    troubles.push(...(await found('export')))
    await press('Escape')
    await galley.page.getByRole('dialog').waitFor({ state: 'detached' })
    await galley.page.getByRole('button', { name: /^Trash/ }).click()
    await galley.page.getByRole('dialog', { name: 'Trash' }).waitFor()
    troubles.push(...(await found('trash')))
    await press('Escape')
    expect(troubles).toEqual([])
  })
})
