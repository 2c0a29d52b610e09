import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { articleFrom, stringifyArticle } from '../../../src/article/index.ts'
import { node, textNode, type NodeJSON } from '../../../src/blocks/node.ts'
import { findBrowser, launch } from '../../e2e/rig/browser.ts'
import { startHost } from '../../e2e/rig/host.ts'
import { paintPhoto, PHOTO } from '../../e2e/shots/photo.ts'
import { blocksOf } from '../typing/blocks.ts'

/**
 * `npm run bench:preview`: how long the preview takes to its first paint, from the key that opens it, over an article of 5,000
 * words with ten photos. A paint counts when the page's headline is laid out in the frame and the frame after that was
 * drawn. The first opening of a window also loads the preview's scripts; the later ones do not. Then how long a change takes
 * that the preview follows, beyond its rest.
 *
 * Options: --words 5000 --photos 10 --rounds 5 --out out/bench/preview.json
 */

const ID = 'bench-000001'
const TITLE = 'Ten photos of a tea house'

interface Options {
  readonly words: number
  readonly photos: number
  readonly rounds: number
  readonly out: string
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      words: { type: 'string', default: '5000' },
      photos: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '5' },
      out: { type: 'string', default: 'out/bench/preview.json' },
    },
  })
  const { words, photos, rounds, out } = values
  return { words: Number(words), photos: Number(photos), rounds: Number(rounds), out }
}

/** Returns the file of the article: paragraphs and headings, with a photo after every so many of them. */
function articleFile({ words, photos }: Options): string {
  const texts = blocksOf('prose', words)
  const every = Math.max(1, Math.floor(texts.length / photos))
  const body = texts.flatMap(({ kind, text }, index): NodeJSON[] => {
    const content = [textNode(text)]
    const block =
      kind === 'heading' ? node('heading', { level: 2 }, content) : node('paragraph', null, content)
    const number = Math.floor(index / every) + 1
    if (index % every !== 0 || number > photos) return [block]
    const src = `images/photo-${String(number)}.jpg`
    const attrs = { src, alt: 'A tea house', decorative: false, credit: 'Lantern Films', ...PHOTO }
    return [block, node('figure', attrs, [textNode('The tea house in the rain')])]
  })
  return stringifyArticle(articleFrom({ headline: TITLE, body }))
}

/** Opens the preview by its key and returns the milliseconds to its first paint. */
async function timeToPaint(page: Page): Promise<number> {
  const painted = page.evaluate(
    (title) =>
      new Promise<number>((done) => {
        let begun = 0
        document.addEventListener(
          'keydown',
          () => {
            begun = performance.now()
          },
          { once: true, capture: true },
        )
        const look = (): void => {
          const frame = document.querySelector<HTMLIFrameElement>('.preview iframe')
          const heading = frame?.contentDocument?.querySelector('h1')
          const isThere = heading?.textContent === title && heading.getBoundingClientRect().height > 0
          if (begun === 0 || !isThere) requestAnimationFrame(look)
          else
            requestAnimationFrame(() => {
              done(performance.now() - begun)
            })
        }
        look()
      }),
    TITLE,
  )
  await page.keyboard.press('ControlOrMeta+Shift+P')
  return painted
}

/** Opens a window on the draft, and its preview several times. The first figure is that of a window that has not shown one. */
async function openings(browser: Browser, address: string): Promise<{ first: number; later: number[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByRole('textbox', { name: 'Headline' }).filter({ hasText: TITLE }).waitFor()
  await page.waitForTimeout(2000)
  const first = await timeToPaint(page)
  const later: number[] = []
  for (let time = 0; time < 3; time += 1) {
    await page.waitForTimeout(500)
    await page.keyboard.press('ControlOrMeta+Shift+P')
    await page.locator('.preview').waitFor({ state: 'detached' })
    later.push(await timeToPaint(page))
  }
  await context.close()
  return { first, later }
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

const options = readOptions()
const browser = await launch(await findBrowser())
const folder = await mkdtemp(join(tmpdir(), 'galley-bench-'))
try {
  const draft = join(folder, 'library', ID)
  await mkdir(join(draft, 'images'), { recursive: true })
  await writeFile(join(draft, 'article.json'), articleFile(options))
  const photo = await paintPhoto(browser)
  for (let number = 1; number <= options.photos; number += 1)
    await writeFile(join(draft, 'images', `photo-${String(number)}.jpg`), photo)
  await mkdir(join(folder, 'settings'))
  const settings = { lastDraft: ID, welcomed: true, previewWidth: 'phone' }
  await writeFile(join(folder, 'settings', 'config.json'), JSON.stringify(settings))
  const host = await startHost(join(folder, 'library'), join(folder, 'settings'))
  const rounds = []
  for (let round = 0; round < options.rounds; round += 1) rounds.push(await openings(browser, host.address))
  await host.stop()
  const first = rounds.map((round) => round.first)
  const later = rounds.flatMap((round) => round.later)
  const figures = {
    machine: `${cpus()[0]?.model ?? '?'}, ${String(cpus().length)} processors, load ${String(loadavg()[0])}`,
    ...options,
    first: { median: median(first), worst: Math.max(...first) },
    later: { median: median(later), worst: Math.max(...later) },
  }
  await mkdir(dirname(resolve(options.out)), { recursive: true })
  await writeFile(resolve(options.out), `${JSON.stringify(figures, null, 2)}\n`)
  process.stdout.write(
    [
      `${String(options.words)} words, ${String(options.photos)} photos; milliseconds from the key to the first paint`,
      '                                  median   worst',
      `the first preview of a window   ${figures.first.median.toFixed(0).padStart(8)}${figures.first.worst.toFixed(0).padStart(8)}`,
      `each later one                  ${figures.later.median.toFixed(0).padStart(8)}${figures.later.worst.toFixed(0).padStart(8)}`,
      figures.machine,
      '',
    ].join('\n'),
  )
} finally {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
}
