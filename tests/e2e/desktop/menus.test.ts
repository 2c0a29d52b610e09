import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { MenuEntry } from '../../standin/contract.ts'
import { articlesIn, FIXTURES } from '../rig/galley.ts'
import { desktopSession, type Desktop } from '../rig/desktop.ts'

let desktop: Desktop

desktopSession('menus', (started) => {
  desktop = started
})

function allEntries(entries: readonly MenuEntry[]): readonly MenuEntry[] {
  return entries.flatMap((entry) => [entry, ...allEntries(entry.items)])
}

/** Returns the items of the menu bar that run a command of the page, by the command's id. */
async function commands(): Promise<ReadonlyMap<string, MenuEntry>> {
  const bar = allEntries(await desktop.app.app.menu())
  return new Map(bar.filter(({ id }) => id !== '').map((entry) => [entry.id, entry]))
}

/** Waits until the item of a command is enabled or not: the page describes its menus a moment after it changed. */
async function waitUntil(id: string, state: Partial<MenuEntry>): Promise<void> {
  await expect.poll(async () => (await commands()).get(id)).toMatchObject(state)
}

/** Makes a draft by the menu and writes its headline. */
async function begin(headline: string): Promise<void> {
  const { galley, app } = desktop
  await waitUntil('article.new', { enabled: true })
  await app.app.clickMenu('article.new')
  await galley.field('Headline').click()
  await galley.page.keyboard.type(headline)
  await galley.waitUntilSaved()
}

/** Commands that need a draft. */
const OF_A_DRAFT = ['article.save', 'article.export', 'article.pdf', 'article.print', 'article.trash', 'find']

describe('the menu bar', () => {
  test('has the page’s commands, and runs the one that is chosen, once', async () => {
    const { app, library } = desktop
    await waitUntil('article.new', { enabled: true })
    await waitUntil('mark.strong', { enabled: false })
    const closed = await commands()
    for (const id of OF_A_DRAFT) expect(closed.get(id), id).toMatchObject({ enabled: false })
    for (const { label, id } of closed.values()) expect(label, id).not.toBe('')
    const isRefused = app.app.clickMenu('article.save')
    await expect(isRefused).rejects.toThrow('cannot be clicked')

    await begin('The Kettle')
    for (const id of OF_A_DRAFT) await waitUntil(id, { enabled: true })
    expect((await articlesIn(library)).size).toBe(1)

    const body = desktop.galley.field('Article body')
    await body.click()
    await desktop.galley.page.keyboard.type('boils')
    await desktop.galley.page.keyboard.press('Shift+Home')
    await waitUntil('mark.strong', { enabled: true })
    await app.app.clickMenu('mark.strong')
    await body.locator('strong').filter({ hasText: 'boils' }).waitFor()

    await waitUntil('view.focusMode', { type: 'checkbox', checked: false })
    await app.app.clickMenu('view.focusMode')
    await waitUntil('view.focusMode', { checked: true })
    await expect.poll(() => desktop.settings()).toMatchObject({ focusMode: true })
    expect((await articlesIn(library)).size).toBe(1)
    expect(desktop.galley.problems).toEqual([])
  })

  test('leaves the caret in a speaker’s words while it asks what is enabled', async () => {
    const { galley, library } = desktop
    await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
    await galley.setCaretAfter('“Nobody panic…”')
    const typed = ' “It is only smoke, and it has been only smoke.”'
    // Slower than the menu bar is described again, so that it is between many keys.
    await galley.page.keyboard.type(typed, { delay: 150 })
    await galley.waitUntilSaved()
    expect(await galley.page.locator('.turn-form').count()).toBe(0)
    expect([...(await articlesIn(library)).values()].join()).toContain(typed)
    expect(galley.problems).toEqual([])
  })

  test('undoes, redoes, copies, pastes and cuts in the editor by its system items', async () => {
    await begin('The Kettle')
    const { galley, app } = desktop
    const headline = galley.field('Headline')
    const standfirst = galley.field('Standfirst')
    await app.app.clickMenu('undo')
    await expect.poll(() => headline.textContent()).not.toContain('Kettle')
    await app.app.clickMenu('redo')
    await expect.poll(() => headline.textContent()).toContain('The Kettle')
    await galley.page.keyboard.press('Home')
    await galley.page.keyboard.press('Shift+End')
    await galley.nextFrames()
    await app.app.clickMenu('copy')
    await standfirst.click()
    await galley.nextFrames()
    await app.app.clickMenu('paste')
    await expect.poll(() => standfirst.textContent()).toContain('The Kettle')
    expect(await headline.textContent()).toContain('The Kettle')
    await app.app.clickMenu('selectAll')
    await galley.nextFrames()
    await app.app.clickMenu('cut')
    await expect.poll(() => standfirst.textContent()).not.toContain('Kettle')
    expect(galley.problems).toEqual([])
  })

  test('saves the article as a PDF where the save dialog says', async () => {
    await begin('The Kettle')
    const { app, folder, galley } = desktop
    const path = join(folder, 'kettle.pdf')
    await waitUntil('article.pdf', { enabled: true })
    await app.app.answerDialog('save', path)
    await app.app.clickMenu('article.pdf')
    await expect.poll(() => readFile(path, 'latin1').catch(() => ''), { timeout: 20_000 }).toMatch(/^%PDF-/)
    const asked = await app.notes('dialog.save')
    const suggested = asked.map(({ values }) => (values[0] as { defaultPath: string }).defaultPath)
    expect(suggested.map((each) => basename(each))).toEqual(['the-kettle.pdf'])
    await galley.page.getByText('kettle.pdf').first().waitFor()
    expect(galley.problems).toEqual([])
  })
})
