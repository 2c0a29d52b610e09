import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { desktopSession, type Desktop } from '../rig/desktop.ts'
import { FIXTURES } from '../rig/galley.ts'

let desktop: Desktop

desktopSession('spelling', (started) => {
  desktop = started
})

/** Returns the languages that the app set, one list for each time. */
async function languages(): Promise<readonly unknown[]> {
  const notes = await desktop.app.notes('session.setSpellCheckerLanguages')
  return notes.map(({ values }) => values[0])
}

describe('the spelling checker of the desktop app', () => {
  test('asks before it downloads a dictionary, and does so after a yes', async () => {
    const { galley } = desktop
    await galley.button('New draft').click()
    await galley.page.getByText('Download the American English dictionary').waitFor()
    expect(new Set((await languages()).map(String))).toEqual(new Set(['']))
    await galley.button('Download').click()
    await expect.poll(async () => (await languages()).at(-1)).toEqual(['en-US'])
    await expect.poll(() => desktop.settings()).toMatchObject({ spellingDownloads: 'yes' })
    expect(await galley.page.getByText('Download the').count()).toBe(0)
  })

  test('learns the names of the cast on Linux, so that the page hides none', async () => {
    const { galley, app } = desktop
    await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
    await galley.field('Article body').getByText('“Nobody panic…”').waitFor()
    await expect
      .poll(async () => (await app.app.dictionary()).app)
      .toEqual(expect.arrayContaining(['Mina', 'Solis', 'Jun', 'Harrow']))
    expect(await galley.page.locator('.article [spellcheck="false"]:not(input)').count()).toBe(0)
  })

  test('takes a no for good', async () => {
    const { galley } = desktop
    await galley.button('New draft').click()
    await galley.button('Don’t check spelling').click()
    await expect.poll(() => desktop.settings()).toMatchObject({ spellingDownloads: 'no' })
    await desktop.app.quit()
    await desktop.start()
    await desktop.galley.button('New draft').click()
    await desktop.galley.field('Headline').click()
    await desktop.galley.waitUntilSaved()
    expect(await desktop.galley.page.getByText('Download the').count()).toBe(0)
    expect((await languages()).flat()).toEqual([])
  })
})
