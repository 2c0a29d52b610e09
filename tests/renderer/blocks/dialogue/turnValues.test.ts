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

  it('drop brackets around an aside, and a closing one alone', () => {
    expect(values('Mina', '', '(laughing)')).toEqual(['Mina', null, 'laughing'])
    expect(values('Mina', '', 'laughing)')).toEqual(['Mina', null, 'laughing'])
    expect(values('Mina', '', 'a (b)')).toEqual(['Mina', null, 'a (b)'])
  })
})
