import { expect, it } from 'vitest'
import { castNameWords } from '../../../../src/renderer/src/stores/cast/nameWords.ts'

it('lists the words of names and other spellings, each once, whole and in parts', () => {
  const people = [
    { name: 'Mina Solis', otherNames: ['서하린'] },
    { name: 'Han Jae-eon', otherNames: ['J. Solis', 'O’Brien'] },
  ]
  expect(castNameWords(people)).toEqual([
    ...['Mina', 'Solis', '서하린', 'Han', 'Jae-eon', 'Jae', 'eon', 'O’Brien'],
  ])
})

it('lists no words where nobody is named', () => {
  expect(castNameWords([{ name: '', otherNames: ['  '] }])).toEqual([])
})
