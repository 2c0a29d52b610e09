import { expect, it } from 'vitest'
import { wordsOfCast } from '../../../../src/renderer/src/stores/cast/castWords.ts'

it('are the words of names and other spellings, each once, whole and by their parts', () => {
  const people = [
    { name: 'Mina Solis', otherNames: ['서하린'] },
    { name: 'Han Jae-eon', otherNames: ['J. Solis', 'O’Brien'] },
  ]
  expect(wordsOfCast(people)).toEqual([
    ...['Mina', 'Solis', '서하린', 'Han', 'Jae-eon', 'Jae', 'eon', 'O’Brien'],
  ])
})

it('are none where nobody is named', () => {
  expect(wordsOfCast([{ name: '', otherNames: ['  '] }])).toEqual([])
})
