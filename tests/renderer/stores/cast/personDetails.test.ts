import { expect, it } from 'vitest'
import { detailsFromLine, detailsLine } from '../../../../src/renderer/src/stores/cast/personDetails.ts'

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
  const about = detailsFromLine(text, name)
  expect(about).toEqual({ otherNames, role })
  expect(detailsFromLine(detailsLine(about), name)).toEqual(about)
})
