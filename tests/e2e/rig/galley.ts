import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Host } from './host.ts'

export const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'articles')

/** What a page is opened with unless a test says otherwise. */
export const PAGE_OPTIONS = { viewport: { width: 1440, height: 900 }, locale: 'en-GB' } as const

/** Galley in a page, addressed by the roles and names that a screen reader hears. */
export class Galley {
  readonly page: Page
  /** What went wrong in the page: errors, refused loads. A test ends with none. */
  readonly problems: string[] = []

  /** @param page must not have loaded anything yet, so that no problem is missed */
  constructor(page: Page) {
    this.page = page
    page.on('pageerror', (error) => this.problems.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text())
    })
  }

  /** Opens a page on a host and waits until it can be used. */
  static async open(
    browser: Browser,
    host: Host,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<Galley> {
    const opened: Galley[] = []
    await host.openPage(browser, { ...PAGE_OPTIONS, ...options }, (page) => opened.push(new Galley(page)))
    const [galley] = opened
    if (galley === undefined) throw new Error('the host has opened no page')
    await galley.button('New draft').waitFor()
    return galley
  }

  get context(): BrowserContext {
    return this.page.context()
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  field(name: 'Headline' | 'Standfirst' | 'Article body'): Locator {
    return this.page.getByRole('textbox', { name, exact: true })
  }

  get drafts(): Locator {
    // Also while a dialog hides them from screen readers.
    const includeHidden = true
    return this.page.getByRole('grid', { name: 'Drafts', includeHidden }).getByRole('row', { includeHidden })
  }

  /** Makes a draft, and sets the caret into its body. */
  async startDraft(): Promise<void> {
    await this.button('New draft').click()
    // A new draft takes the caret to its headline first.
    await expect
      .poll(() => this.page.locator('.article').evaluate((dom) => dom.contains(document.activeElement)))
      .toBe(true)
    await this.nextFrames()
    await this.field('Article body').click()
    await this.nextFrames()
  }

  /** Chooses from the context menu of a draft's row. */
  async chooseForRow(row: Locator, item: string): Promise<void> {
    await row.click({ button: 'right' })
    await this.page
      .getByRole(item.startsWith('Pin') ? 'menuitemcheckbox' : 'menuitem', { name: item })
      .click()
  }

  /** Waits until the status says so. */
  async waitUntilSaved(): Promise<void> {
    await this.page
      .getByRole('status')
      .filter({ hasText: /^Saved$/ })
      .waitFor()
  }

  /**
   * Puts the caret at the end of the line of these words of the article. A key sent before Chromium has told the page of
   * the new selection (it does so with the next frame) would act at the old place; no hand is that fast.
   */
  async setCaretAfter(words: string): Promise<void> {
    await this.field('Article body').getByText(words).first().click()
    await this.nextFrames()
    await this.page.keyboard.press('End')
    await this.nextFrames()
  }

  /** Waits for two frames: what happened before them has been told to the page and drawn. */
  async nextFrames(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => {
            requestAnimationFrame(() => {
              resolve()
            })
          })
        }),
    )
  }

  async importFile(path: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser')
    await this.button('Import').click()
    await (await chooser).setFiles(path)
  }

  async paste(text: string, html = ''): Promise<void> {
    await this.page.evaluate(
      ([plain, rich]) => {
        const data = new DataTransfer()
        data.setData('text/plain', plain ?? '')
        if (rich !== '') data.setData('text/html', rich ?? '')
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
        document.activeElement?.dispatchEvent(event)
      },
      [text, html],
    )
  }

  async close(): Promise<void> {
    await this.context.close()
    expect(this.problems).toEqual([])
  }
}

async function readArticles(library: string): Promise<Map<string, string>> {
  const folders = (await readdir(library, { withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
  )
  const files = await Promise.all(
    folders.map(
      async ({ name }) => [name, await readFile(join(library, name, 'article.json'), 'utf8')] as const,
    ),
  )
  return new Map(files)
}

/** The article files of a library, by draft id. A draft that is left takes the name of its title meanwhile: once more. */
export async function articlesIn(library: string): Promise<Map<string, string>> {
  return readArticles(library).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return readArticles(library)
    throw error
  })
}
