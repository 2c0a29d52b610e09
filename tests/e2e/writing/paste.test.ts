import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { outline, parseArticle } from '../../../src/article/index.ts'
import { GOOGLE_DOCS, WORD } from '../../pasted.ts'
import { articlesIn, FIXTURES, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let folder = ''
let galley: Galley

testSession(
  'paste',
  (opened) => {
    ;({ folder, galley } = opened)
  },
  { permissions: ['clipboard-read', 'clipboard-write'] },
)

/** Puts HTML and text on the browser's own clipboard, as another program would. */
async function clipboard(text: string, html = ''): Promise<void> {
  await galley.page.evaluate(
    async ([plain, rich]) => {
      const blob = (type: string, data: string) => new Blob([data], { type })
      const items = { 'text/plain': blob('text/plain', plain ?? '') }
      await navigator.clipboard.write([
        new ClipboardItem(rich === '' ? items : { ...items, 'text/html': blob('text/html', rich ?? '') }),
      ])
    },
    [text, html],
  )
}

/** A new draft with a first paragraph, the caret in an empty one below. */
async function begun(): Promise<void> {
  await galley.button('New draft').click()
  await galley.field('Article body').click()
  await galley.page.keyboard.type('Before.')
  await galley.page.keyboard.press('Enter')
}

/** The outlines of all drafts on the disk, by headline. */
async function onDisk() {
  await galley.waitUntilSaved()
  const files = await articlesIn(join(folder, 'library'))
  return [...files.values()].map((file) => outline(parseArticle(file)))
}

const types = (rows: Awaited<ReturnType<typeof onDisk>>[number] | undefined): string[] =>
  (rows ?? []).map(({ type }) => type)

describe('pasting', () => {
  test('from Word and Google Docs keeps headings, lists and emphasis', async () => {
    await begun()
    await clipboard('The Night Ferry', WORD)
    await galley.page.keyboard.press('Control+v')
    const body = galley.field('Article body')
    await body.locator('h2', { hasText: 'The Night Ferry' }).waitFor()
    expect(await body.locator('li li').allTextContents()).toEqual(['of hemp'])
    expect(await body.locator('em').allTextContents()).toEqual(['without'])
    await clipboard('Second watch', GOOGLE_DOCS)
    await galley.page.keyboard.press('Control+v')
    await body.locator('h2', { hasText: 'Second watch' }).waitFor()
    expect(await body.locator('[style], o\\:p, font').count()).toBe(0)
    const [rows] = await onDisk()
    expect(rows?.filter(({ type }) => type === 'heading').map(({ text }) => text)).toEqual([
      'The Night Ferry',
      'Second watch',
    ])
  })

  test('recognises text of several blocks, and keeps it as plain text when the writer says so', async () => {
    await begun()
    await clipboard('Mina Solis: “Who has the oars?”\nJun Harrow: “The sea.”')
    await galley.page.keyboard.press('Control+v')
    await galley.field('Article body').getByText('“The sea.”').waitFor()
    expect(types((await onDisk())[0])).toContain('turn')
    await galley.button('Keep as plain text').click()
    await galley.field('Article body').getByText('Jun Harrow: “The sea.”').waitFor()
    expect(types((await onDisk())[0])).not.toContain('turn')
  })

  test('can be kept as plain text from the palette too', async () => {
    await begun()
    await clipboard('Mina Solis: “Who has the oars?”\nJun Harrow: “The sea.”')
    await galley.page.keyboard.press('Control+v')
    await galley.button('Keep as plain text').waitFor()
    await galley.page.keyboard.press('Control+k')
    await galley.page.getByRole('combobox', { name: 'Find a command or a draft' }).fill('keep as plain')
    await galley.page.getByRole('option', { name: 'Keep as plain text' }).waitFor()
    await galley.page.keyboard.press('Enter')
    await galley.field('Article body').getByText('Jun Harrow: “The sea.”').waitFor()
    await expect.poll(() => galley.page.locator('.turn').count()).toBe(0)
  })

  test('with Shift inserts plain text', async () => {
    await begun()
    await clipboard('Mina Solis: “Yes.”\nJun Harrow: “No.”', '<h2>Mina</h2>')
    await galley.page.keyboard.press('Control+Shift+v')
    await galley.field('Article body').getByText('Jun Harrow: “No.”').waitFor()
    expect(types((await onDisk())[0])).toEqual(['headline', 'paragraph', 'paragraph', 'paragraph'])
  })

  test('turns an address into an embed, and Escape turns it back into a link', async () => {
    await begun()
    await clipboard('https://youtu.be/dQw4w9WgXcQ')
    await galley.page.keyboard.press('Control+v')
    await galley.button('Load player').waitFor()
    await galley.page.keyboard.press('Escape')
    await galley.field('Article body').locator('p a', { hasText: 'youtu.be' }).waitFor()
    expect(await galley.button('Load player').count()).toBe(0)
  })

  test('copies a picture into the draft', async () => {
    await begun()
    await galley.page.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 6 })
      const blob = await new Promise<Blob | null>((resolve) => {
        canvas.toBlob(resolve)
      })
      const data = new DataTransfer()
      data.items.add(new File([blob ?? ''], 'pier.png', { type: 'image/png' }))
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    })
    await galley.field('Article body').locator('figure img, .figure-image').waitFor()
    const file = [...(await articlesIn(join(folder, 'library'))).values()][0] ?? ''
    await expect.poll(async () => (await onDisk())[0]?.some(({ type }) => type === 'figure')).toBe(true)
    expect(file).not.toContain('data:')
  })

  test('leaves a picture on the web until asked, and refuses to fetch one from this machine', async () => {
    const asked: string[] = []
    const server = createServer(({ url = '' }, response) => {
      asked.push(url)
      response.end()
    })
    onTestFinished(() => void server.close())
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    await begun()
    const picture = `http://127.0.0.1:${String(port)}/icon.png`
    await galley.paste('', `<p>The pier.</p><img src="${picture}" alt="A pier">`)
    const figure = galley.field('Article body').locator('.figure')
    await figure.getByText('still on the web').waitFor()
    await figure.getByRole('button', { name: 'Add it to the draft' }).click()
    await galley.page.getByRole('alert').filter({ hasText: 'not on the public internet' }).waitFor()
    await figure.getByText('still on the web').waitFor()
    expect(asked).toEqual([])
  })

  test('runs no script of a crafted slice', async () => {
    let dialogs = 0
    galley.page.on('dialog', (dialog) => {
      dialogs += 1
      void dialog.dismiss()
    })
    await begun()
    const evil = 'javascript:alert(1)'
    await galley.paste(
      'words',
      `<div data-pm-slice='0 0 ["embed",{"url":"${evil}"}]'><a href="${evil}">a</a><img src="x:" onerror="alert(2)">` +
        `<div data-block="embed" data-url="${evil}"></div><script>alert(3)</script></div>`,
    )
    await galley.page.evaluate((address) => {
      const data = new DataTransfer()
      const node = { type: 'embed', attrs: { url: address, provider: '', id: '', title: '', author: '' } }
      data.setData('application/x-galley-slice+json', JSON.stringify({ content: [node] }))
      data.setData('text/plain', 'more words')
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    }, evil)
    await galley.field('Article body').getByText('more words').waitFor()
    expect(JSON.stringify(await onDisk())).not.toContain('javascript')
    expect(await galley.page.locator('.article [href^="javascript"], .article script').count()).toBe(0)
    expect(dialogs).toBe(0)
  })
})

describe('copying', () => {
  test('puts text with names and clean HTML on the clipboard, and pastes as the same article into another draft', async () => {
    await galley.importFile(join(FIXTURES, 'tea-at-midnight.txt'))
    await galley.field('Headline').filter({ hasText: 'Burn The Kettle' }).waitFor()
    const before = (await onDisk())[0]
    await galley.field('Headline').click()
    await galley.page.keyboard.press('Control+a')
    await galley.page.keyboard.press('Control+a')
    await galley.page.keyboard.press('Control+c')
    const [text, html] = await galley.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      const read = async (type: string) => (await item?.getType(type))?.text() ?? ''
      return [await read('text/plain'), await read('text/html')]
    })
    expect(text).toContain('Jun Harrow: “Nobody panic…”')
    expect(html).toContain('<h1>')
    expect(html).not.toMatch(/data-pm-slice|contenteditable|class="turn/)

    await galley.button('New draft').click()
    await galley.field('Headline').filter({ hasNotText: 'Burn The Kettle' }).waitFor()
    await galley.field('Headline').click()
    await galley.page.keyboard.press('Control+v')
    await galley.field('Headline').filter({ hasText: 'Burn The Kettle' }).waitFor()
    await expect.poll(onDisk).toEqual([before, before])
  })
})

describe('undo', () => {
  test('is remembered when the writer returns from another draft', async () => {
    await begun()
    await galley.field('Headline').click()
    await galley.page.keyboard.type('First')
    await galley.waitUntilSaved()
    await galley.button('New draft').click()
    await galley.field('Headline').filter({ hasNotText: 'First' }).waitFor()
    await galley.field('Headline').click()
    await galley.page.keyboard.type('Second')
    await galley.waitUntilSaved()
    await galley.drafts.filter({ hasText: 'First' }).first().click()
    await galley.field('Headline').filter({ hasText: 'First' }).waitFor()
    await galley.page.keyboard.press('Control+z')
    await galley.field('Headline').filter({ hasNotText: 'First' }).waitFor()
    await galley.page.keyboard.press('Control+z')
    expect(await galley.field('Headline').textContent()).not.toContain('Second')
  })
})
