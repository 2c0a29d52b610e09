import { expect, it } from 'vitest'
import { aboutFrom, aboutText } from '../../../../src/renderer/src/stores/cast/about.ts'

it.each([
  ['as Mi-rae', 'Mina Solis', [], 'as Mi-rae'],
  ['서하린 · as Mi-rae', 'Seo Ha-rin', ['서하린'], 'as Mi-rae'],
  ['서하린 ·', 'Seo Ha-rin', ['서하린'], ''],
  ['서하린', 'Seo Ha-rin', ['서하린'], ''],
  ['Seo Ha-rin', '서하린', ['Seo Ha-rin'], ''],
  ['the neighbour', '서하린', [], 'the neighbour'],
  ['A · B · host', 'Mina', ['A', 'B'], 'host'],
  ['', 'Mina', [], ''],
])('“%s” about %s', (text, name, otherNames, role) => {
  const about = aboutFrom(text, name)
  expect(about).toEqual({ otherNames, role })
  expect(aboutFrom(aboutText(about), name)).toEqual(about)
})
