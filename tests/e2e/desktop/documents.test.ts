import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { articlesIn } from '../rig/galley.ts'
import { desktopSession, type Desktop } from '../rig/desktop.ts'

let desktop: Desktop

desktopSession(
  'documents',
  (started) => {
    desktop = started
  },
  null,
)

/** Writes a text for the app to open. Returns its path. */
async function textFile(name: string, text: string): Promise<string> {
  const path = join(desktop.folder, name)
  await writeFile(path, text)
  return path
}

const headline = (text: string) => desktop.galley.field('Headline').filter({ hasText: text })

describe('the desktop app', () => {
  test('imports a file that it is started with, and one that a second start names', async () => {
    await desktop.start({ args: [await textFile('tram.md', '# The Night Tram\n\nIt runs late.')] })
    await headline('The Night Tram').waitFor()
    const kite = await textFile('kite.md', '# A Kite\n\nIt flies.')
    const start = { args: [kite], folder: desktop.folder }
    await desktop.app.app.emit('app', 'second-instance', [], desktop.folder, start)
    await headline('A Kite').waitFor()
    expect((await articlesIn(desktop.library)).size).toBe(2)
  })

  test('opens a draft by its link, and says what is wrong with a bad one', async () => {
    await desktop.start({ args: [await textFile('tram.md', '# The Night Tram\n\nIt runs late.')] })
    await headline('The Night Tram').waitFor()
    const [id = ''] = [...(await articlesIn(desktop.library)).keys()]
    await desktop.galley.button('New draft').first().click()
    await desktop.app.app.emit('app', 'open-url', `galley://draft/${encodeURIComponent(id)}`)
    await headline('The Night Tram').waitFor()
    await desktop.app.app.emit('app', 'open-url', 'galley://draft/no/such')
    await desktop.galley.page.getByRole('alert').filter({ hasText: 'leads to no draft' }).waitFor()
  })
})
