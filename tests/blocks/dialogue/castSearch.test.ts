import { describe, expect, it } from 'vitest'
import { initials, searchCast, isFullName } from '../../../src/blocks/dialogue/speakers/castSearch.ts'

const cast = [
  { name: 'Park Ji-ho', otherNames: ['박지호'] },
  { name: 'Seo Ha-rin', otherNames: ['서하린'] },
  { name: 'Zoë Ångström', otherNames: [] },
  { name: '한지민', otherNames: [] },
]
const found = (typed: string): string[] => searchCast(typed, cast).map(({ name }) => name)

describe('a name that is being typed', () => {
  it.each([
    ['par', ['Park Ji-ho']],
    ['PARK', ['Park Ji-ho']],
    ['jiho', ['Park Ji-ho']],
    ['harin', ['Seo Ha-rin']],
    ['zoe ang', ['Zoë Ångström']],
    ['ang', ['Zoë Ångström']],
    ['서하', ['Seo Ha-rin']],
    ['ㅅㅎㄹ', ['Seo Ha-rin']],
    ['ㅎㄹ', ['Seo Ha-rin']],
    ['ㅈㅎ', ['Park Ji-ho']],
    ['하', ['한지민', 'Seo Ha-rin']],
    ['서ㅎ', ['Seo Ha-rin']],
    ['nobody', []],
  ])('finds people: %s gives %j', (typed, names) => {
    expect(found(typed)).toEqual(names)
  })

  it('finds the whole cast, in its order, while it is empty', () => {
    expect(found(' ')).toEqual(cast.map(({ name }) => name))
  })

  it('is a full name if only hyphens, capitals and accents differ', () => {
    expect(isFullName('park jiho', 'Park Ji-ho')).toBe(true)
    expect(isFullName('Park', 'Park Ji-ho')).toBe(false)
  })
})

describe('a name’s initials', () => {
  it.each([
    ['Park Ji-ho', 'PJ'],
    ['director', 'D'],
    ['서하린', '서하'],
    ['', ''],
  ])('are, for %j, %j', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })
})
