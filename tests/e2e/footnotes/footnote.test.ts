import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { parseArticle, writeText } from '../../../src/article/index.ts'
import { articlesIn, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let folder = ''
let galley: Galley

testSession('footnote', (opened) => {
  ;({ folder, galley } = opened)
})

const popover = (): Locator => galley.page.getByRole('textbox', { name: 'Text of the footnote' })
const sign = (name: string): Locator => galley.page.getByLabel(name, { exact: true })

async function savedText(): Promise<string> {
  const [file = ''] = [...(await articlesIn(join(folder, 'library'))).values()]
  return writeText(parseArticle(file))
}

test('a footnote is written by keys, opened by a click, kept while it is typed, and taken back', async () => {
  await galley.startDraft()
  const { keyboard } = galley.page
  await keyboard.type('The harbour froze.')
  await keyboard.press('Control+Shift+Alt+f')
  await popover().fill('*Dusk*, p. 4')
  await keyboard.press('Control+Enter')
  await sign('Footnote: Dusk, p. 4').waitFor()
  await galley.nextFrames()
  await keyboard.type(' It thawed.')
  await expect.poll(savedText).toContain('The harbour froze.[1] It thawed.')

  await sign('Footnote: Dusk, p. 4').click()
  await popover().fill('Dawn')
  await keyboard.press('Control+s')
  await expect.poll(savedText).toContain('[1] Dawn')
  await keyboard.press('Escape')
  await popover().waitFor({ state: 'detached' })
  await sign('Footnote: Dawn').click()
  await galley.button('Delete').click()
  await expect.poll(() => galley.page.locator('sup[data-footnote]').count()).toBe(0)
  await galley.nextFrames()
  await keyboard.press('Control+z')
  await sign('Footnote: Dawn').waitFor()
})
