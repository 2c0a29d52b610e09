import { describe, expect, it } from 'vitest'
import { figure, p } from '../../build.ts'
import { inside, plainOf, rowsOf } from '../reading.ts'

/** Below a paragraph of this length no line is a byline. */
const LONG = `It was a morning like any other on the quay of Port Anselm, and ${'it rained and '.repeat(12)}stopped.`

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
    ['The kettle | Photo: Bo Tann', 'The kettle', 'Bo Tann'],
    ['修车铺的四个人 | 图源：《修车铺》官方微博', '修车铺的四个人', '《修车铺》官方微博'],
    ['Left: Mina, right: Jun | JTBC', 'Left: Mina, right: Jun', 'JTBC'],
    ['등대 앞의 두 배우 | 바다픽처스', '등대 앞의 두 배우', '바다픽처스'],
    ['水野はるか（左）｜青空映画社', '水野はるか（左）', '青空映画社'],
  ])('is read from %s', (line, words, credit) => {
    expect(inside(line)).toEqual([figure({ credit }, words)])
  })

  it.each([
    ['The lamp at night. Photograph by Ines Corr, courtesy of the Guild', 'Ines Corr, courtesy of the Guild'],
    ['Il faro di notte. Foto di Agata Zappalà', 'Agata Zappalà'],
    ['El faro de noche. Foto de Rosa Pla', 'Rosa Pla'],
    ['O farol à noite. Foto por Clara Nóbrega', 'Clara Nóbrega'],
  ])('has the credit behind the caption in %s', (line, credit) => {
    expect(inside(line)).toEqual([figure({ credit }, line.slice(0, line.indexOf('.') + 1))])
  })

  it.each([
    'Interview: Colm Dace\nPhotos: Ruth Abiola',
    'Regie: Ada Plover\nFotos: Lena Ost\nMusik: The Puddle',
  ])('is not read among the credits of other work, as in %j', (lines) => {
    expect(inside(`${LONG}\n\n${lines}`).map(({ type }) => type)).toEqual(['paragraph', 'paragraph'])
  })

  it.each(['Words by teapotlady | June 3, 2026', 'Last seen | 3 June 2026', 'Updated | 2026-06-03'])(
    'is not read from %s, which says when',
    (line) => {
      expect(inside(`${LONG}\n\n${line}`)).toEqual([p(LONG), p(line)])
    },
  )

  it.each([
    'El faro de noche. Foto de familia',
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
