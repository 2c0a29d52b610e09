import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Galley } from '../rig/galley.ts'
import { desktopSession, type Desktop } from '../rig/desktop.ts'

let desktop: Desktop

desktopSession('windows', (started) => {
  desktop = started
})

/** Makes a draft in the first window, with this headline on the disk. */
async function draft(headline: string): Promise<void> {
  const { galley } = desktop
  await galley.button('New draft').first().click()
  await galley.field('Headline').click()
  await galley.page.keyboard.type(headline)
  await galley.waitUntilSaved()
}

/** Opens a second window by its keys and returns its page. */
async function secondWindow(): Promise<Galley> {
  await desktop.galley.page.keyboard.press('Control+Shift+N')
  await expect.poll(() => desktop.app.pages().length).toBe(2)
  const page = desktop.app.pages()[1]
  if (page === undefined) throw new Error('there is no second window')
  const galley = new Galley(page)
  await galley.button('New draft').first().waitFor()
  return galley
}

/** Returns the buttons of the message boxes that were shown, by their message. */
async function questions(): Promise<readonly unknown[]> {
  return (await desktop.app.notes('dialog.message')).map(
    ({ values }) => (values[0] as { readonly message: string }).message,
  )
}

describe('several windows', () => {
  test('never show the same draft, and come back at the next start', { timeout: 120_000 }, async () => {
    await draft('The Kettle')
    const second = await secondWindow()
    expect(await second.page.title()).toBe('Galley')
    await second.drafts.filter({ hasText: 'The Kettle' }).getByRole('button').first().click()
    await second.page.getByText('That draft is open in another window').waitFor()
    expect(await second.field('Headline').count()).toBe(0)
    const [first] = await desktop.app.app.windows()
    expect((await desktop.app.notes('browserWindow.focus')).at(-1)?.values).toEqual([first?.id])

    await second.button('New draft').first().click()
    await second.field('Headline').click()
    await second.page.keyboard.type('The Stove')
    await second.waitUntilSaved()
    expect(second.problems).toEqual([])
    expect(await desktop.app.quit()).toBe(0)

    await desktop.start()
    await expect
      .poll(async () => (await Promise.all(desktop.app.pages().map((page) => page.title()))).sort(), {
        timeout: 30_000,
      })
      .toEqual(['The Kettle · Galley', 'The Stove · Galley'])
  })

  test('come back after a start that could not open their library', { timeout: 120_000 }, async () => {
    await draft('The Kettle')
    const second = await secondWindow()
    await second.button('New draft').first().click()
    await second.field('Headline').click()
    await second.page.keyboard.type('The Stove')
    await second.waitUntilSaved()
    expect(await desktop.app.quit()).toBe(0)
    const remembered = await readFile(join(desktop.app.userData, 'window.json'), 'utf8')

    await rename(desktop.library, `${desktop.library} away`)
    await writeFile(desktop.library, '')
    await expect(desktop.start()).rejects.toThrow()
    expect(await desktop.app.ended).toBe(1)
    const left = await readFile(join(desktop.app.userData, 'window.json'), 'utf8')
    expect(JSON.parse(left)).toEqual(JSON.parse(remembered))
  })

  test('say which draft they show and whether it is edited, for macOS’ title bar', async () => {
    await draft('The Kettle')
    await expect
      .poll(async () => (await desktop.app.app.windows())[0])
      .toMatchObject({
        isEdited: false,
        representedFile: expect.stringContaining(desktop.library) as unknown,
      })
  })
})

/** Returns the page of the first window once it has been started again after a crash. */
async function restarted(crashed: Galley): Promise<Galley> {
  await expect.poll(() => desktop.app.pages()[0] !== crashed.page, { timeout: 30_000 }).toBe(true)
  const page = desktop.app.pages()[0]
  if (page === undefined) throw new Error('the window has no page')
  const galley = new Galley(page)
  await page.getByText('This window had stopped and was started again.').waitFor()
  return galley
}

describe('a page that stops', () => {
  test('comes back with its draft, and says so', async () => {
    await draft('The Kettle')
    await desktop.app.crashPage()
    const galley = await restarted(desktop.galley)
    await galley.field('Headline').filter({ hasText: 'The Kettle' }).waitFor()
  })

  test('comes back although it hangs, if the writer says so', async () => {
    await draft('The Kettle')
    await desktop.app.app.answerDialog('message', 1)
    const [window] = await desktop.app.app.windows()
    await desktop.app.app.emitOnWindow(window?.id ?? 0, 'unresponsive')
    const galley = await restarted(desktop.galley)
    await galley.field('Headline').filter({ hasText: 'The Kettle' }).waitFor()
    expect(await questions()).toEqual(['This window does not respond'])
  })
})

describe('quitting with words that cannot be saved', () => {
  test('is told and taken back, or ends without them', async () => {
    await draft('The Kettle')
    // A file in the library's place: nothing can be written any more, and nothing can be made in its stead.
    await rename(desktop.library, `${desktop.library} before`)
    await writeFile(desktop.library, '')
    const { galley } = desktop
    await galley.page.keyboard.type(' boils')
    const { app } = desktop.app
    await app.answerDialog('message', 0)
    await app.quit()
    await expect.poll(questions, { timeout: 30_000 }).toEqual(['Your last words could not be saved'])
    await galley.field('Headline').filter({ hasText: 'The Kettle boils' }).waitFor()
    await app.answerDialog('message', 2)
    expect(await desktop.app.quit()).toBe(0)
    galley.problems.length = 0
  })
})

describe('a report of a problem', () => {
  test('shows versions and the log, without a word of the article', async () => {
    await draft('The Kettle')
    await desktop.app.crashPage()
    const galley = await restarted(desktop.galley)
    await galley.page.keyboard.press('Control+k')
    await galley.page.keyboard.type('report a problem')
    await galley.page.keyboard.press('Enter')
    const log = galley.page.getByRole('region', { name: 'Versions and log' })
    await log.filter({ hasText: "the page's process is gone: crashed" }).waitFor()
    expect(await log.innerText()).toMatch(/^Galley \d/)
    expect(await log.innerText()).not.toContain('Kettle')
  })
})
