import { expect, it } from 'vitest'
import { p } from '../../../build.ts'
import { node } from '../../../../src/blocks/node.ts'
import { body, writing } from '../../editor/keys/writing.ts'

it.each([
  [true, ['We rowed.', '— Jun'], ['— Jun']],
  [true, ['We rowed.', 'All night.'], []],
  [true, ['— We rowed.'], []],
  [false, ['We rowed.', '— Jun'], []],
])('draws who is quoted below a pull quote (%s: %j)', (pull, lines, drawn) => {
  const quote = node(
    'quote',
    { pull },
    lines.map((line) => p(line)),
  )
  const { view } = writing(body(p('Above|'), quote, p('below')))
  const found = [...view.dom.querySelectorAll('.attribution')].map(({ textContent }) => textContent)
  expect(found).toEqual(drawn)
})
