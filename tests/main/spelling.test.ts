import type { App, ContextMenuParams, Session } from 'electron'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contextMenuFor, setupContextMenu } from '../../src/main/menus/contextMenu.ts'
import { addedWordsIn, keepDictionariesOff, setupSpelling } from '../../src/main/spelling.ts'
import { FakeApp, FakeContents, FakeSession } from './electron.ts'

/** Sets up spelling over a checker and a list of the words that Galley added to it; writing fails if `isFull`. */
function setUp(
  session = new FakeSession(),
  recorded: { words: readonly string[]; isFull?: boolean } = { words: [] },
) {
  const added = {
    read: () => recorded.words,
    write: (words: readonly string[]) => {
      if (recorded.isFull === true) throw new Error('ENOSPC')
      recorded.words = words
    },
  }
  return { session, recorded, spelling: setupSpelling({ session, platform: session.platform, added }) }
}

describe('names of a cast', () => {
  test('are in the dictionary while their draft is on the page, and the writer’s own words always', async () => {
    const session = new FakeSession()
    session.dictionary.add('Mina')
    const { spelling } = setUp(session)
    expect(await spelling.check(['en'], ['Mina', 'Jae-eon'], true)).toEqual({
      acceptsNames: true,
      missing: [],
    })
    expect([...session.dictionary]).toEqual(['Mina', 'Jae-eon'])
    await spelling.check(['en'], ['Jun'], true)
    expect([...session.dictionary]).toEqual(['Mina', 'Jun'])
    await spelling.check(['en'], [], true)
    expect([...session.dictionary]).toEqual(['Mina'])
  })

  test('are left to the page if the checker accepts no words', async () => {
    const session = new FakeSession()
    session.acceptsWords = false
    const { spelling } = setUp(session)
    expect(await spelling.check(['en'], ['Mina'], true)).toEqual({ acceptsNames: false, missing: [] })
    expect(await spelling.check(['en'], [], true)).toEqual({ acceptsNames: true, missing: [] })
  })

  test.each(['darwin', 'win32'] as const)(
    'are never added to the system’s dictionary on %s',
    async (platform) => {
      const session = new FakeSession()
      session.platform = platform
      session.osDictionary.add('Solis')
      const { spelling } = setUp(session)
      expect(await spelling.check(['de'], ['Solis', 'Jae-eon'], true)).toEqual({
        acceptsNames: false,
        missing: [],
      })
      expect(await spelling.check(['de'], [], true)).toEqual({ acceptsNames: false, missing: [] })
      expect([...session.osDictionary]).toEqual(['Solis'])
      expect([...session.dictionary]).toEqual([])
      expect(session.languages).toEqual(['de'])
    },
  )

  test('are removed at the next start after a crash, the writer’s own words never', async () => {
    const session = new FakeSession()
    session.dictionary.add('Solis')
    const { recorded } = await crashed(session, ['Solis', 'Jae-eon'])
    expect([...session.dictionary]).toEqual(['Solis', 'Jae-eon'])
    expect(recorded.words).toEqual(['Jae-eon'])
    const { spelling } = setUp(session, recorded)
    await spelling.check(['en'], [], true)
    expect([...session.dictionary]).toEqual(['Solis'])
    expect(recorded.words).toEqual([])
  })

  test('stay recorded as Galley’s if they are needed again after a crash', async () => {
    const session = new FakeSession()
    const { recorded } = await crashed(session, ['Jae-eon'])
    const { spelling } = setUp(session, recorded)
    await spelling.check(['en'], ['Jae-eon'], true)
    expect([...session.dictionary]).toEqual(['Jae-eon'])
    await spelling.check(['en'], [], true)
    expect([...session.dictionary]).toEqual([])
  })

  test('are not added if they cannot be recorded', async () => {
    const { session, spelling } = setUp(new FakeSession(), { words: [], isFull: true })
    expect(await spelling.check(['en'], ['Jae-eon'], true)).toEqual({ acceptsNames: false, missing: [] })
    expect([...session.dictionary]).toEqual([])
  })

  test('are those of the last draft if several are opened at once', async () => {
    const { session, spelling } = setUp()
    await Promise.all([spelling.check(['en'], ['Mina'], true), spelling.check(['en'], ['Jun'], true)])
    expect([...session.dictionary]).toEqual(['Jun'])
  })

  test.each([
    ['de', ['de']],
    ['en', ['en-US']],
    ['en-GB', ['en-GB']],
    ['ko-KR', ['ko']],
    ['pt', ['pt-BR']],
    // No dictionary: no other language's is used.
    ['ja', []],
  ])('are checked in the article’s language: %s', async (language, wanted) => {
    const session = new FakeSession()
    await setUp(session).spelling.check([language], [], true)
    expect(session.languages).toEqual(wanted)
  })
})

describe('dictionaries', () => {
  test('are not downloaded before a yes: not the system’s language’s at the start, nor the article’s', async () => {
    const { session, spelling } = setUp()
    expect(session.languages).toEqual([])
    expect(await spelling.check(['en-GB', 'ko', 'ja'], ['Mina'], false)).toEqual({
      acceptsNames: true,
      missing: ['en-GB', 'ko'],
    })
    expect(session.languages).toEqual([])
    await spelling.check(['en'], [], true)
    expect(session.languages).toEqual(['en-US'])
    await spelling.check(['en'], [], false)
    expect(session.languages).toEqual([])
  })

  test('of several languages are used at once, each once', async () => {
    const { session, spelling } = setUp()
    const result = await spelling.check(['en-GB', 'ko', 'ko-KR', 'ja'], [], true)
    expect(result.missing).toEqual([])
    expect(session.languages).toEqual(['en-GB', 'ko'])
  })

  test('belong to the system on macOS, where nothing is downloaded', async () => {
    const session = new FakeSession()
    session.platform = 'darwin'
    const { spelling } = setUp(session)
    expect(await spelling.check(['ko'], [], false)).toMatchObject({ missing: [] })
    expect(session.languages).toEqual(['ko'])
  })

  test('are not downloaded for a session in the turn in which it is made', () => {
    const made: ((session: Session) => void)[] = []
    keepDictionariesOff({
      on: (event: string, listener: (session: Session) => void) => {
        expect(event).toBe('session-created')
        made.push(listener)
      },
    } as unknown as Pick<App, 'on'>)
    const session = new FakeSession()
    made[0]?.(session as unknown as Session)
    expect(session.languages).toEqual([])
  })
})

/** Sets up spelling, adds names, and ends as a crash does: nothing is removed. */
async function crashed(session: FakeSession, names: readonly string[]): Promise<ReturnType<typeof setUp>> {
  const start = setUp(session)
  await start.spelling.check(['en'], names, true)
  return start
}

describe('the file of the words that Galley added', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'galley-words-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  test('returns the words that were written', () => {
    const file = join(folder, 'spelling.json')
    expect(addedWordsIn(file).read()).toEqual([])
    addedWordsIn(file).write(['Jae-eon', '서하린'])
    expect(addedWordsIn(file).read()).toEqual(['Jae-eon', '서하린'])
  })

  test.each(['', '{', '{"a":1}', '[1, null]'])('has no words if its text is %s', async (text) => {
    const file = join(folder, 'spelling.json')
    await writeFile(file, text)
    expect(addedWordsIn(file).read()).toEqual([])
  })
})

const FLAGS = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true }

/** What was copied, and what web contents were told. */
const told: unknown[] = []

/** Returns the menu's items for a text that can be edited, or for what `params` say. */
function items(params: Partial<ContextMenuParams>, platform: NodeJS.Platform = 'linux') {
  const all = {
    ...{ isEditable: true, editFlags: FLAGS, selectionText: '', misspelledWord: '', linkURL: '' },
    ...params,
  }
  const contents = {
    replaceMisspelling: () => undefined,
    session: new FakeSession() as never,
    copyImageAt: (x: number, y: number) => void told.push(['picture', x, y]),
    showDefinitionForSelection: () => void told.push('definition'),
  }
  const clipboard = { writeText: (text: string) => Promise.resolve(void told.push(text)) }
  return contextMenuFor(contents, all as ContextMenuParams, { platform, clipboard })
}

/** Clicks the item with that label. */
function click(made: ReturnType<typeof items>, label: string): void {
  made.find((item) => item.label === label)?.click?.({} as never, undefined, {})
}

/** Returns the labels of the menu's items, or their roles or types. */
function labels(params: Partial<ContextMenuParams>): unknown[] {
  return items(params).map(({ label, role, type }) => label ?? role ?? type)
}

describe('the context menu of a text', () => {
  const edits = ['cut', 'copy', 'paste', 'pasteAndMatchStyle', 'separator', 'selectAll']

  test('offers the checker’s suggestions, and to add the word to the dictionary', () => {
    expect(labels({ misspelledWord: 'teh', dictionarySuggestions: ['the', 'ten'] })).toEqual([
      ...['the', 'ten', 'Add “teh” to the dictionary', 'separator'],
      ...edits,
    ])
    expect(labels({ misspelledWord: 'xyzzy', dictionarySuggestions: [] })[0]).toBe('No suggestions')
    expect(labels({})).toEqual(edits)
  })

  test('offers only to copy a selection outside of editable text, and is not shown without one', () => {
    expect(labels({ isEditable: false, selectionText: 'words' })).toEqual(['copy'])
    expect(labels({ isEditable: false })).toEqual([])
  })

  test('looks a selection up on macOS alone', () => {
    told.length = 0
    const selection = { isEditable: false, selectionText: ' dusk ' }
    click(items(selection, 'darwin'), 'Look up “dusk”')
    expect(told).toEqual(['definition'])
    expect(items(selection, 'win32').map(({ label, role }) => label ?? role)).toEqual(['copy'])
    expect(items({}, 'darwin').map(({ label }) => label)).not.toContain('Look up “”')
  })

  test('copies the address of a link that may be opened, and no other', () => {
    told.length = 0
    click(items({ linkURL: 'https://example.com/a?b=1' }), 'Copy link')
    expect(told).toEqual(['https://example.com/a?b=1'])
    expect(labels({ linkURL: 'javascript:alert(1)' })).toEqual(edits)
  })

  test('copies the picture under the pointer, also where nothing can be edited', () => {
    told.length = 0
    const picture = { isEditable: false, mediaType: 'image', hasImageContents: true, x: 4, y: 7 } as const
    click(items(picture), 'Copy picture')
    expect(told).toEqual([['picture', 4, 7]])
    expect(items({ ...picture, hasImageContents: false })).toEqual([])
  })

  test('opens at the caret for the menu key, and at the pointer for the mouse', () => {
    const app = new FakeApp()
    const places: unknown[] = []
    setupContextMenu(
      app.slice,
      { buildFromTemplate: () => ({ popup: (place: unknown) => places.push(place) }) as never },
      { platform: 'linux', clipboard: { writeText: () => Promise.resolve() } },
    )
    const contents = new FakeContents()
    app.emit('web-contents-created', {}, contents)
    for (const menuSourceType of ['keyboard', 'mouse'])
      contents.emit(
        'context-menu',
        {},
        {
          ...{ isEditable: true, editFlags: FLAGS, selectionText: '', misspelledWord: '', linkURL: '' },
          ...{ x: 40, y: 70, menuSourceType },
        },
      )
    expect(places).toEqual([{ x: 40, y: 70, sourceType: 'keyboard' }, {}])
  })

  test('replaces the word by the chosen suggestion', () => {
    const app = new FakeApp()
    const made: unknown[] = []
    const popup = (): void => void made.push('popup')
    setupContextMenu(
      app.slice,
      {
        buildFromTemplate: (items) => {
          made.push(...items)
          return { popup } as never
        },
      },
      { platform: 'linux', clipboard: { writeText: () => Promise.resolve() } },
    )
    const contents = new FakeContents()
    app.emit('web-contents-created', {}, contents)
    contents.emit(
      'context-menu',
      {},
      {
        ...{ isEditable: true, editFlags: FLAGS, selectionText: '', linkURL: '' },
        ...{ misspelledWord: 'teh', dictionarySuggestions: ['the'] },
      },
    )
    const [first] = made as { click: () => void }[]
    first?.click()
    expect(contents.replaced).toEqual(['the'])
    expect(made.at(-1)).toBe('popup')
  })
})
