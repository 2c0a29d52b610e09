import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { articlesIn } from '../rig/galley.ts'
import { desktopSession, type Desktop } from '../rig/desktop.ts'

let desktop: Desktop

desktopSession('importing', (started) => {
  desktop = started
})

/** A picture of one pixel. */
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

describe('the desktop app', () => {
  test('imports a page without a word, and keeps its pictures as files', async () => {
    const { galley } = desktop
    const file = join(desktop.folder, 'ferry.html')
    await writeFile(
      file,
      `<article><h1>The Night Ferry</h1><p>Words.</p><figure><img src="${PIXEL}" alt="A pier"><figcaption>The pier.</figcaption></figure></article>`,
    )
    await galley.importFile(file)
    await galley.field('Headline').filter({ hasText: 'The Night Ferry' }).waitFor()
    await expect
      .poll(async () => [...(await articlesIn(desktop.library)).values()][0] ?? '')
      .toContain('"images/')
    expect((await articlesIn(desktop.library)).size).toBe(1)
    expect([...(await articlesIn(desktop.library)).values()][0]).not.toContain('data:')
    expect(await galley.page.getByRole('alert').count()).toBe(0)
    expect(galley.problems).toEqual([])
  })
})
