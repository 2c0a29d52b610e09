import { describe, expect, it } from 'vitest'
import { valuesFromFields } from '../../../../src/blocks/dialogue/page/turnValues.ts'

const people = [
  { name: 'Director', otherNames: [] },
  { name: 'Mina', otherNames: ['미나'] },
]
const values = (speaker: string, addressee = '', parenthetical = ''): unknown =>
  Object.values(valuesFromFields({ speaker, addressee, parenthetical }, people))

describe('the fields of a turn', () => {
  it('read speaker, addressee and aside as a paragraph does', () => {
    expect(values('Director to Mina (laughing)')).toEqual(['Director', 'Mina', 'laughing'])
    expect(values('director', '미나 (laughing)')).toEqual(['Director', 'Mina', 'laughing'])
    expect(values('Director', 'the camera')).toEqual(['Director', 'the camera', null])
    expect(values('Director', 'Mina', 'softly')).toEqual(['Director', 'Mina', 'softly'])
  })

  it.each([
    ['미나→준 (웃으며)', ['Mina', '준', '웃으며']],
    ['ミナ→ジュン（笑）', ['ミナ', 'ジュン', '笑']],
    ['Ana, to Juan', ['Ana', 'Juan', null]],
    ['Ana [en voz baja]', ['Ana', null, 'en voz baja']],
    ['ミナ【小声】', ['ミナ', null, '小声']],
    ['Mina (laughing', ['Mina', null, 'laughing']],
    ['Mina to Director (laughing (hard))', ['Mina', 'Director', 'laughing (hard)']],
    ['Mina to Director (laughing (hard', ['Mina', 'Director', 'laughing (hard)']],
    ['Mina to Director ()', ['Mina', 'Director', null]],
    ['Mina (', ['Mina', null, null]],
    ['Mina to Director:', ['Mina', 'Director', null]],
    ['미나：', ['Mina', null, null]],
    ['Ana: “No.”', ['Ana: “No.”', null, null]],
    ['Mina (low) to Jun (high)', ['Mina (low) to Jun (high)', null, null]],
  ])('read %s', (typed, expected) => {
    expect(values(typed)).toEqual(expected)
  })

  it('read an addressee with its word before it and an aside that is not closed', () => {
    expect(values('Director', 'to Mina')).toEqual(['Director', 'Mina', null])
    expect(values('Director', '→미나 (softly')).toEqual(['Director', 'Mina', 'softly'])
    expect(values('Director', 'To Lan')).toEqual(['Director', 'To Lan', null])
  })

  it('drop brackets around an aside, and a closing one alone', () => {
    expect(values('Mina', '', '(laughing)')).toEqual(['Mina', null, 'laughing'])
    expect(values('Mina', '', 'laughing)')).toEqual(['Mina', null, 'laughing'])
    expect(values('Mina', '', 'a (b)')).toEqual(['Mina', null, 'a (b)'])
  })
})
