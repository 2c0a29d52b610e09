import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { giveBack, shareBrowser } from '../rig/sharedBrowser.ts'
import { articlesIn, FIXTURES, Galley } from '../rig/galley.ts'
import { startHost } from '../rig/host.ts'

async function chownAll(path: string, user: number): Promise<void> {
  for (const entry of await readdir(path, { recursive: true })) await chown(join(path, entry), user, user)
  await chown(path, user, user)
}

test('tells the writer that the library became read-only under unsaved changes, and loses nothing typed after that', async () => {
  const browser = await shareBrowser()
  const folder = await mkdtemp(join(tmpdir(), 'galley-e2e-'))
  const library = join(folder, 'library')
  let host = await startHost(library, join(folder, 'settings'))
  onTestFinished(async () => {
    await host.stop()
    await giveBack(browser)
    await rm(folder, { recursive: true, force: true })
  })
  const galley = await Galley.open(browser, host)
  await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
  await galley.waitUntilSaved()
  await galley.close()
  await host.stop()
  // Root may write everywhere, so the host runs as nobody; whoever is not root is bound by modes anyway.
  const nobody = process.getuid?.() === 0 ? 65534 : undefined
  if (nobody !== undefined) await chownAll(folder, nobody)
  host = await startHost(library, join(folder, 'settings'), { user: nobody })
  const reader = await Galley.open(browser, host)
  await reader.field('Headline').filter({ hasText: 'Burn The Kettle' }).waitFor()
  const [[id] = ['']] = [...(await articlesIn(library)).entries()]
  for (const path of [library, join(library, id)]) await chmod(path, 0o555)
  await reader.field('Headline').click()
  await reader.page.keyboard.press('End')
  await reader.page.keyboard.type(' (typed on)')
  // What happened, what is safe, and what to do.
  const alert = reader.page.getByRole('alert')
  await alert.filter({ hasText: 'The draft was not saved: the folder or file may not be written' }).waitFor()
  const told = await alert.textContent()
  expect(told).toContain('what is on the screen is still there')
  expect(told).toContain('Give yourself access to the folder')
  await reader.page.getByRole('status').filter({ hasText: 'Not saved' }).waitFor()
  await reader.page.keyboard.type(' and on')
  expect(await reader.field('Headline').textContent()).toContain('(typed on) and on')
  for (const path of [library, join(library, id)]) await chmod(path, 0o755)
  await reader.waitUntilSaved()
  expect([...(await articlesIn(library)).values()][0]).toContain('(typed on) and on')
  await reader.close()
})
