import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseArticle, readers, targets } from '../../src/article/index.ts'
import { article, embed, figure, link, p, source, turn, dialogue } from '../build.ts'
import { giveBack, shareBrowser } from './rig/sharedBrowser.ts'
import { Galley } from './rig/galley.ts'
import { startHost, type Host } from './rig/host.ts'

/** What would show that something ran. */
const SCRIPT = 'window.top.ran=1;alert(1)'

const MARKUP = [
  `<script>${SCRIPT}</script>`,
  `<img src=x onerror="${SCRIPT}">`,
  `<svg onload="${SCRIPT}"><script>${SCRIPT}</script></svg>`,
  `<iframe srcdoc="<script>${SCRIPT}</script>"></iframe>`,
  `<iframe src="javascript:${SCRIPT}"></iframe>`,
  `<a href="javascript:${SCRIPT}">follow me</a>`,
  `<details open ontoggle="${SCRIPT}">x</details>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${SCRIPT}">`,
  `<object data="javascript:${SCRIPT}"></object><embed src="https://evil.example/x.swf">`,
  `<form action="javascript:${SCRIPT}"><input autofocus onfocus="${SCRIPT}"></form>`,
  `<link rel=stylesheet href="https://evil.example/x.css"><meta http-equiv=refresh content="0;url=https://evil.example">`,
  `<style>@import 'https://evil.example/x.css'; body{background:url(https://evil.example/x)}</style>`,
  `<base href="https://evil.example/"><video src="https://evil.example/x" autoplay onerror="${SCRIPT}"></video>`,
].join('\n')

/** Files as a stranger may send them, each with a headline of its own. */
const FILES: Readonly<Record<string, string>> = {
  'page.html': `<!doctype html><title>Page</title><body><article><h1>Hostile page</h1><p>Words.</p>${MARKUP}</article></body>`,
  'own.html': `<article class="galley"><header><h1>Hostile own</h1></header><p>Words.</p>${MARKUP}<figure class="embed" data-provider="youtube" data-id="x&quot; onload=&quot;${SCRIPT}"><figcaption><a href="javascript:${SCRIPT}">x</a></figcaption></figure></article>`,
  'text.txt': `Hostile text\n\nWords.\n\nhttps://youtu.be/aB3-_xyz890\n\n${MARKUP}\n\nMina${MARKUP.slice(0, 40)}: “x”\n\nSource: javascript:${SCRIPT}`,
  'marked.md': `---\ntitle: Hostile Markdown\nextra: "<script>${SCRIPT}</script>"\n---\nWords.\n\n${MARKUP}\n\n[x](javascript:${SCRIPT}) ![x](javascript:${SCRIPT}) <javascript:${SCRIPT}>\n\n::embed{url="javascript:${SCRIPT}"}\n`,
}

/** As much of it as an article may hold: text of every kind, in every field. */
const HOSTILE_ARTICLE = article(
  MARKUP,
  MARKUP,
  p(MARKUP.replaceAll('\n', ' '), link('https://a.example/"onclick="alert(1)', 'x')),
  dialogue(turn({ speaker: MARKUP.slice(0, 60).replaceAll('\n', ' '), to: '<b onclick=alert(1)>' }, 'x')),
  figure({
    src: `https://a.example/x.png"onerror="${SCRIPT}`,
    alt: '"><script>alert(1)</script>',
    credit: '</style>',
  }),
  embed('https://youtu.be/aB3-_xyz890', {
    provider: 'youtube',
    id: '"><script>',
    title: '</iframe><script>alert(1)',
  }),
  source('<script>alert(1)</script>', 'x'),
)

let browser: Browser
let folder = ''
let host: Host

beforeAll(async () => {
  browser = await shareBrowser()
  folder = await mkdtemp(join(tmpdir(), 'galley-e2e-'))
  host = await startHost(join(folder, 'library'), join(folder, 'settings'))
})

afterAll(async () => {
  await giveBack(browser)
  await host.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Everything in a context that a hostile file would want: dialogs, foreign addresses, journeys, refused loads. */
function watchContext(context: BrowserContext, allowed: (request: Request) => boolean): string[] {
  const seen: string[] = []
  const watch = (page: Page): void => {
    page.on('dialog', (dialog) => {
      seen.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('console', (message) => {
      if (/content.security.policy/i.test(message.text())) seen.push(message.text())
    })
    page.on('request', (request) => {
      if (!allowed(request)) seen.push(`request: ${request.url()}`)
    })
  }
  context.pages().forEach(watch)
  context.on('page', (page) => {
    seen.push('a new page')
    watch(page)
  })
  return seen
}

describe('a hostile file', () => {
  test.each(Object.entries(FILES))(
    '%s is opened, shown and previewed, and nothing of it runs',
    async (name, text) => {
      const file = join(folder, name)
      await writeFile(file, text)
      const galley = await Galley.open(browser, host)
      const { origin } = new URL(host.address)
      const seen = watchContext(
        galley.context,
        (request) => request.url().startsWith(origin) || /^(?:data|blob|about):/.test(request.url()),
      )
      await galley.importFile(file)
      // The draft of the file before it was the last one, so it opens first.
      const [headline = ''] = /Hostile \w+/.exec(text) ?? []
      await galley.field('Headline').filter({ hasText: headline }).waitFor()
      await galley.field('Article body').getByText('Words.').waitFor()
      await galley.waitUntilSaved()
      await galley.button('Preview').click()
      const preview = galley.page.frameLocator('iframe[title="The page as readers see it"]')
      await preview.getByRole('heading', { level: 1 }).filter({ hasText: headline }).waitFor()
      if (name === 'text.txt') await preview.getByText('▷ YouTube').waitFor()
      await galley.page.keyboard.press('Escape')
      expect(seen).toEqual([])
      expect(await galley.page.evaluate(() => 'ran' in window)).toBe(false)
      await galley.close()
    },
  )
})

describe('an export', () => {
  const articles = {
    ...Object.fromEntries(
      Object.entries(FILES).map(([name, text]) => [
        name,
        readers[name.split('.')[1] as 'html' | 'txt' | 'md'](text),
      ]),
    ),
    'an article laden with markup': parseArticle(
      JSON.stringify({ format: 'galley-article', version: 1, ...HOSTILE_ARTICLE }),
    ),
  }

  test.each(Object.entries(articles))('of %s runs no script in a reader’s browser', async (_name, of) => {
    for (const target of targets.filter(({ format }) => format === 'html')) {
      const context = await browser.newContext()
      const page = await context.newPage()
      // The pictures and players it names are all that a page may ask for; here they are not to be had.
      await context.route(/^https?:/, (route) => route.abort())
      const seen = watchContext(
        context,
        (request) =>
          request.resourceType() === 'image' ||
          /^(?:about:|https:\/\/www\.youtube-nocookie\.com\/)/.test(request.url()),
      )
      await page.setContent(target.write(of), { waitUntil: 'load' })
      await page.locator('article.galley').waitFor()
      for (const name of ['script', 'object', 'embed', 'form', 'base', '[onclick]', '[onerror]', '[onload]'])
        expect(await page.locator(name).count(), `${target.id} ${name}`).toBe(0)
      expect(await page.evaluate(() => 'ran' in window)).toBe(false)
      expect(seen, target.id).toEqual([])
      await context.close()
    }
  })
})
