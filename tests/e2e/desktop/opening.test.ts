import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { articlesIn } from '../rig/galley.ts'
import { desktopSession, type Desktop } from '../rig/desktop.ts'

let desktop: Desktop

desktopSession('opening', (started) => {
  desktop = started
})

describe('the desktop app', () => {
  test('saves a draft and the settings, and returns to both', async () => {
    const { galley } = desktop
    await galley.button('New draft').click()
    await galley.field('Headline').click()
    await galley.page.keyboard.type('The Kettle')
    await galley.waitUntilSaved()
    await galley.page.keyboard.press('F8')
    await expect.poll(() => desktop.settings()).toMatchObject({ focusMode: true })
    const [id = ''] = [...(await articlesIn(desktop.library)).keys()]
    expect(await desktop.settings()).toMatchObject({ lastDraft: id })
    expect(await desktop.app.quit()).toBe(0)

    await desktop.start()
    await desktop.galley.field('Headline').filter({ hasText: 'The Kettle' }).waitFor()
    expect(desktop.galley.problems).toEqual([])
  })

  test('saves the middle of a word when it quits, and leaves no lock', async () => {
    const { galley } = desktop
    await galley.button('New draft').click()
    await galley.field('Headline').click()
    await galley.page.keyboard.type('Half a wo')
    expect(await desktop.app.quit()).toBe(0)
    const [[id, article] = ['', '']] = [...(await articlesIn(desktop.library))]
    expect(article).toContain('Half a wo')
    await expect(access(join(desktop.library, id, 'lock'))).rejects.toThrow('ENOENT')
  })
})
