import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { readText, stringifyArticle } from '../../src/article/index.ts'
import { articleOf } from '../bench/typing/article.ts'
import { blocksOf } from '../bench/typing/blocks.ts'
import { findBrowser, launch } from './browser.ts'
import { FIXTURES } from './galley.ts'
import { startHost } from './host.ts'

/** `npm run screenshots`: every state of the built app as a picture, in each width, light and dark. */

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'out/screenshots' },
    only: { type: 'string', default: '' },
    widths: { type: 'string', default: '1440,1024,720' },
    themes: { type: 'string', default: 'light,dark' },
  },
})

const HEIGHTS: Readonly<Record<string, number>> = { '1440': 900, '1024': 768, '720': 900 }

/** A library to look at, by the name of the draft that is open: what it is of. */
type Drafts = 'none' | 'recap' | 'empty' | 'korean' | 'long'

interface State {
  readonly name: string
  readonly draft: Drafts
  /** Brings the page into the state. */
  readonly reach?: (page: Page) => Promise<void>
  readonly media?: 'print'
}

const keys =
  (...names: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const name of names) await page.keyboard.press(name)
  }

const body = (page: Page) => page.getByRole('textbox', { name: 'Article body', exact: true })

/** Leaves the caret in the first paragraph of the body. */
const enter = (page: Page): Promise<void> => body(page).locator('p').first().click()

/** Types in an empty paragraph below the first one. End would go to the end of the line, not of the paragraph. */
async function inNewParagraph(page: Page, typed: string): Promise<void> {
  await enter(page)
  await body(page)
    .locator('p')
    .first()
    .evaluate((paragraph) => {
      getSelection()?.selectAllChildren(paragraph)
      getSelection()?.collapseToEnd()
    })
  await keys('Enter')(page)
  await page.keyboard.type(typed, { delay: 30 })
}

const tab =
  (name: string) =>
  async (page: Page): Promise<void> => {
    const found = page.getByRole('tab', { name })
    if (!(await found.isVisible())) await page.getByRole('button', { name: 'Inspector' }).click()
    await found.click()
  }

const STATES: readonly State[] = [
  { name: 'empty-library', draft: 'none' },
  { name: 'empty-draft', draft: 'empty' },
  { name: 'recap', draft: 'recap' },
  { name: 'korean', draft: 'korean' },
  { name: 'long-dialogue', draft: 'long' },
  {
    name: 'dialogue',
    draft: 'recap',
    reach: (page) => page.locator('.turn').nth(2).scrollIntoViewIfNeeded(),
  },
  {
    name: 'turn-typed',
    draft: 'recap',
    reach: async (page) => {
      await page.locator('.turn p').nth(3).click()
      await keys('End', 'Enter')(page)
      await page.keyboard.type('“And now it is me again.”')
    },
  },
  {
    name: 'speaker-field',
    draft: 'recap',
    reach: async (page) => {
      await page.locator('.turn p').nth(1).click()
      await keys('ControlOrMeta+Shift+n')(page)
      await page.keyboard.type('m')
    },
  },
  {
    name: 'selection',
    draft: 'recap',
    reach: (page) =>
      body(page)
        .locator('p')
        .first()
        .dblclick({ position: { x: 180, y: 14 } }),
  },
  {
    name: 'link-editor',
    draft: 'recap',
    reach: async (page) => {
      await body(page)
        .locator('p')
        .first()
        .dblclick({ position: { x: 180, y: 14 } })
      await keys('ControlOrMeta+Shift+k')(page)
    },
  },
  { name: 'slash-menu', draft: 'recap', reach: (page) => inNewParagraph(page, '/') },
  { name: 'plus', draft: 'recap', reach: (page) => inNewParagraph(page, '') },
  {
    name: 'block-handle',
    draft: 'recap',
    reach: (page) => body(page).locator('p').nth(1).hover(),
  },
  {
    name: 'block-menu',
    draft: 'recap',
    reach: async (page) => {
      await enter(page)
      await keys('Alt+Enter')(page)
    },
  },
  {
    name: 'find',
    draft: 'recap',
    reach: async (page) => {
      await enter(page)
      await keys('ControlOrMeta+f')(page)
      await page.keyboard.type('kettle', { delay: 20 })
    },
  },
  {
    name: 'replace',
    draft: 'recap',
    reach: async (page) => {
      await enter(page)
      await keys('ControlOrMeta+h')(page)
      await page.keyboard.type('rain', { delay: 20 })
    },
  },
  { name: 'palette', draft: 'recap', reach: keys('ControlOrMeta+k') },
  { name: 'shortcuts', draft: 'recap', reach: keys('ControlOrMeta+/') },
  { name: 'export', draft: 'recap', reach: keys('ControlOrMeta+Shift+e') },
  { name: 'preview', draft: 'recap', reach: keys('ControlOrMeta+Shift+p') },
  ...['Cast', 'Outline', 'Proof', 'History'].map((name) => ({
    name: `inspector-${name.toLowerCase()}`,
    draft: 'recap' as const,
    reach: tab(name),
  })),
  {
    name: 'focus-mode',
    draft: 'recap',
    reach: async (page) => {
      await enter(page)
      await keys('F8')(page)
    },
  },
  {
    name: 'pasted',
    draft: 'recap',
    reach: async (page) => {
      await inNewParagraph(page, '')
      await page.evaluate(() => {
        const data = new DataTransfer()
        data.setData('text/plain', 'Mina: “One more.”\n\nJun: “No.”')
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
        document.activeElement?.dispatchEvent(event)
      })
    },
  },
  {
    name: 'save-failed',
    draft: 'recap',
    reach: async (page) => {
      await page.route('**/desk/saveDraft', (route) => route.abort())
      await enter(page)
      await page.keyboard.type('x')
      await page.waitForTimeout(1500)
    },
  },
  { name: 'print', draft: 'recap', media: 'print' },
]

async function article(draft: Drafts): Promise<string> {
  if (draft === 'long') return articleOf('What Was Said at the Tea House', blocksOf('dialogue', 5000))
  const file = draft === 'korean' ? 'lighthouse-ko.txt' : 'tea-at-midnight.txt'
  return stringifyArticle(readText(draft === 'empty' ? '' : await readFile(join(FIXTURES, file), 'utf8')))
}

/** A host over a library with all drafts (none: an empty one), the named one open at the start. */
async function hostOver(folder: string, open: Drafts): ReturnType<typeof startHost> {
  const library = join(folder, 'library')
  await mkdir(library, { recursive: true })
  await mkdir(join(folder, 'settings'))
  if (open !== 'none')
    for (const draft of ['long', 'korean', 'recap', 'empty'] as const) {
      await mkdir(join(library, `${draft}-000001`))
      await writeFile(join(library, `${draft}-000001`, 'article.json'), await article(draft))
    }
  const lastDraft = open === 'none' ? '' : `${open}-000001`
  await writeFile(join(folder, 'settings', 'config.json'), JSON.stringify({ lastDraft }))
  return startHost(library, join(folder, 'settings'))
}

async function take(browser: Browser, state: State, folder: string, width: string, theme: 'light' | 'dark') {
  const own = await mkdtemp(join(tmpdir(), 'galley-shots-'))
  const host = await hostOver(own, state.draft)
  const context = await browser.newContext({
    viewport: { width: Number(width), height: HEIGHTS[width] ?? 900 },
    colorScheme: theme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(5000)
    await page.goto(host.address)
    if (state.draft === 'none') await page.waitForTimeout(500)
    else await page.locator('.article').waitFor()
    await page.waitForTimeout(400)
    await state.reach?.(page)
    if (state.media !== undefined) await page.emulateMedia({ media: state.media, colorScheme: theme })
    await page.waitForTimeout(450)
    await page.screenshot({ path: join(folder, `${state.name}-${width}-${theme}.png`) })
  } finally {
    await context.close()
    await host.stop()
    await rm(own, { recursive: true, force: true })
  }
}

async function run(): Promise<number> {
  const folder = resolve(values.out)
  await mkdir(folder, { recursive: true })
  const browser = await launch(await findBrowser())
  const wanted =
    values.only === '' ? STATES : STATES.filter(({ name }) => values.only.split(',').includes(name))
  let missed = 0
  for (const state of wanted)
    for (const width of values.widths.split(','))
      for (const theme of values.themes.split(',') as ('light' | 'dark')[])
        await take(browser, state, folder, width, theme).catch((error: unknown) => {
          missed += 1
          process.stderr.write(`${state.name} at ${width} px, ${theme}, was not reached: ${String(error)}\n`)
        })
  await browser.close()
  process.stdout.write(`${folder}\n`)
  return missed
}

process.exitCode = (await run()) === 0 ? 0 : 1
