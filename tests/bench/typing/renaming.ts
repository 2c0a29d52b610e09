import type { Browser } from 'playwright-core'
import { startApp } from './app.ts'
import { articleOf } from './article.ts'
import { type Block, dialoguesOf, turnsOf } from './blocks.ts'
import { openEditor } from './drive.ts'
import { quantile } from './figures.ts'
import type { Options } from './options.ts'

/** Renames somebody in the cast panel, and waits until their first turn shows it and the frame is painted. */
async function renameInPage([from, to]: [string, string]): Promise<number> {
  const field = document.querySelector<HTMLInputElement>(`input[aria-label^="Name of ${from},"]`)
  if (field === null) throw new Error(`the cast panel has no field for ${from}`)
  field.focus()
  field.value = to
  field.dispatchEvent(new Event('input', { bubbles: true }))
  const began = performance.now()
  field.dispatchEvent(new Event('change', { bubbles: true }))
  while (document.querySelector('.turn-speaker')?.textContent.includes(to) !== true) {
    if (performance.now() - began > 20_000) throw new Error(`after 20 s no turn is spoken by ${to}`)
    await new Promise(requestAnimationFrame)
  }
  await window.afterPaint()
  return performance.now() - began
}

/** Milliseconds until a new name is on the page, by how the speaker's turns stand. */
export interface Renaming {
  /** In dialogues of ten turns between paragraphs. */
  readonly dialogues: number
  /** In one single dialogue. */
  readonly together: number
}

export async function timeRenaming(browser: Browser, options: Options): Promise<Renaming> {
  return {
    dialogues: await timeIn(browser, dialoguesOf(options.rename), options),
    together: await timeIn(browser, turnsOf(options.rename), options),
  }
}

/** The median of some renamings in one article. */
async function timeIn(
  browser: Browser,
  blocks: readonly Block[],
  { rounds }: Pick<Options, 'rounds'>,
): Promise<number> {
  const app = await startApp(articleOf('A long talk', blocks))
  try {
    const { page, close } = await openEditor(browser, { address: app.address, paragraphs: blocks.length })
    await page.getByRole('tab', { name: 'Cast' }).click()
    const names = ['Mina Solis', 'Mina S. Solis', 'Mina Sol', 'Mina Solar', 'Mina So']
    const times: number[] = []
    for (let round = 0; round < Math.min(Math.max(rounds, 3), names.length - 1); round += 1) {
      await page.waitForTimeout(1500)
      const change: [string, string] = [names[round] ?? '', names[round + 1] ?? '']
      times.push(await page.evaluate(renameInPage, change))
    }
    await close()
    return quantile(times, 0.5)
  } finally {
    await app.close()
  }
}
