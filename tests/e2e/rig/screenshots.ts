import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { findBrowser, launch } from './browser.ts'
import { paintPhoto } from '../shots/photo.ts'
import { hasSize, waitUntilSettled, SIZES, visit, type Size } from '../shots/stage.ts'
import { STATES, type State } from '../shots/states.ts'

/**
 * `npm run screenshots`: every state of the built app as a picture, in each size, light and dark. Writes them into a
 * folder (`--out`) and says on standard output what it made; fails when a state was not reached.
 */

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'out/screenshots' },
    only: { type: 'string', default: '' },
    widths: { type: 'string', default: Object.keys(SIZES).join(',') },
    themes: { type: 'string', default: 'light,dark' },
    workers: { type: 'string', default: '2' },
  },
})

/** Milliseconds after which what is counted at rest stands on the page too. */
const SETTLE_MS = 450

/** Pictures of a page in each theme; what is for paper also as a PDF. Returns where they are. */
async function takePictures(page: Page, state: State, size: Size): Promise<string[]> {
  const made: string[] = []
  const themes = (state.media === 'print' ? ['light'] : values.themes.split(',')) as ('light' | 'dark')[]
  for (const theme of themes) {
    await page.emulateMedia({
      colorScheme: theme,
      media: state.media === 'print' ? 'print' : 'screen',
      forcedColors: state.media === 'forced-colours' ? 'active' : 'none',
    })
    await waitUntilSettled(page)
    const path = join(resolve(values.out), `${state.name}-${size.replace('%', 'pc')}-${theme}.png`)
    await page.screenshot({ path, fullPage: state.whole === true })
    made.push(path)
  }
  if (state.media !== 'print') return made
  const path = join(resolve(values.out), `${state.name}.pdf`)
  await page.pdf({ path, format: 'A4', printBackground: false })
  return [...made, path]
}

async function run(): Promise<number> {
  await mkdir(resolve(values.out), { recursive: true })
  const browser = await launch(await findBrowser())
  const photo = await paintPhoto(browser)
  const only = values.only.split(',')
  const jobs = STATES.filter(({ name }) => values.only === '' || only.includes(name)).flatMap((state) =>
    (values.widths.split(',') as Size[])
      .filter((size) => hasSize(state, size))
      .map((size) => ({ state, size })),
  )
  let made = 0
  let missed = 0
  async function work(): Promise<void> {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      const { state, size } = job
      try {
        const paths = await visit(browser, state, { photo, ...SIZES[size] }, async (page) => {
          await pause(SETTLE_MS)
          return takePictures(page, state, size)
        })
        made += paths.length
        process.stdout.write(`${paths.join('\n')}\n`)
      } catch (error) {
        missed += 1
        process.stderr.write(`${state.name} at ${size} was not reached: ${String(error)}\n`)
      }
    }
  }
  await Promise.all(Array.from({ length: Number(values.workers) }, work))
  await browser.close()
  process.stdout.write(`${String(made)} pictures, ${String(missed)} states not reached\n`)
  return missed
}

process.exitCode = (await run()) === 0 ? 0 : 1
