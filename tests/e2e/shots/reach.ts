import type { Locator, Page } from 'playwright-core'
import type { Scene } from './states.ts'

/** The ways into the states of the page and of writing on it, each by what a writer would do. */

export type Reach = (scene: Scene) => Promise<void>

const body = (page: Page): Locator => page.getByRole('textbox', { name: 'Article body', exact: true })
export const paragraph = (page: Page, text: string): Locator =>
  body(page).locator('p').filter({ hasText: text }).first()
export const FIRST_PARAGRAPH = 'It starts with an argument'

export const press =
  (...keys: readonly string[]): Reach =>
  async ({ page }) => {
    for (const key of keys) await page.keyboard.press(key)
  }

/**
 * Puts the caret at the end of the paragraph that has a text, and waits until the browser has told the editor of it.
 * @param back how many characters before the end
 */
export async function setCaretAfter(page: Page, text: string, back = 0): Promise<void> {
  const found = paragraph(page, text)
  await found.click()
  await found.evaluate(async (dom, steps) => {
    // Of a click the editor sets the selection once more, within 20 ms.
    await new Promise((resolve) => setTimeout(resolve, 50))
    const place = getSelection()
    const before = [place?.anchorNode, place?.anchorOffset]
    const told = new Promise((resolve) => {
      document.addEventListener('selectionchange', resolve, { once: true })
    })
    place?.selectAllChildren(dom)
    place?.collapseToEnd()
    for (let step = 0; step < steps; step += 1) place?.modify('move', 'backward', 'character')
    // On a busy machine the event comes many frames later; without a change it never comes.
    if (before[0] !== place?.anchorNode || before[1] !== place?.anchorOffset) await told
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
  }, back)
  await page.locator('.has-caret', { hasText: text }).waitFor()
}

/** The same, from the midst of writing. */
export const inText =
  (then: Reach): Reach =>
  async (scene) => {
    await setCaretAfter(scene.page, FIRST_PARAGRAPH)
    await then(scene)
  }

export async function inNewParagraph(page: Page, typed: string): Promise<void> {
  await setCaretAfter(page, FIRST_PARAGRAPH)
  await page.keyboard.press('Enter')
  await page.keyboard.type(typed, { delay: 30 })
}

/** Opens a side that is a drawer on this window. */
export async function openSide(page: Page, name: 'Library' | 'Inspector'): Promise<void> {
  const shown = page.getByRole('complementary', { name })
  if (!(await shown.isVisible()))
    await page.getByRole('button', { name: `Show the ${name.toLowerCase()}`, exact: true }).click()
  await shown.waitFor()
}

// ---- the page ----

export const toDialogue: Reach = ({ page }) =>
  page
    .locator('.turn')
    .nth(2)
    .evaluate((dom) => {
      dom.scrollIntoView({ block: 'center' })
    })

export const toEnd: Reach = async ({ page }) => {
  await page.locator('.page-scroll').hover()
  await page.locator('.article [data-block="body"] > :last-child').evaluate((dom) => {
    dom.scrollIntoView({ block: 'end' })
  })
}

export const toMiddle: Reach = ({ page }) =>
  page.locator('.page-scroll').evaluate((dom) => {
    dom.scrollTop = dom.scrollHeight / 2
  })

/** Selects the photo of that number, from 0. */
export const selectPhoto =
  (index: number): Reach =>
  async ({ page }) => {
    const picture = page.locator('.figure-picture').nth(index)
    await picture.click()
    await picture.evaluate((dom) => {
      dom.scrollIntoView({ block: 'center' })
    })
    await page.getByRole('toolbar', { name: 'Photo' }).waitFor()
  }

/** Opens the crop dialog of that photo, with an area to see. */
export const cropPhoto =
  (index: number): Reach =>
  async (scene) => {
    await selectPhoto(index)(scene)
    const { page } = scene
    await page.getByRole('toolbar', { name: 'Photo' }).getByRole('button', { name: 'Crop…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Crop picture' })
    await dialog.getByText(/ pixels$/).waitFor()
    await dialog.getByRole('button', { name: '4:3' }).click()
    await dialog.getByRole('button', { name: 'Set focal point' }).click()
  }

export const focusMode: Reach = async ({ page }) => {
  await setCaretAfter(page, FIRST_PARAGRAPH)
  await page.keyboard.press('F8')
  await page.locator('.is-focusing').waitFor()
}

const paletteField = (page: Page): Locator =>
  page.getByRole('combobox', { name: 'Find a command or a draft' })

export const palette =
  (query: string): Reach =>
  async ({ page }) => {
    await setCaretAfter(page, FIRST_PARAGRAPH)
    await page.keyboard.press('ControlOrMeta+k')
    await paletteField(page).waitFor()
    // In one step: with each key the list is drawn anew.
    if (query !== '') await paletteField(page).fill(query)
  }

export const command =
  (name: string): Reach =>
  async (scene) => {
    await palette(name)(scene)
    await scene.page.getByRole('option', { name }).first().click()
    // The palette is gone; the command may have opened a dialog of its own.
    await paletteField(scene.page).waitFor({ state: 'detached' })
  }

/** The same by keys alone, from the midst of writing. */
export const commandByKeys =
  (name: string): Reach =>
  async (scene) => {
    await palette(name)(scene)
    await scene.page.locator('[data-highlighted]').filter({ hasText: name }).waitFor()
    await scene.page.keyboard.press('Enter')
    await paletteField(scene.page).waitFor({ state: 'detached' })
  }

export const dragFile: Reach = ({ page }) =>
  page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['words'], 'article.txt', { type: 'text/plain' }))
    document.body.dispatchEvent(
      new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }),
    )
  })

/** Drops two photos and a raw file below the first paragraph: the notice says which came in. */
export const dropPhotos: Reach = async ({ page }) => {
  await page.evaluate(async () => {
    const data = new DataTransfer()
    for (const [name, colour] of [
      ['counter.png', '#5d3d27'],
      ['rain.png', '#5b6a72'],
    ] as const) {
      const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 600 })
      const context = canvas.getContext('2d')
      if (context !== null) context.fillStyle = colour
      context?.fillRect(0, 0, 900, 600)
      const blob = await new Promise<Blob | null>((done) => {
        canvas.toBlob(done)
      })
      if (blob !== null) data.items.add(new File([blob], name, { type: 'image/png' }))
    }
    data.items.add(new File(['II*\0\x08\0\0\0\0\0\0\0\0\0\0\0'], 'DSC_0042.NEF'))
    const block = document.querySelector('.article p')
    const { left = 0, bottom = 0 } = block?.getBoundingClientRect() ?? {}
    for (const name of ['dragover', 'drop'])
      block?.dispatchEvent(
        new DragEvent(name, {
          dataTransfer: data,
          bubbles: true,
          cancelable: true,
          clientX: left + 20,
          clientY: bottom - 2,
        }),
      )
  })
  await page.locator('.notice').getByRole('button', { name: 'Make a gallery' }).waitFor()
}

// ---- writing ----

export const nextTurn: Reach = async ({ page }) => {
  await setCaretAfter(page, 'Yesterday I was somebody else')
  await page.keyboard.press('Enter')
  await page.locator('.turn.is-suggested').waitFor()
}

export const typeTurn: Reach = async (scene) => {
  await nextTurn(scene)
  await scene.page.keyboard.type('"And now it is me again."')
}

export const speakerField: Reach = async (scene) => {
  await nextTurn(scene)
  await scene.page.keyboard.press('Shift+Tab')
  await scene.page.getByRole('combobox', { name: 'Speaker' }).waitFor()
  await scene.page.keyboard.press('ControlOrMeta+a')
  await scene.page.keyboard.type('m')
}

export const addressee: Reach = async (scene) => {
  await nextTurn(scene)
  await scene.page.keyboard.press('Shift+Tab')
  await scene.page.getByRole('combobox', { name: 'Speaker' }).waitFor()
  await scene.page.keyboard.press('ControlOrMeta+a')
  await scene.page.keyboard.type('Mina Solis to ')
  await scene.page.getByRole('combobox', { name: 'Spoken to' }).waitFor()
}

export const renameQuestion: Reach = async ({ page }) => {
  await setCaretAfter(page, 'Yesterday I was somebody else')
  await page.keyboard.press('Shift+Tab')
  await page.getByRole('combobox', { name: 'Speaker' }).waitFor()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Jonah Harrow')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: /^Rename / }).waitFor()
}

export const select: Reach = async ({ page }) => {
  await setCaretAfter(page, FIRST_PARAGRAPH)
  for (let word = 0; word < 5; word += 1) await page.keyboard.press('ControlOrMeta+Shift+ArrowLeft')
  await page.getByRole('toolbar', { name: 'Format the selection' }).waitFor()
}

export const linkEditor: Reach = async (scene) => {
  await select(scene)
  await scene.page.keyboard.press('ControlOrMeta+Shift+K')
  await scene.page.getByRole('textbox', { name: 'Address of the link' }).waitFor()
}

export const linkRefused: Reach = async (scene) => {
  await linkEditor(scene)
  await scene.page.keyboard.type('the other page')
  await scene.page.keyboard.press('Enter')
}

export const slash =
  (typed: string): Reach =>
  async ({ page }) => {
    await inNewParagraph(page, typed)
    await page.getByRole('listbox', { name: 'Blocks' }).waitFor()
  }

export const plus: Reach = async ({ page }) => {
  await inNewParagraph(page, '')
  await page.mouse.move(10, 10)
}

export const handle: Reach = async ({ page }) => {
  await paragraph(page, FIRST_PARAGRAPH).hover()
  await page.locator('.handle').waitFor()
}

export const blockMenu: Reach = async ({ page }) => {
  await setCaretAfter(page, FIRST_PARAGRAPH)
  await page.keyboard.press('Alt+Enter')
  await page.getByRole('menuitem', { name: 'Turn into' }).waitFor()
}

export const turnInto: Reach = async (scene) => {
  await blockMenu(scene)
  await scene.page.getByRole('menuitem', { name: 'Turn into' }).press('ArrowRight')
  await scene.page.getByRole('menuitem', { name: 'Heading 3' }).waitFor()
}

export const selectEmbed: Reach = async ({ page }) => {
  await page.locator('.embed-thumb').click()
  await page.locator('.embed.is-selected').waitFor()
}

/** Puts the caret into a cell of the first table. */
export const inCell: Reach = async ({ page }) => {
  await page.locator('.table td').nth(4).click()
  await page.locator('.table.has-caret').waitFor()
}

/** Opens the menu of the caret's table by its keys alone. */
export const tableMenu: Reach = async (scene) => {
  await inCell(scene)
  await scene.page.locator('.table.has-caret').getByRole('button', { name: 'Table' }).press('Enter')
  await scene.page.getByRole('menuitem', { name: 'Insert row above' }).waitFor()
}

/** Asks for title and picture of a site that does not exist. */
export const failToFetch: Reach = async ({ page }) => {
  await page.getByRole('button', { name: 'Fetch title and picture' }).last().click()
  await page.locator('.embed-problem').waitFor()
  await page.locator('.embed-problem').scrollIntoViewIfNeeded()
}

/** Held over the gap above the dialogue: a drag that the browser itself does would have no picture. */
export const dragBlock: Reach = async (scene) => {
  const { page } = scene
  await paragraph(page, FIRST_PARAGRAPH).evaluate((dom) => {
    dom.scrollIntoView({ block: 'center' })
  })
  await handle(scene)
  const dialogue = page.locator('[data-block="dialogue"]').first()
  const to = await dialogue.boundingBox()
  if (to === null) throw new Error('there is nothing to drag to')
  const dataTransfer = await page.evaluateHandle(() => new DataTransfer())
  await page.locator('.handle-button').dispatchEvent('dragstart', { dataTransfer })
  await dialogue.dispatchEvent('dragover', { dataTransfer, clientX: to.x + 300, clientY: to.y + 2 })
  await page.locator('.drop-line').waitFor()
}

export const find =
  (text: string): Reach =>
  async ({ page }) => {
    await setCaretAfter(page, FIRST_PARAGRAPH)
    await page.keyboard.press('ControlOrMeta+f')
    await page.getByRole('textbox', { name: 'Find', exact: true }).fill(text)
    await page.locator('.find-count').filter({ hasText: /\d|No/ }).waitFor()
  }

export const replace =
  (text: string): Reach =>
  async ({ page }) => {
    await setCaretAfter(page, FIRST_PARAGRAPH)
    await page.keyboard.press('ControlOrMeta+h')
    await page.getByRole('textbox', { name: 'Find', exact: true }).fill(text)
    await page.getByRole('textbox', { name: 'Replace with' }).fill('storm')
  }
