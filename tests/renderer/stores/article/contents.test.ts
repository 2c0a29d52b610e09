import { describe, expect, it } from 'vitest'
import { parts } from '../../../../src/article/index.ts'
import { contentsOf, rowFor } from '../../../../src/renderer/src/stores/article/contents.ts'
import { article, caption, dialogue, embed, figure, h2, h3, p, quote, source, turn } from '../../../build.ts'

const rows = contentsOf(
  parts(
    article(
      'The Night Ferry',
      '',
      p('It leaves at four.'),
      h2('On deck'),
      dialogue(turn('Mina', 'a'), turn('Jun', 'b'), turn('Mina', 'c'), turn('Jun', '')),
      figure({}, 'Gulls'),
      h3(),
      figure({ src: 'images/a.png', alt: 'A pier' }),
      embed('https://youtu.be/dQw4w9WgXcQ', { provider: 'youtube' }),
      caption('“Four in the morning.”'),
      quote('It leaves.', 'It comes back.'),
      figure({ src: 'images/b.png' }),
      figure({ src: 'https://kbc.example/2026/gulls.jpg?w=800' }),
      p('It comes back.'),
      source('Source', 'Harbour Gazette'),
    ).doc,
  ).body,
)

describe('the outline of an article', () => {
  it('lists headings, dialogues by speaker, photos by their words or number, embeds, captions, quotes and the source', () => {
    expect(rows.map(({ block, kind, label, detail }) => [block, kind, label, detail])).toEqual([
      [1, 'heading', 'On deck', ''],
      [2, 'dialogue', 'Mina, Jun', '3 turns'],
      [3, 'figure', 'Gulls', 'waiting'],
      [4, 'heading', 'Untitled section', ''],
      [5, 'figure', 'A pier', ''],
      [6, 'embed', 'https://youtu.be/dQw4w9WgXcQ', 'youtube'],
      [7, 'caption', '“Four in the morning.”', ''],
      [8, 'quote', 'It leaves.', ''],
      [9, 'figure', 'Photo 3', ''],
      [10, 'figure', 'gulls.jpg', ''],
      [12, 'source', 'Harbour Gazette', ''],
    ])
  })

  it('marks the entry that the caret is in', () => {
    expect([-1, 0, 1, 3, 6, 11].map((block) => rowFor(rows, block))).toEqual([-1, -1, 0, 2, 5, 9])
  })
})
