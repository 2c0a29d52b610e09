import { describe, expect, it } from 'vitest'
import { figure, p } from '../../build.ts'
import { inside, plainOf, rowsOf } from '../reading.ts'

describe('a figure without a picture', () => {
  it('has the maker and agency behind a short caption', () => {
    expect(inside('Morning. Bo Tann/Nordbild')).toEqual([figure({ credit: 'Bo Tann/Nordbild' }, 'Morning.')])
    expect(inside('Imagem: Reprodução/Serra Filmes')).toEqual([figure({ credit: 'Reprodução/Serra Filmes' })])
    expect(inside('Фото: Борис Танин / Северный вестник')).toEqual([
      figure({ credit: 'Борис Танин / Северный вестник' }),
    ])
    const prose = 'It was a morning like any other on the quay of Port Anselm. Bo Tann/Nordbild'
    expect(inside(prose)).toEqual([p(prose)])
  })

  it.each([
    ['Mina (left), Jun (right) | JTBC', 'Mina (left), Jun (right)', 'JTBC'],
    ['The kettle, after the fire. | Lantern Films', 'The kettle, after the fire.', 'Lantern Films'],
    ['Mina |\u00a0JTBC', 'Mina', 'JTBC'],
    ['| YouTube', '', 'YouTube'],
    ['|YouTube', '', 'YouTube'],
    ['| instagram', '', 'instagram'],
    ['Mina | @mina.draws', 'Mina', '@mina.draws'],
    ['Mina | lantern.example', 'Mina', 'lantern.example'],
    ['Mina | Getty Images Inc.', 'Mina', 'Getty Images Inc.'],
    ['Left: Mina, right: Jun | JTBC', 'Left: Mina, right: Jun', 'JTBC'],
    ['등대 앞의 두 배우 | 바다픽처스', '등대 앞의 두 배우', '바다픽처스'],
    ['水野はるか（左）｜青空映画社', '水野はるか（左）', '青空映画社'],
  ])('is read from %s', (line, words, credit) => {
    expect(inside(line)).toEqual([figure({ credit }, words)])
  })

  it.each([
    'A sentence with a | in it goes on behind the bar, as sentences do',
    'She wrote | and stopped.',
    'left | middle | right',
    '| a | b |',
    'a|b',
    'Tea |JTBC',
    'yes | no',
    'The lamp | courtesy of the artist',
    'He said “this | That”',
    `Mina | ${'Long'.repeat(16)}`,
    'Mina | One Two Three Four Five Six Seven',
    'Mina |',
    '|',
    'Mina | …',
  ])('is not read from %s', (line) => {
    expect(inside(line)).toEqual([p(line)])
  })
})

describe('the outline and the plain text of a figure', () => {
  it('have caption, credit, and the picture if there is one', () => {
    expect(rowsOf(figure({ credit: 'JTBC' }, 'Mina'), figure({ src: 'images/a.png' }))).toEqual([
      { type: 'figure', caption: 'Mina', credit: 'JTBC' },
      { type: 'figure', caption: '', credit: '', src: 'images/a.png' },
    ])
  })

  it('have a figure in the form in which it is read', () => {
    expect(plainOf(figure({ credit: 'JTBC' }, 'Mina'))).toBe('Mina | JTBC')
    expect(plainOf(figure({ credit: 'JTBC' }))).toBe('| JTBC')
    expect(plainOf(figure({}, 'Mina'))).toBe('Mina')
    expect(plainOf(p('x'), figure({}), p('y'))).toBe('x\n\ny')
  })
})
