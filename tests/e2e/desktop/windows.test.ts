import { rename, writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
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

/** Returns the messages of the message boxes that were shown. */
async function questions(): Promise<readonly unknown[]> {
  return (await desktop.app.notes('dialog.message')).map(
    ({ values }) => (values[0] as { readonly message: string }).message,
  )
}

describe('a window', () => {
  test('says which draft it shows and whether that is edited, for macOS’ title bar', async () => {
    await draft('The Kettle')
    await expect
      .poll(async () => (await desktop.app.app.windows())[0])
      .toMatchObject({
        isEdited: false,
        representedFile: expect.stringContaining(desktop.library) as unknown,
      })
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
