import { describe, expect, it } from 'vitest'
import {
  outline,
  readMarkdown,
  readPlainText,
  readPlainTextBlocks,
  readText,
} from '../../../src/article/index.ts'
import { writeMarkdown } from '../../../src/article/markdown/write.ts'
import { isMarkdown } from '../../../src/article/text/markdownSigns.ts'
import { article, em, h2, li, link, p, strong, turn, dialogue, ul } from '../../build.ts'

/** The outline of a text in short. */
function rows(text: string): string[] {
  return outline(readPlainText(text)).map(({ type, text: words, speaker }) =>
    [type, speaker, words].filter((part) => part !== undefined && part !== '').join(' '),
  )
}

const LINES = [
  '# The Last Tram',
  'By Oona Kell',
  'It rained on **Saturday**, as [the paper](https://a.example) says.',
  'Mina: “Hi there.”\nJun: “Ho there.”\nMina: “Hm.”',
  '## Where to see it',
  '- On the quay',
  'Kettle | Lantern Films',
  'Director: Ada Plover\nWriter: Joss Ade',
]

describe('a text that is written in Markdown', () => {
  it('is read as Markdown, with its lines kept apart', () => {
    expect(rows(LINES.join('\n\n'))).toEqual([
      'headline The Last Tram',
      'paragraph It rained on Saturday, as the paper says.',
      'turn Mina “Hi there.”',
      'turn Jun “Ho there.”',
      'turn Mina “Hm.”',
      'heading Where to see it',
      'listItem On the quay',
      'figure',
      'paragraph Director: Ada Plover\nWriter: Joss Ade',
    ])
  })

  it('is read so from Windows, too', () => {
    const text = `\ufeff${LINES.join('\n\n').replaceAll('\n', '\r\n')}`
    expect(readPlainText(text).doc).toEqual(readPlainText(LINES.join('\n\n')).doc)
  })

  it('is known by footnotes alone', () => {
    const text = 'The Race\n\nIt was won[^a] by a goat.\n\n[^a]: In the rain.'
    expect(isMarkdown(text)).toBe(true)
    expect(isMarkdown(text.replace('won[^a]', 'won'))).toBe(false)
  })

  it('is joined where a program broke its lines', () => {
    const wrapped = `# Tram\n\nIt rained on the quay of Port Anselm, and nobody who was there\nhad an umbrella, but for **one** of the two bakers, who had lent\nit to the tram.`
    expect(rows(wrapped)[1]).toMatch(/was there had an umbrella/)
  })

  it('keeps code as it is', () => {
    const text = '# Tram\n\n```js\nlet a = 1\n\nlet b = 2\nlet c = 3\n```\n\n- one'
    expect(rows(text)[1]).toBe('code let a = 1\n\nlet b = 2\nlet c = 3')
  })

  it('is Galley’s own Markdown in both profiles', () => {
    const given = article(
      'Night',
      'A standfirst',
      p('It rained on ', strong('Saturday'), ' and ', link('https://a.example', 'later'), '.'),
      h2('After'),
      dialogue(turn('Mina', 'Yes.'), turn('Jun', 'No.')),
      ul(li('one'), li(p(em('two')))),
    )
    for (const profile of ['portable', 'structured'] as const) {
      const text = writeMarkdown(given, profile)
      expect(isMarkdown(text)).toBe(true)
      expect(readPlainText(text).doc).toEqual(readMarkdown(text).doc)
    }
  })

  it('has its title as a heading where it is a part of an article', () => {
    expect(readPlainTextBlocks('# Tram\n\n- one\n- two')).toEqual([h2('Tram'), ul('one', 'two')])
  })

  it('is plain text where the reader of Markdown refuses it', () => {
    const text = `# Tram\n\n${'> '.repeat(200)}deep\n\n- one`
    expect(() => readMarkdown(text)).toThrow()
    expect(readPlainText(text)).toEqual(readText(text))
  })
})

it.each([
  ['numbers behind a hash', 'The Race\n\n#5 won.\n\n# 12\n\n- first\n- second'],
  ['asterisks and hyphens', 'The Race\n\n* * *\n\n*laughs* It was **so** good.\n\n- first\n- second'],
  ['notes in brackets', 'The Race\n\nIt was won.[1]\n\n[1] By a goat.\n\n> A goat!'],
  ['one heading', 'The Race\n\n# Goats\n\nThey won.'],
  ['smileys', 'The Race :)\n\n(: it was won [by a goat] (a goat) :)\n\n- first'],
  ['a play', 'HALLORAN\nSomebody **has** been out.\n\n> A door.\n\n- CURTAIN -'],
])('leaves a text with %s', (_what, text) => {
  expect(isMarkdown(text)).toBe(false)
  expect(readPlainText(text)).toEqual(readText(text))
}) // prettier-ignore

it.each(['#', '[', '**', '![a](', '> ', '|---', '_a ', '# a\n\n', '---\na: b\n', '[a](/', '`'])(
  'looks at a long text of %j in no time',
  (unit) => {
    const text = unit.repeat(500_000 / unit.length)
    expect(typeof isMarkdown(text)).toBe('boolean')
  },
)
