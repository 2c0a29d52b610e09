import { describe, expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { giveSlice } from '../../../../src/renderer/src/editor/copy/passage.ts'
import { take } from '../../../../src/renderer/src/editor/paste/paste.ts'
import {
  article,
  caption,
  dialogue,
  doc,
  embed,
  em,
  figure,
  h2,
  li,
  link,
  p,
  pre,
  strong,
  turn,
  ul,
} from '../../../build.ts'
import { Desk, deskOf, offer, settled } from '../place.ts'

/** Blocks in their canonical form. */
const blocks = (...given: NodeJSON[]): unknown => article('', '', ...given).doc.content?.[2]?.content

function paste(desk: Desk, given: Parameters<typeof offer>[0]): Desk {
  take(desk, offer(given), desk.services)
  return desk
}

describe('plain text', () => {
  it('of one line runs into the words', () => {
    const desk = paste(deskOf(p('Rain on the pier.')).at('Rain'), { text: ' and wind\n' })
    expect(desk.body).toEqual(blocks(p('Rain and wind on the pier.')))
  })

  it('of several blocks is read by the recogniser, in one step', () => {
    const desk = deskOf(p('Before.'), p()).in(1)
    paste(desk, { text: 'Mina Solis: “Who has the oars?”\nJun Harrow: “The sea.”\n\nThey laugh.' })
    expect(desk.body).toEqual(
      blocks(
        p('Before.'),
        dialogue(turn('Mina Solis', '“Who has the oars?”'), turn('Jun Harrow', '“The sea.”')),
        p('They laugh.'),
      ),
    )
    desk.undo()
    expect(desk.body).toEqual(blocks(p('Before.'), p()))
  })

  it('can be kept as plain text afterwards', () => {
    const desk = deskOf(p('Before.'), p()).in(1)
    paste(desk, { text: 'Mina Solis: “Who has the oars?”\nJun Harrow: “The sea.”' })
    desk.offers.get('reading')?.run()
    expect(desk.body).toEqual(
      blocks(p('Before.'), p('Mina Solis: “Who has the oars?”'), p('Jun Harrow: “The sea.”')),
    )
  })

  it('is not offered otherwise when it was prose all along', () => {
    expect(paste(deskOf(p('Before.'), p()).in(1), { text: 'One.\n\nTwo.' }).offers.size).toBe(0)
  })

  it('is left alone once something else was written', () => {
    const desk = paste(deskOf(p('Before.'), p()).in(1), { text: 'Mina Solis: “Yes.”\nJun Harrow: “No.”' })
    const kept = desk.offers.get('reading')
    desk.dispatch(desk.state.tr.insertText('x', 2))
    const { body } = desk
    kept?.run()
    expect(desk.body).toEqual(body)
  })

  it('becomes the article where none is yet', () => {
    const desk = paste(new Desk(doc('', '', p())).in(0), {
      text: 'The Night Ferry\n\nNobody sleeps.\n\nMina Solis: “Listen.”\n\nJun Harrow: “To what?”\n',
    })
    expect(desk.headline).toBe('The Night Ferry')
    expect(desk.body.map(({ type }) => type)).toContain('dialogue')
    desk.offers.get('reading')?.run()
    expect(desk.headline).toBe('')
    expect(desk.body.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'paragraph', 'paragraph'])
  })

  it('is composed: decomposed Hangul is the same Hangul', () => {
    const desk = paste(deskOf(p()).in(0), { text: '등대의 밤'.normalize('NFD') })
    expect(desk.body).toEqual(blocks(p('등대의 밤')))
  })

  it('is one line in a headline, and what follows begins the body', () => {
    const desk = paste(deskOf(p('Old.')).at('headline', 'on'), { text: 'new\n\nSecond.\n\nThird.' })
    expect(desk.headline).toBe('A new')
    expect(desk.body).toEqual(blocks(p('Second.'), p('Third.'), p('Old.')))
  })

  it('stays as it is in code', () => {
    const desk = paste(deskOf(pre('', 'a = 1')).at('a = 1'), { text: '\nif b:\n\tc()\u0007' })
    expect(desk.body).toEqual(blocks(pre('', 'a = 1\nif b:\n\tc() ')))
  })

  it('with Shift is words alone: no recogniser, no HTML, no embed', () => {
    const desk = deskOf(p()).in(0)
    paste(desk, {
      text: 'Mina Solis: “Yes.”\n\nhttps://youtu.be/dQw4w9WgXcQ',
      html: '<h2>x</h2>',
      plain: true,
    })
    expect(desk.body).toEqual(blocks(p('Mina Solis: “Yes.”'), p('https://youtu.be/dQw4w9WgXcQ')))
  })
})

describe('where blocks go', () => {
  it('turns join the dialogue they are pasted in', () => {
    const desk = deskOf(dialogue(turn('Mina', '“One. Two.”'), turn('Jun', '“Three.”'))).at('“One.')
    paste(desk, { text: 'Ada Marsh: “Four.”\nBo Reed: “Five.”' })
    expect(desk.body).toEqual(
      blocks(
        dialogue(
          turn('Mina', '“One.'),
          turn('Ada Marsh', '“Four.”'),
          turn('Bo Reed', '“Five.”'),
          turn('Mina', ' Two.”'),
          turn('Jun', '“Three.”'),
        ),
      ),
    )
  })

  it('other blocks part the dialogue, and every word keeps its speaker', () => {
    const desk = deskOf(dialogue(turn({ speaker: 'Mina', aside: 'low' }, '“One. Two.”'))).at('“One.')
    paste(desk, { text: 'A door slams.\n\nAnother.' })
    expect(desk.body).toEqual(
      blocks(
        dialogue(turn({ speaker: 'Mina', aside: 'low' }, '“One.')),
        p('A door slams.'),
        p('Another.'),
        dialogue(turn('Mina', ' Two.”')),
      ),
    )
  })

  it('a caption and a figure stay whole', () => {
    for (const block of [caption('Three hours later'), figure({ credit: 'S. Vale' }, 'Three hours later')]) {
      const desk = paste(deskOf(block).at('Three'), { text: 'One.\n\nTwo.' })
      expect(desk.body).toEqual(blocks(block, p('One.'), p('Two.')))
    }
  })

  it('paragraphs run into the paragraph around them', () => {
    const desk = paste(deskOf(p('Rain on the pier.')).at('Rain '), { text: 'falls.\n\nIt falls ' })
    expect(desk.body).toEqual(blocks(p('Rain falls.'), p('It fallson the pier.')))
  })

  it('a list goes on in the list', () => {
    const desk = paste(deskOf(ul('rope', 'lamp')).at('rope'), { html: '<ul><li>oar</li><li>sail</li></ul>' })
    expect(desk.state.doc.child(2).textContent).toBe('ropeoarsaillamp')
  })
})

describe('an address', () => {
  const film = 'https://youtu.be/dQw4w9WgXcQ'

  it('alone in an empty paragraph is an embed where its provider is known; undo leaves a link', () => {
    const desk = paste(deskOf(p('Before.'), p()).in(1), { text: ` ${film}\n` })
    expect(desk.body).toEqual(
      blocks(p('Before.'), embed(film, { provider: 'youtube', id: 'dQw4w9WgXcQ' }), p()),
    )
    desk.undo()
    expect(desk.body).toEqual(blocks(p('Before.'), p(link(film))))
    desk.undo()
    expect(desk.body).toEqual(blocks(p('Before.'), p()))
  })

  it('of somebody else is a link', () => {
    const desk = paste(deskOf(p()).in(0), { text: 'https://ferry.example/log' })
    expect(desk.body).toEqual(blocks(p(link('https://ferry.example/log'))))
  })

  it('on words makes a link of them', () => {
    const desk = paste(deskOf(p('See the log.')).at('the log', 'on'), { text: 'https://ferry.example/log' })
    expect(desk.body).toEqual(blocks(p('See ', link('https://ferry.example/log', 'the log'), '.')))
  })

  it('inside text stays text, its tracking parameters too', () => {
    const desk = paste(deskOf(p('See .')).at('See '), { text: `${film}?si=track` })
    expect(desk.body).toEqual(blocks(p(`See ${film}?si=track.`)))
  })

  it('that is a script is only text', () => {
    const desk = paste(deskOf(p()).in(0), { text: 'javascript:alert(1)' })
    expect(desk.body).toEqual(blocks(p('javascript:alert(1)')))
  })

  it.each([
    [
      'text',
      `<iframe width="560" src="https://www.youtube.com/embed/dQw4w9WgXcQ" onload="alert(1)"></iframe>`,
    ],
    [
      'html',
      `<iframe width="560" src="https://www.youtube.com/embed/dQw4w9WgXcQ" onload="alert(1)"></iframe>`,
    ],
  ])('in a provider’s snippet pasted as %s is an embed', (kind, snippet) => {
    const desk = paste(deskOf(p()).in(0), { [kind]: snippet })
    expect(desk.body).toMatchObject([
      { type: 'embed', attrs: { provider: 'youtube', id: 'dQw4w9WgXcQ' } },
      { type: 'paragraph' },
    ])
    // The caret waits below it: what is pasted next must not take its place.
    expect(desk.state.selection.$from.parent.type.name).toBe('paragraph')
    expect(JSON.stringify(desk.body)).not.toContain('alert')
  })
})

describe('pictures', () => {
  const file = (name: string): File => new File([new Uint8Array(3)], name, { type: 'image/png' })

  it('are figures below the caret, in their order and in one step', async () => {
    const desk = paste(deskOf(p('Rain on the pier.'), p('After.')).at('pier.'), {
      files: [file('a.png'), file('b.png')],
    })
    await settled()
    expect(desk.body.map(({ attrs }) => attrs?.src)).toEqual([
      undefined,
      'images/a.png',
      'images/b.png',
      undefined,
    ])
    desk.undo()
    expect(desk.body).toEqual(blocks(p('Rain on the pier.'), p('After.')))
  })

  it('land where they were pasted though the writer typed on, and the caret stays with the words', async () => {
    const desk = paste(deskOf(p('Rain on the pier.'), p('After.')).at('pier.'), { files: [file('a.png')] })
    desk.at('After.').dispatch(desk.state.tr.insertText(' And more'))
    await settled()
    expect(desk.body.map(({ type }) => type)).toEqual(['paragraph', 'figure', 'paragraph'])
    expect(desk.state.selection.$from.parent.textContent).toBe('After. And more')
    desk.undo()
    expect(desk.body).toEqual(blocks(p('Rain on the pier.'), p('After. And more')))
  })

  it('replace no words that were typed over the selection meanwhile', async () => {
    const desk = paste(deskOf(p('Rain on the pier.')).at('the', 'on'), { files: [file('a.png')] })
    desk.dispatch(desk.state.tr.insertText('a wooden'))
    await settled()
    expect(desk.state.doc.child(2).textContent).toBe('Rain on a wooden pier.')
    expect(desk.body.map(({ type }) => type)).toContain('figure')
  })

  it('end the article where their place is not known any more', async () => {
    const other = deskOf(p('Of another state.'))
    const desk = deskOf(p('Rain.'))
    const place = { ...other.services, captureDraft: () => desk.services.captureDraft() }
    take(other, offer({ files: [file('a.png')] }), place)
    await settled()
    expect(desk.body.map(({ type }) => type)).toEqual(['paragraph', 'figure'])
    expect(other.body).toEqual(blocks(p('Of another state.')))
  })

  it('take the place of an empty paragraph', async () => {
    const desk = paste(deskOf(p()).in(0), { files: [file('a.png')] })
    await settled()
    expect(desk.body.map(({ type }) => type)).toEqual(['figure'])
  })

  it('are preferred to the tag beside them, but not to words (Word adds a picture of its text)', async () => {
    const tag = '<img src="https://pier.example/a.png">'
    const copied = paste(deskOf(p()).in(0), { files: [file('a.png')], html: tag })
    const word = paste(deskOf(p()).in(0), { files: [file('a.png')], html: '<p>Words.</p>' })
    await settled()
    expect(copied.body[0]?.attrs?.src).toBe('images/a.png')
    expect(word.body).toEqual(blocks(p('Words.')))
  })

  it('inside the HTML as data move into the draft', async () => {
    const desk = paste(deskOf(p('Before.'), p()).in(1), {
      html: '<p>One.</p><img src="data:image/png;base64,AAAA" alt="A pier">',
    })
    await settled()
    expect(desk.body.at(-1)?.attrs).toMatchObject({ src: 'images/picture', alt: 'A pier' })
  })

  it('on the web wait, until the writer has them fetched', async () => {
    const desk = paste(deskOf(p('Before.'), p()).in(1), {
      html: '<p>One.</p><img src="https://pier.example/a.png" alt="A pier">',
    })
    expect(desk.body.at(-1)?.attrs?.src).toBe('https://pier.example/a.png')
    desk.offers.get('pictures')?.run()
    await settled()
    expect(desk.body.at(-1)?.attrs).toMatchObject({ src: 'images/fetched.png', width: 4, alt: 'A pier' })
  })
})

describe('Galley’s own slice', () => {
  const original = new Desk(
    doc(
      'Ferry',
      'Nobody sleeps',
      h2('Night'),
      dialogue(turn('Mina', '“Who  boils?”')),
      p('Rain ', em('never'), ' ', strong('stops')),
      ul(li('rope')),
    ),
  )

  function copied(from: number, to: number): string {
    return giveSlice(original.state.doc.slice(from, to, true), 'en').slice
  }

  it('comes back exactly', () => {
    const { doc: whole } = original.state
    const start = whole.child(0).nodeSize + whole.child(1).nodeSize
    const desk = paste(deskOf(p('Before.'), p()).in(1), {
      slice: copied(start + 1, whole.content.size - 1),
      text: 'x',
    })
    expect(desk.body.slice(1)).toEqual(whole.child(2).content.toJSON())
  })

  it('of a whole article becomes the article where none is', () => {
    const desk = paste(new Desk(doc('', '', p())).in(0), {
      slice: copied(0, original.state.doc.content.size),
    })
    expect(desk.state.doc.toJSON()).toEqual(original.state.doc.toJSON())
  })

  it('of another draft brings the files of its photos along', () => {
    const from = new Desk(doc('Ferry', '', figure({ src: 'images/pier.png' }, 'A pier')))
    const { doc: whole } = from.state
    const start = whole.child(0).nodeSize + whole.child(1).nodeSize
    const { slice } = giveSlice(whole.slice(start, whole.content.size, true), 'en', false, 'day-ferry')
    expect(paste(deskOf(p('Before.'), p()).in(1), { slice }).copied).toEqual([['day-ferry', 'pier.png']])
    const own = giveSlice(whole.slice(start, whole.content.size, true), 'en', false, 'night-ferry')
    expect(paste(deskOf(p('Before.'), p()).in(1), { slice: own.slice }).copied).toEqual([])
  })

  it('copied by an earlier version of Galley is read all the same', () => {
    const slice = JSON.stringify({
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Old.' }] }],
    })
    const desk = paste(deskOf(p('Before.'), p()).in(1), { slice, text: 'x' })
    expect(desk.body.at(-1)).toMatchObject({ content: [{ text: 'Old.' }] })
    expect(desk.copied).toEqual([])
  })

  it('names no file outside the draft’s own pictures, and no draft that cannot be one', () => {
    const shown = (src: string) => ({ content: [{ type: 'figure', attrs: { src } }] })
    for (const [draft, src] of [
      ['day-ferry', 'https://pier.example/a.png'],
      ['../day', 'images/pier.png'],
    ] as const)
      expect(
        paste(deskOf(p('Before.'), p()).in(1), { slice: JSON.stringify({ draft, slice: shown(src) }) })
          .copied,
      ).toEqual([])
  })

  it.each([
    [
      'an address that runs',
      {
        content: [
          {
            type: 'embed',
            attrs: { url: 'javascript:alert(1)', provider: '', id: '', title: '', author: '' },
          },
        ],
      },
    ],
    [
      'a link that runs',
      {
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
            ],
          },
        ],
      },
    ],
    [
      'control characters',
      { content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a\u0007b' }] }] },
    ],
    ['a list without items', { content: [{ type: 'bulletList', content: [{ type: 'listItem' }] }] }],
    ['an unknown node', { content: [{ type: 'script' }] }],
    ['no slice at all', 'x'],
  ])('with %s is refused, and the text is taken', (_name, slice) => {
    const desk = paste(deskOf(p()).in(0), { slice: JSON.stringify(slice), text: 'words' })
    expect(desk.body).toEqual(blocks(p('words')))
  })
})

it('works on the article’s own schema', () => {
  expect(deskOf().state.schema).toBe(schema)
})
