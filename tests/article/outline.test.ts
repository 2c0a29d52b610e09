import { expect, it } from 'vitest'
import { outline, schema } from '../../src/article/index.ts'
import { blocks } from '../../src/blocks/index.ts'
import {
  article,
  caption,
  dialogue,
  embed,
  figure,
  h3,
  hr,
  ol,
  p,
  pre,
  quote,
  source,
  strong,
  turn,
  ul,
} from '../build.ts'

it('lists an article in reading order, keys in their order', () => {
  const rows = outline(
    article(
      'The kettle',
      'A short history',
      p('It was ', strong('hot'), '.'),
      h3('Tea'),
      ul('one', 'two'),
      ol(3, 'three'),
      quote(p('So they say.')),
      hr(),
      pre('sh', 'boil water'),
      dialogue(turn({ speaker: 'Mina', to: 'Jun', aside: 'low' }, '“Hot?”'), turn('Jun', '“Very.”')),
      caption('“Later.”'),
      figure({ credit: 'JTBC' }, 'The stove'),
      figure({ src: 'images/a.png', credit: 'JTBC' }),
      embed('https://youtu.be/tEa4MidNigh', { provider: 'youtube', id: 'tEa4MidNigh' }),
      source('Source', 'The Gazette'),
    ),
  )
  expect(rows.map((row) => JSON.stringify(row))).toEqual([
    '{"type":"headline","text":"The kettle"}',
    '{"type":"standfirst","text":"A short history"}',
    '{"type":"paragraph","text":"It was hot."}',
    '{"type":"heading","text":"Tea","level":3}',
    '{"type":"listItem","text":"one"}',
    '{"type":"listItem","text":"two"}',
    '{"type":"listItem","text":"three"}',
    '{"type":"quote","text":"So they say."}',
    '{"type":"divider"}',
    '{"type":"code","text":"boil water"}',
    '{"type":"turn","speaker":"Mina","to":"Jun","text":"“Hot?”"}',
    '{"type":"turn","speaker":"Jun","to":null,"text":"“Very.”"}',
    '{"type":"caption","text":"“Later.”"}',
    '{"type":"figure","caption":"The stove","credit":"JTBC"}',
    '{"type":"figure","caption":"","credit":"JTBC","src":"images/a.png"}',
    '{"type":"embed","url":"https://youtu.be/tEa4MidNigh","provider":"youtube"}',
    '{"type":"source","text":"The Gazette"}',
  ])
})

it('prints every space as a plain one, in names too', () => {
  expect(outline(article('A\u00a0headline', '', dialogue(turn('Han\u202fSo Hee', 'a\u2003b'))))).toEqual([
    { type: 'headline', text: 'A headline' },
    { type: 'turn', speaker: 'Han So Hee', to: null, text: 'a b' },
  ])
})

it('has no row for a standfirst or a paragraph that is empty', () => {
  expect(outline(article('Only this', ''))).toEqual([{ type: 'headline', text: 'Only this' }])
})

it('covers every block of the schema, as plain text does', () => {
  const known = (face: 'outline' | 'plain'): string[] =>
    blocks.flatMap((block) => Object.keys(block.text[face]))
  const members = Object.values(schema.nodes)
    .filter((type) => type.isInGroup('block') || ['turn', 'listItem'].includes(type.name))
    .map((type) => type.name)
  expect(known('outline').sort()).toEqual([...members].sort())
  // A part of a table can be copied alone.
  expect(known('plain').sort()).toEqual([...members, 'tableCell', 'tableRow'].sort())
})
