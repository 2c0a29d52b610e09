import { describe, expect, it } from 'vitest'
import { searchForm } from '../../../src/desk/search/words.ts'

/** The long way that every text could go. */
function slowly(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase()
}

describe('a folded text', () => {
  it('is the same by the short way as by the long one, whatever character is in it', () => {
    const different: string[] = []
    for (let code = 0; code < 0x10000; code += 1) {
      const text = `A${String.fromCharCode(code)}`
      if (searchForm(text) !== slowly(text)) different.push(code.toString(16))
    }
    expect(different).toEqual([])
  })
})
