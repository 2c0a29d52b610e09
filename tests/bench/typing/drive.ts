import type { Browser, CDPSession, Page } from 'playwright-core'
import { FIRST } from './app.ts'
import { TYPED } from './blocks.ts'
import { placeCaret, timeToOpen, watchKeys } from './inPage.ts'

/** One editor, opened, typed in and closed. Milliseconds; heap in MB. */
export interface Sample {
  readonly keys: readonly number[]
  /** All script of the page while it was typed in, a key. */
  readonly script: number
  readonly load: number
  readonly heap: number
}

export interface Typing {
  readonly address: string
  /** How many paragraphs are there when everything is; null: the page knows. */
  readonly paragraphs: number | null
  readonly keys: number
  readonly pause: number
}

const rest = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/** A trusted key, as the system's own input arrives. */
async function press(cdp: CDPSession, letter: string): Promise<void> {
  const key = { key: letter, text: letter, unmodifiedText: letter }
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key })
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter })
}

async function type(page: Page, cdp: CDPSession, keys: number, pause: number): Promise<number[]> {
  await page.evaluate(() => {
    window.keyTimes = []
  })
  for (let key = 0; key < keys; key += 1) {
    await press(cdp, TYPED[key % TYPED.length] ?? 'a')
    await page.evaluate((count) => window.keysPainted(count), key + 1)
    await rest(pause)
  }
  return page.evaluate(() => window.keyTimes)
}

async function scriptOf(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000
}

/** Opens the page, the editor in it, and leaves the caret in the middle. Returns the page and how long opening took. */
export async function openEditor(
  browser: Browser,
  { address, paragraphs }: Pick<Typing, 'address' | 'paragraphs'>,
): Promise<{ page: Page; load: number; close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.addInitScript(watchKeys)
  if (paragraphs === null) {
    await page.goto(address)
    await page.waitForTimeout(400)
  } else {
    // The page has started, as the peers' pages have: what is timed is the opening of a draft in it.
    await page.goto(address)
    await page.getByRole('textbox', { name: 'Headline' }).filter({ hasText: FIRST }).waitFor()
    await page.getByRole('list', { name: 'Drafts' }).getByRole('listitem').nth(1).waitFor()
    await page.waitForTimeout(400)
  }
  const expected = paragraphs ?? (await page.evaluate(() => window.peer?.paragraphs ?? 0))
  const load = await page.evaluate(timeToOpen, { paragraphs: expected, first: FIRST })
  // The pointer rests over the text, as a writer's does: Chromium then looks at each frame what it is over.
  await page.mouse.move(700, 450)
  return { page, load, close: () => context.close() }
}

/** Opens an editor and types in it. */
export async function sample(browser: Browser, typing: Typing): Promise<Sample> {
  const { page, load, close } = await openEditor(browser, typing)
  try {
    if (typing.paragraphs !== null) await page.getByRole('tab', { name: 'Cast' }).click()
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Performance.enable')
    await rest(500)
    await page.evaluate(placeCaret)
    await rest(300)
    await type(page, cdp, 8, typing.pause)
    const before = await scriptOf(cdp)
    const keys = await type(page, cdp, typing.keys, typing.pause)
    const script = ((await scriptOf(cdp)) - before) / typing.keys
    await cdp.send('HeapProfiler.collectGarbage')
    const { usedSize } = await cdp.send('Runtime.getHeapUsage')
    await checkTyped(page)
    if (typing.paragraphs !== null) await goBackToFirst(page)
    return { keys, script, load, heap: usedSize / 1_048_576 }
  } finally {
    await close()
  }
}

/** Leaves the app as the next round wants to find it: it starts with the draft that was open last. */
async function goBackToFirst(page: Page): Promise<void> {
  const isKept = page.waitForResponse('**/desk/writeSettings')
  await page.locator('[aria-label="Drafts"] .draft-open').filter({ hasText: FIRST }).click()
  await page.getByRole('textbox', { name: 'Headline' }).filter({ hasText: FIRST }).waitFor()
  await isKept
}

/** A fast editor that took no key would win: what was typed must be there. */
async function checkTyped(page: Page): Promise<void> {
  const there = await page.evaluate(
    (typed) =>
      (document.querySelector('#editor, .article')?.textContent ?? '')
        .replaceAll('\u00a0', ' ')
        .includes(typed),
    TYPED.slice(0, 8).trimEnd(),
  )
  if (!there) throw new Error(`what was typed is not in the editor at ${page.url()}`)
}
