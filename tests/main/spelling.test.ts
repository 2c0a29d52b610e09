import type { ContextMenuParams } from 'electron'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contextMenuFor, setupContextMenu } from '../../src/main/windows/contextMenu.ts'
import { addedWordsIn, setupSpelling } from '../../src/main/spelling.ts'
import { FakeApp, FakeContents, FakeSession } from './electron.ts'

/** A checker of a system, and the words that Galley wrote down as its own. */
function setUp(
  session = new FakeSession(),
  kept: { words: readonly string[]; isFull?: boolean } = { words: [] },
) {
  const added = {
    read: () => kept.words,
    write: (words: readonly string[]) => {
      if (kept.isFull === true) throw new Error('ENOSPC')
      kept.words = words
    },
  }
  return { session, kept, spelling: setupSpelling({ session, platform: session.platform, added }) }
}

describe('names of a cast', () => {
  test('pass while their draft is on the page, and the writer’s own words always', async () => {
    const session = new FakeSession()
    session.dictionary.add('Mina')
    const { spelling } = setUp(session)
    expect(await spelling.check('en', ['Mina', 'Jae-eon'])).toBe(true)
    expect([...session.dictionary]).toEqual(['Mina', 'Jae-eon'])
    await spelling.check('en', ['Jun'])
    expect([...session.dictionary]).toEqual(['Mina', 'Jun'])
    await spelling.check('en', [])
    expect([...session.dictionary]).toEqual(['Mina'])
  })

  test('are hidden by the page where the checker takes none', async () => {
    const session = new FakeSession()
    session.takesWords = false
    const { spelling } = setUp(session)
    expect(await spelling.check('en', ['Mina'])).toBe(false)
    expect(await spelling.check('en', [])).toBe(true)
  })

  test.each(['darwin', 'win32'] as const)('never reach the system’s dictionary on %s', async (platform) => {
    const session = new FakeSession()
    session.platform = platform
    session.osDictionary.add('Solis')
    const { spelling } = setUp(session)
    expect(await spelling.check('de', ['Solis', 'Jae-eon'])).toBe(false)
    expect(await spelling.check('de', [])).toBe(false)
    expect([...session.osDictionary]).toEqual(['Solis'])
    expect([...session.dictionary]).toEqual([])
    expect(session.languages).toEqual(['de'])
  })

  test('that a crash left are removed at the next start, the writer’s own words never', async () => {
    const session = new FakeSession()
    session.dictionary.add('Solis')
    const { kept } = await crashed(session, ['Solis', 'Jae-eon'])
    expect([...session.dictionary]).toEqual(['Solis', 'Jae-eon'])
    expect(kept.words).toEqual(['Jae-eon'])
    const { spelling } = setUp(session, kept)
    await spelling.check('en', [])
    expect([...session.dictionary]).toEqual(['Solis'])
    expect(kept.words).toEqual([])
  })

  test('that a crash left and that are wanted again stay Galley’s', async () => {
    const session = new FakeSession()
    const { kept } = await crashed(session, ['Jae-eon'])
    const { spelling } = setUp(session, kept)
    await spelling.check('en', ['Jae-eon'])
    expect([...session.dictionary]).toEqual(['Jae-eon'])
    await spelling.check('en', [])
    expect([...session.dictionary]).toEqual([])
  })

  test('are not added where they cannot be written down', async () => {
    const { session, spelling } = setUp(new FakeSession(), { words: [], isFull: true })
    expect(await spelling.check('en', ['Jae-eon'])).toBe(false)
    expect([...session.dictionary]).toEqual([])
  })

  test('follow the last of several drafts that are opened at once', async () => {
    const { session, spelling } = setUp()
    await Promise.all([spelling.check('en', ['Mina']), spelling.check('en', ['Jun'])])
    expect([...session.dictionary]).toEqual(['Jun'])
  })

  test.each([
    ['de', ['de']],
    ['en', ['en-US']],
    ['en-GB', ['en-GB']],
    ['ko-KR', ['ko']],
    ['pt', ['pt-BR']],
    ['ja', ['en-US']],
  ])('are checked in the article’s language: %s', async (language, wanted) => {
    const session = new FakeSession()
    await setUp(session).spelling.check(language, [])
    expect(session.languages).toEqual(wanted)
  })
})

/** A start that ends while these names are in the dictionary. */
async function crashed(session: FakeSession, names: readonly string[]): Promise<ReturnType<typeof setUp>> {
  const start = setUp(session)
  await start.spelling.check('en', names)
  return start
}

describe('the file of the words that Galley added', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'galley-words-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  test('is read as it was written', () => {
    const file = join(folder, 'spelling.json')
    expect(addedWordsIn(file).read()).toEqual([])
    addedWordsIn(file).write(['Jae-eon', '서하린'])
    expect(addedWordsIn(file).read()).toEqual(['Jae-eon', '서하린'])
  })

  test.each(['', '{', '{"a":1}', '[1, null]'])('names no word where it holds %s', async (text) => {
    const file = join(folder, 'spelling.json')
    await writeFile(file, text)
    expect(addedWordsIn(file).read()).toEqual([])
  })
})

const FLAGS = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true }

function labels(params: Partial<ContextMenuParams>): unknown[] {
  const all = { isEditable: true, editFlags: FLAGS, selectionText: '', misspelledWord: '', ...params }
  const contents = { replaceMisspelling: () => undefined, session: new FakeSession() as never }
  return contextMenuFor(contents, all as ContextMenuParams).map(
    ({ label, role, type }) => label ?? role ?? type,
  )
}

describe('the menu of a place in the text', () => {
  const edits = ['cut', 'copy', 'paste', 'pasteAndMatchStyle', 'separator', 'selectAll']

  test('offers what the checker suggests, and to keep the word', () => {
    expect(labels({ misspelledWord: 'teh', dictionarySuggestions: ['the', 'ten'] })).toEqual([
      ...['the', 'ten', 'Add “teh” to the dictionary', 'separator'],
      ...edits,
    ])
    expect(labels({ misspelledWord: 'xyzzy', dictionarySuggestions: [] })[0]).toBe('No suggestions')
    expect(labels({})).toEqual(edits)
  })

  test('outside of text can copy what is selected, and is not shown else', () => {
    expect(labels({ isEditable: false, selectionText: 'words' })).toEqual(['copy'])
    expect(labels({ isEditable: false })).toEqual([])
  })

  test('puts a suggestion in the word’s place', () => {
    const app = new FakeApp()
    const made: unknown[] = []
    const popup = (): void => void made.push('popup')
    setupContextMenu(app.slice, {
      buildFromTemplate: (items) => {
        made.push(...items)
        return { popup } as never
      },
    })
    const contents = new FakeContents()
    app.emit('web-contents-created', {}, contents)
    contents.emit(
      'context-menu',
      {},
      {
        ...{ isEditable: true, editFlags: FLAGS, selectionText: '' },
        ...{ misspelledWord: 'teh', dictionarySuggestions: ['the'] },
      },
    )
    const [first] = made as { click: () => void }[]
    first?.click()
    expect(contents.replaced).toEqual(['the'])
    expect(made.at(-1)).toBe('popup')
  })
})
