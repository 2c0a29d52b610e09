import { describe, expect, it } from 'vitest'
import { hitIn } from '../../../src/desk/search/hit.ts'
import { searchWords } from '../../../src/desk/search/words.ts'

const hit = (text: string, query: string): string => {
  const found = hitIn(text, searchWords(query))
  return found === undefined ? '' : `${found.before}[${found.match}]${found.after}`
}

describe('a hit in context', () => {
  it('is the writer’s own spelling', () => {
    expect(hit('At the Café Olé, late', 'cafe ole ')).toBe('At the [Café] Olé, late')
    expect(hit('우리는 밤바다에서 만났다', '바다')).toBe('우리는 밤[바다]에서 만났다')
  })

  it('is found in a text whose letters are decomposed, or grow when they are folded', () => {
    expect(hit('밤바다'.normalize('NFD'), '바다')).toBe('밤[바다]')
    expect(hit('İstanbul by the sea', 'sea')).toBe('İstanbul by the [sea]')
  })

  it('does not mark a word inside another', () => {
    expect(hit('a party with art', 'art ')).toBe('a party with [art]')
  })

  it('is a window of about eighty characters, cut between words', () => {
    const text = `${'before '.repeat(50)}kettle ${'after '.repeat(50)}`
    const { before, match, after } = hitIn(text, searchWords('kettle')) ?? {
      before: '',
      match: '',
      after: '',
    }
    expect(match).toBe('kettle')
    expect(before).toMatch(/^…before( before)* $/)
    expect(after).toMatch(/^( after)*…$/)
    expect((before + match + after).length).toBeLessThan(120)
  })

  it('never cuts a character in two', () => {
    const found = hitIn(`${'🚋'.repeat(60)}kettle${'🚋'.repeat(60)}`, searchWords('kettle'))
    expect(found === undefined || (found.before + found.after).isWellFormed()).toBe(true)
  })

  it('is none where no word stands', () => {
    expect(hit('a kettle', 'tram')).toBe('')
  })
})
