import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useCaret } from '../../../src/renderer/src/stores/caret.ts'

beforeEach(() => {
  setActivePinia(createPinia())
})

describe('the caret of the draft on the page', () => {
  it('is nowhere before an editor tells where it rests', () => {
    expect(useCaret()).toMatchObject({ block: -1, selected: null })
  })

  it('rests in a block, with counts of what is selected', () => {
    const caret = useCaret()
    caret.setPosition({ block: 3, selected: 'One two.' })
    expect(caret.block).toBe(3)
    expect(caret.selected).toEqual({ words: 2, characters: { all: 8, withoutSpaces: 7 } })
    caret.setPosition({ block: 3, selected: '' })
    expect(caret.selected).toBeNull()
  })

  it('goes to a block as the editor of the moment does it', () => {
    const caret = useCaret()
    const went: string[] = []
    caret.goToBlock(1)
    caret.attachEditor((block) => went.push(`first ${String(block)}`))
    caret.attachEditor((block) => went.push(`second ${String(block)}`))
    caret.goToBlock(2)
    expect(went).toEqual(['second 2'])
  })

  it('is nowhere again when the editor is gone', () => {
    const caret = useCaret()
    caret.attachEditor(() => undefined)
    caret.setPosition({ block: 3, selected: 'One two.' })
    caret.attachEditor(null)
    expect(caret).toMatchObject({ block: -1, selected: null })
  })
})
