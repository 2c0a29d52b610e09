import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { parseArticle } from '../../../src/article/index.ts'
import { png } from '../../desk/pictures.ts'
import { FakeWeb } from '../rig/web/fakeWeb.ts'
import { articlesIn, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

const web = new FakeWeb()
let library = ''
let galley: Galley

beforeAll(() => web.start())
afterAll(() => {
  web.stop()
})
testSession(
  'embed',
  (opened) => {
    ;({ library, galley } = opened)
  },
  { permissions: ['clipboard-read', 'clipboard-write'] },
)

const OEMBED = 'www.youtube.com/oembed'
const REEL = {
  type: 'application/json',
  body: JSON.stringify({
    title: 'The reel',
    author_name: 'KBC',
    thumbnail_url: 'https://i.ytimg.com/vi/aB3-_xyz890/hq.png',
  }),
}

beforeEach(async () => {
  web.asked.length = 0
  web.pages.clear()
  web.pages.set(OEMBED, REEL)
  web.pages.set('i.ytimg.com/vi/aB3-_xyz890/hq.png', { type: 'image/png', body: png(480, 270) })
  await galley.button('New draft').click()
  await galley.field('Headline').click()
  await galley.page.keyboard.type('The reel of the pier')
  await galley.field('Article body').click()
})

const press = (key: string): Promise<void> => galley.page.keyboard.press(key)
const card = (): Locator => galley.page.locator('.embed-card')
const title = (): Locator => card().getByLabel('Title of the embed')
const fetchButton = (): Locator => card().locator('.embed-fetch')

/** Pastes an address into the empty paragraph with the caret. */
async function paste(address: string): Promise<void> {
  await galley.page.evaluate((text) => navigator.clipboard.writeText(text), address)
  await press('ControlOrMeta+v')
  await card().waitFor()
}

/** The attributes of the embed on the disk. */
async function saved() {
  await galley.waitUntilSaved()
  const articles = [...(await articlesIn(library)).values()].map((file) => parseArticle(file))
  const blocks = articles.flatMap(({ doc }) => doc.content?.[2]?.content ?? [])
  return blocks.find(({ type }) => type === 'embed')?.attrs
}

async function expectNoViolations(): Promise<void> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  if (!(await galley.page.evaluate(() => 'axe' in window))) await galley.page.evaluate(source)
  const found = await galley.page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (within: string) => Promise<{ violations: { id: string }[] }> }
    }
    return (await axe.run('.embed-card')).violations.map(({ id }) => id)
  })
  expect(found).toEqual([])
}

test('a card asks nobody before a click; then title and picture are the draft’s, and undo takes them back', async () => {
  await paste('https://youtu.be/aB3-_xyz890?si=tracker&t=43')
  await galley.nextFrames()
  expect(web.asked).toEqual([])
  await title().focus()
  for (const _ of ['author', 'address', 'load', 'fetch']) await press('Tab')
  expect(await fetchButton().evaluate((dom) => dom === document.activeElement)).toBe(true)
  await expectNoViolations()
  await press('Enter')
  await expect.poll(() => title().inputValue()).toBe('The reel')
  const picture = card().locator('.embed-thumb img')
  await picture.waitFor()
  await expect.poll(() => picture.evaluate((dom: HTMLImageElement) => dom.naturalWidth)).toBe(480)
  expect(web.asked).toEqual([
    `${OEMBED}?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DaB3-_xyz890`,
    'i.ytimg.com/vi/aB3-_xyz890/hq.png',
  ])
  await expectNoViolations()
  await expect.poll(saved).toMatchObject({ title: 'The reel', author: 'KBC', width: 480, height: 270 })
  const [draft = ''] = (await readdir(library)).filter((name) => !name.startsWith('.'))
  expect(String((await saved())?.src)).toMatch(/^images\/[0-9a-f]{16}\.png$/)
  expect(await readdir(join(library, draft, 'images'))).toHaveLength(1)
  await press('ControlOrMeta+z')
  await expect.poll(saved).toMatchObject({ title: '', author: '', src: null })
  await press('ControlOrMeta+Shift+z')
  await expect.poll(saved).toMatchObject({ title: 'The reel' })
})

test('a refusal says what happened, what is safe and what to do; a typed title stays, and the other is offered', async () => {
  web.pages.set(OEMBED, 404)
  await paste('https://youtu.be/aB3-_xyz890')
  await title().fill('My title')
  await fetchButton().click()
  const problem = card().getByRole('alert')
  await problem.getByText('nothing to see (404)').waitFor()
  await problem.getByText('The card and the draft are as they were.').waitFor()
  await problem.getByText('Type the title in the card').waitFor()
  await expectNoViolations()
  web.pages.set(OEMBED, REEL)
  await card().getByRole('button', { name: 'Try again' }).click()
  const offer = card().getByRole('button', { name: 'Replace the title with “The reel”' })
  await offer.waitFor()
  expect(await problem.count()).toBe(0)
  expect(await title().inputValue()).toBe('My title')
  await offer.click()
  await expect.poll(saved).toMatchObject({ title: 'The reel', author: 'KBC' })
})

test('it can be cancelled, and an answer reaches its own draft while another is open', async () => {
  web.pages.set(OEMBED, 'held')
  await paste('https://youtu.be/aB3-_xyz890')
  await fetchButton().click()
  await card().getByText('Fetching title and picture…').waitFor()
  await expectNoViolations()
  await card().getByRole('button', { name: 'Cancel' }).click()
  await card().getByRole('button', { name: 'Fetch title and picture' }).waitFor()
  await expect.poll(() => web.abandoned).toBe(1)
  await fetchButton().click()
  await expect.poll(() => web.asked.length).toBe(2)
  await galley.button('New draft').click()
  await expect.poll(() => card().count()).toBe(0)
  web.release(REEL)
  await expect.poll(saved).toMatchObject({ title: 'The reel', width: 480 })
})

test('a hostile answer leaves nothing of it in the draft', async () => {
  await paste('https://youtu.be/aB3-_xyz890')
  web.pages.set('i.ytimg.com/vi/aB3-_xyz890/hq.png', { type: 'image/png', body: '<script>alert(1)</script>' })
  await fetchButton().click()
  await card().getByText('is not a picture').waitFor()
  await expect.poll(saved).toMatchObject({ title: 'The reel', src: null })
})
