import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { articlesIn, type Galley } from '../rig/galley.ts'
import { testSession } from '../rig/session.ts'

let folder = ''
let galley: Galley

testSession('typed-words', (opened) => {
  ;({ folder, galley } = opened)
})

const FERRY = `# The ferry

The ferry left in 1994.

Mina: “Wait.”

Jun: “No.”

![](https://photos.example/ferry.png)

https://www.youtube.com/watch?v=aB3-_xyz890
`

const press = (key: string): Promise<void> => galley.page.keyboard.press(key)
const type = (text: string): Promise<void> => galley.page.keyboard.type(text)
const ferry = (): Locator => galley.drafts.filter({ hasText: 'The ferry' })
const tab = (name: string): Promise<void> => galley.page.getByRole('tab', { name, exact: true }).click()
const inspector = (): Locator => galley.page.locator('.inspector')

/** Focuses a field of the inspector, on one of its tabs, and selects what is in it. */
const inTab =
  (name: string, label: string | RegExp): (() => Promise<void>) =>
  async () => {
    await tab(name)
    const folded = inspector().locator('.section:not(.is-open) h2 button')
    while ((await folded.count()) > 0) await folded.first().click()
    await focus(inspector().getByLabel(label))
  }

/** Focuses a field and selects what is in it. */
async function focus(field: Locator): Promise<void> {
  await field.first().scrollIntoViewIfNeeded()
  await field.first().focus()
  await press('Control+a')
}

const inText =
  (selector: string): (() => Promise<void>) =>
  () =>
    focus(galley.page.locator(selector))

/** Selects the words before the caret and opens a form about them. */
async function about(words: string, key: string, label: string): Promise<void> {
  await galley.setCaretAfter(words)
  await press('Shift+Control+ArrowLeft')
  await press('Shift+Control+ArrowLeft')
  await galley.nextFrames()
  await press(key)
  await galley.page.getByRole('textbox', { name: label }).waitFor()
}

async function openForm(): Promise<void> {
  await galley.page.locator('.turn[data-speaker="Jun"] .turn-speaker').click()
  await galley.page.getByRole('combobox', { name: 'Speaker', exact: true }).waitFor()
  await press('Control+a')
}

/** Each field whose words are only in a component until it is left: how it is reached, and what is typed into it. */
const FIELDS: readonly (readonly [name: string, reach: () => Promise<void>, typed: string])[] = [
  ['byline', inText('.byline input'), 'Byline Abel'],
  ['alt text', inText('.figure-alt input'), 'Alternative pier'],
  ['credit', inText('.figure-credit input'), 'Photo Credit'],
  ['title of an embed', inText('.embed-title'), 'Embedded reel'],
  ['author of an embed', inText('.embed-author'), 'Embedded author'],
  ['comment', () => about('The ferry left in', 'Control+Alt+m', 'Note to self'), 'sure or not'],
  ['link', () => about('The ferry left in', 'Control+Shift+k', 'Address'), 'https://linked.example/pier'],
  ['tags', inTab('Article', 'Tags'), 'tagged harbour'],
  ['slug', inTab('Article', 'Slug'), 'slug-of-the-pier'],
  ['canonical address', inTab('Article', /^Canonical/), 'https://canonical.example/pier'],
  ['search title', inTab('Article', /^Title in search results/), 'Sought title'],
  ['search description', inTab('Article', /^Description in search results/), 'Sought description'],
  ['excerpt', inTab('Article', /^Excerpt/), 'Excerpted'],
  ['role', inTab('Cast', /^Other spellings and role of Mina/), 'Minah'],
  ['name', inTab('Cast', /^Name of Mina/), 'Minerva'],
  ['new person', inTab('Cast', 'Add a person'), 'Newcomer'],
  ['speaker', openForm, 'Junius'],
  [
    'goal',
    async () => {
      if ((await inspector().locator('#goal-fields').count()) === 0)
        await inspector().locator('.goal-line').click()
      await focus(inspector().locator('#goal-fields input'))
    },
    '4321',
  ],
]

/** The fields of these names, for what does not depend on the field. */
const fieldsNamed = (...names: readonly string[]): typeof FIELDS =>
  FIELDS.filter(([name]) => names.includes(name))

async function openFerry(): Promise<void> {
  const file = join(folder, 'ferry.md')
  await writeFile(file, FERRY)
  await galley.importFile(file)
  await galley.page.locator('.embed-card').waitFor()
  await galley.waitUntilSaved()
}

/** The articles on the disk, split into that of the ferry and all others. */
async function onDisk(): Promise<{ ferry: string; others: string }> {
  const all = [...(await articlesIn(join(folder, 'library'))).values()]
  const isFerry = (text: string): boolean => text.includes('The ferry')
  return { ferry: all.find(isFerry) ?? '', others: all.filter((text) => !isFerry(text)).join('\n') }
}

test(
  'what is being typed in a field stays in its draft when a key opens another one',
  { timeout: 180_000 },
  async () => {
    await openFerry()
    const lost: string[] = []
    const strayed: string[] = []
    for (const [name, reach, typed] of FIELDS) {
      await reach()
      await type(typed)
      await press('Control+Alt+n')
      await expect.poll(() => galley.field('Headline').textContent()).toBe('')
      await galley.nextFrames()
      // The other draft is saved with what came into it.
      await galley.field('Headline').click()
      await type('Other')
      await galley.waitUntilSaved()
      const { ferry: text, others } = await onDisk()
      if (!text.includes(typed)) lost.push(name)
      // As a word: the digits of a goal can stand in an id, too.
      if (new RegExp(`\\b${typed}\\b`).test(others)) strayed.push(name)
      await ferry().click()
      await expect.poll(() => galley.field('Headline').textContent()).toBe('The ferry')
    }
    expect({ lost, strayed }).toEqual({ lost: [], strayed: [] })
  },
)

test(
  'what is being typed in a field is saved when the window is to close',
  { timeout: 180_000 },
  async () => {
    await openFerry()
    galley.page.on('dialog', (dialog) => void dialog.dismiss())
    for (const [name, reach, typed] of fieldsNamed('alt text', 'comment', 'slug', 'new person', 'speaker')) {
      await reach()
      await type(typed)
      await galley.page.close({ runBeforeUnload: true })
      await expect.poll(async () => ((await onDisk()).ferry.includes(typed) ? '' : name)).toBe('')
    }
  },
)

test('a save keeps what is typed, and the field goes on', async () => {
  await openFerry()
  for (const [, reach, typed] of fieldsNamed('byline', 'comment', 'slug')) {
    await reach()
    await type(typed)
    await press('Control+s')
    await expect.poll(async () => (await onDisk()).ferry.includes(typed)).toBe(true)
    await type('-more')
    await press('Control+s')
    await expect.poll(async () => (await onDisk()).ferry.includes(`${typed}-more`)).toBe(true)
  }
})
