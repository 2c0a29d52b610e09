import { expect, it } from 'vitest'
import { outline, readMarkdown } from '../../../src/article/index.ts'

/** Returns the rows of the body in short: `turn Mina: Hello.`, `paragraph words`. */
const rows = (text: string): string[] =>
  outline(readMarkdown(text))
    .filter(({ type }) => type !== 'headline')
    .map(({ type, speaker, text: words }) =>
      type === 'turn' ? `turn ${String(speaker)}: ${String(words)}` : `${type} ${String(words)}`,
    )

it.each([
  ['turns on lines below each other', 'Mina: “Wait.”\nJun: “No.”\nMina: “Yes.”', ['turn Mina: “Wait.”', 'turn Jun: “No.”', 'turn Mina: “Yes.”']],
  ['bold names', '**Mina:** Wait.\n**Jun:** No.\n**Mina:** *Yes.*', ['turn Mina: Wait.', 'turn Jun: No.', 'turn Mina: Yes.']],
  ['Korean turns', '미나: “기다려.”\n준: “싫어.”', ['turn 미나: “기다려.”', 'turn 준: “싫어.”']],
])('reads %s as turns of their own', (_what, text, expected) => {
  expect(rows(text)).toEqual(expected)
}) // prettier-ignore

it.each([
  ['prose broken at a column', 'Mina was late, and she said\nso: it was the rain that\nhad kept her.', ['paragraph Mina was late, and she said so: it was the rain that had kept her.']],
  ['prose of which one line looks like a turn', 'It was the fault of\nMina: nobody else had a key.', ['paragraph It was the fault of Mina: nobody else had a key.']],
])('keeps %s one paragraph', (_what, text, expected) => {
  expect(rows(text)).toEqual(expected)
}) // prettier-ignore

it('keeps a turn that goes on below its name one turn', () => {
  expect(rows('Mina: “Wait,\nwhere is the ferry?”\n\nJun: “Gone.”')).toEqual(['turn Mina: “Wait, where is the ferry?”', 'turn Jun: “Gone.”']) // prettier-ignore
})
