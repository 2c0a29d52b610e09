import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { type CaretEditor, useCaret } from '../../../../src/renderer/src/stores/article/caret.ts'

beforeEach(() => {
  setActivePinia(createPinia())
})

describe('the caret of the open draft', () => {
  it('is null before an editor reports it', () => {
    expect(useCaret()).toMatchObject({ block: -1, selected: null })
  })

  it('is in a block, with the counts of the selection', () => {
    const caret = useCaret()
    caret.setPosition({ block: 3, selected: 'One two.' })
    expect(caret.block).toBe(3)
    expect(caret.selected).toEqual({ words: 2, characters: { all: 8, withoutSpaces: 7 } })
    caret.setPosition({ block: 3, selected: '' })
    expect(caret.selected).toBeNull()
  })

  it('moves to a block through the current editor', () => {
    const caret = useCaret()
    const went: string[] = []
    caret.goToBlock(1)
    const editor = (name: string): CaretEditor => ({
      showBlock: (block) => void went.push(`${name} ${String(block)}`),
      showNote: (index) => void went.push(`${name} note ${String(index)}`),
    })
    caret.attachEditor(editor('first'))
    caret.attachEditor(editor('second'))
    caret.goToBlock(2)
    caret.goToNote(0)
    expect(went).toEqual(['second 2', 'second note 0'])
  })

  it('is null again when the editor is destroyed', () => {
    const caret = useCaret()
    caret.attachEditor({ showBlock: () => undefined, showNote: () => undefined })
    caret.setPosition({ block: 3, selected: 'One two.' })
    caret.attachEditor(null)
    expect(caret).toMatchObject({ block: -1, selected: null })
  })
})
