import type { ContextMenuParams } from 'electron'
import { describe, expect, test } from 'vitest'
import { contextMenuFor, setupContextMenu } from '../../src/main/contextMenu.ts'
import { setupSpelling } from '../../src/main/spelling.ts'
import { FakeApp, FakeContents, FakeSession } from './electron.ts'

describe('names of a cast', () => {
  test('are passed while their draft is on the page, and the writer’s own words always', async () => {
    const session = new FakeSession()
    session.dictionary.add('Mina')
    const spelling = setupSpelling(session)
    expect(await spelling.check('en', ['Mina', 'Jae-eon'])).toBe(true)
    expect([...session.dictionary]).toEqual(['Mina', 'Jae-eon'])
    await spelling.check('en', ['Jun'])
    expect([...session.dictionary]).toEqual(['Mina', 'Jun'])
    await spelling.check('en', [])
    expect([...session.dictionary]).toEqual(['Mina'])
  })

  test('are the page’s own concern where the checker takes none', async () => {
    const session = new FakeSession()
    session.takesWords = false
    expect(await setupSpelling(session).check('en', ['Mina'])).toBe(false)
    expect(await setupSpelling(session).check('en', [])).toBe(true)
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
    await setupSpelling(session).check(language, [])
    expect(session.languages).toEqual(wanted)
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
