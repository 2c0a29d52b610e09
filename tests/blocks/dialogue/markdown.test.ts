import { describe, expect, test } from 'vitest'
import { br, dialogue, em, p, strong, turn } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

const talk = dialogue(
  turn('Seo Mi-na', '“Where ', em('were'), ' you?”'),
  turn({ speaker: 'Lee Jun', to: 'Seo Mi-na', aside: 'laughing' }, '“Here.”'),
  turn({ speaker: 'Director', aside: 'off camera' }, 'Cut.'),
)

describe('the structured profile', () => {
  const markdown = [
    ':::dialogue',
    ':turn[Seo Mi-na] “Where *were* you?”',
    '',
    ':turn[Lee Jun]{to="Seo Mi-na" aside="laughing"} “Here.”',
    '',
    ':turn[Director]{aside="off camera"} Cut.',
    ':::',
  ].join('\n')

  test('writes one paragraph for each turn', () => {
    expect(written('structured', talk)).toBe(markdown)
    expect(blocksIn(markdown, 'structured')).toEqual(canonical(talk))
  })

  test('writes a name that a label cannot contain as an attribute', () => {
    const odd = dialogue(turn(' Mina ', 'a'), turn('', 'b'), turn('[M](x)*'), turn('N'.repeat(2_000), ' c'))
    expect(written('structured', odd)).toContain(':turn{name=" Mina "} a')
    expect(blocksIn(written('structured', odd), 'structured')).toEqual(canonical(odd))
  })

  test('reads words without a speaker as a turn without a speaker', () => {
    expect(blocksIn(':::dialogue\nWho?\n\n- one\n- two\n:::')).toEqual(
      canonical(dialogue(turn('', 'Who?'), turn('', 'one', br(), 'two'))),
    )
  })
})

describe('the portable profile', () => {
  const markdown = [
    '**Seo Mi-na**: “Where *were* you?”',
    '**Lee Jun** (to Seo Mi-na, laughing): “Here.”',
    '**Director** (off camera): Cut.',
  ].join('\n\n')

  test('writes bold names before a colon', () => {
    expect(written('portable', talk)).toBe(markdown)
    expect(blocksIn(markdown)).toEqual(canonical(talk))
  })

  test('reads a colon inside the bold', () => {
    expect(blocksIn('**Mina:** “Hi.”')).toEqual(canonical(dialogue(turn('Mina', '“Hi.”'))))
  })

  test('reads an addressee only if it is a name or in the cast', () => {
    expect(blocksIn('**Mina** (to be fair, softly): “Hi.”')).toEqual(
      canonical(dialogue(turn({ speaker: 'Mina', aside: 'to be fair, softly' }, '“Hi.”'))),
    )
    expect(blocksIn('---\ncast: [Mina, the kettle]\n---\n**Mina** (to the kettle, softly): “Hi.”')).toEqual(
      canonical(dialogue(turn({ speaker: 'Mina', to: 'the kettle', aside: 'softly' }, '“Hi.”'))),
    )
    expect(blocksIn('**미나** (→ 그 주전자): “Hi.”')).toEqual(
      canonical(dialogue(turn({ speaker: '미나', to: '그 주전자' }, '“Hi.”'))),
    )
  })

  test('reads a bold word before a colon as a speaker only with further evidence', () => {
    for (const markdown of [
      '**Step one**: open it.',
      '**Note**: a\n\ntext\n\n**Note**: b',
      '**a *b***: “c”',
      '**A** b: c',
    ])
      expect(blocksIn(markdown).map(({ type }) => type)).not.toContain('dialogue')
    expect(blocksIn('**Q**: Why?\n\ntext\n\n**Q**: How?').map(({ type }) => type)).toEqual([
      'dialogue',
      'paragraph',
      'dialogue',
    ])
    expect(blocksIn('---\ncast: [Mina]\n---\n**Mina**: yes')).toEqual(
      canonical(dialogue(turn('Mina', 'yes'))),
    )
  })

  test('writes a turn without a speaker as its text', () => {
    expect(written('portable', dialogue(turn('', 'Words'), turn('', '')), p(strong('x')))).toBe(
      'Words\n\n**x**',
    )
  })
})
