import { describe, expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { paste } from '../../../../src/renderer/src/editor/paste/place.ts'
import { article, caption, dialogue, doc, embed, figure, link, p, pre, turn, ul } from '../../../build.ts'
import { TestEditor, editorWith, clipboardOf, picturesSettled } from '../testEditor.ts'

/** Blocks in their canonical form. */
const blocks = (...given: NodeJSON[]): unknown => article('', '', ...given).doc.content?.[2]?.content

function pasteInto(editor: TestEditor, given: Parameters<typeof clipboardOf>[0]): TestEditor {
  paste(editor, clipboardOf(given), editor.services)
  return editor
}

describe('plain text', () => {
  it('of one line runs into the words', () => {
    const editor = pasteInto(editorWith(p('Rain on the pier.')).at('Rain'), { text: ' and wind\n' })
    expect(editor.body).toEqual(blocks(p('Rain and wind on the pier.')))
  })

  it('of several blocks is read by the recogniser, in one step', () => {
    const editor = editorWith(p('Before.'), p()).in(1)
    pasteInto(editor, { text: 'Mina Solis: “Who has the oars?”\nJun Harrow: “The sea.”\n\nThey laugh.' })
    expect(editor.body).toEqual(
      blocks(
        p('Before.'),
        dialogue(turn('Mina Solis', '“Who has the oars?”'), turn('Jun Harrow', '“The sea.”')),
        p('They laugh.'),
      ),
    )
    editor.undo()
    expect(editor.body).toEqual(blocks(p('Before.'), p()))
  })

  it('can be kept as plain text afterwards', () => {
    const editor = editorWith(p('Before.'), p()).in(1)
    pasteInto(editor, { text: 'Mina Solis: “Who has the oars?”\nJun Harrow: “The sea.”' })
    editor.offers.get('reading')?.run()
    expect(editor.body).toEqual(
      blocks(p('Before.'), p('Mina Solis: “Who has the oars?”'), p('Jun Harrow: “The sea.”')),
    )
  })

  it('offers no alternative if it is prose', () => {
    expect(pasteInto(editorWith(p('Before.'), p()).in(1), { text: 'One.\n\nTwo.' }).offers.size).toBe(0)
  })

  it('stays as pasted once something else was written', () => {
    const editor = pasteInto(editorWith(p('Before.'), p()).in(1), {
      text: 'Mina Solis: “Yes.”\nJun Harrow: “No.”',
    })
    const kept = editor.offers.get('reading')
    editor.dispatch(editor.state.tr.insertText('x', 2))
    const { body } = editor
    kept?.run()
    expect(editor.body).toEqual(body)
  })

  it('becomes the article of an empty draft', () => {
    const editor = pasteInto(new TestEditor(doc('', '', p())).in(0), {
      text: 'The Night Ferry\n\nNobody sleeps.\n\nMina Solis: “Listen.”\n\nJun Harrow: “To what?”\n',
    })
    expect(editor.headline).toBe('The Night Ferry')
    expect(editor.body.map(({ type }) => type)).toContain('dialogue')
    editor.offers.get('reading')?.run()
    expect(editor.headline).toBe('')
    expect(editor.body.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'paragraph', 'paragraph'])
  })

  it('is composed, so decomposed Hangul becomes the same Hangul', () => {
    const editor = pasteInto(editorWith(p()).in(0), { text: '등대의 밤'.normalize('NFD') })
    expect(editor.body).toEqual(blocks(p('등대의 밤')))
  })

  it('is one line in a headline, and what follows begins the body', () => {
    const editor = pasteInto(editorWith(p('Old.')).at('headline', 'on'), { text: 'new\n\nSecond.\n\nThird.' })
    expect(editor.headline).toBe('A new')
    expect(editor.body).toEqual(blocks(p('Second.'), p('Third.'), p('Old.')))
  })

  it('stays as it is in code', () => {
    const editor = pasteInto(editorWith(pre('', 'a = 1')).at('a = 1'), { text: '\nif b:\n\tc()\u0007' })
    expect(editor.body).toEqual(blocks(pre('', 'a = 1\nif b:\n\tc() ')))
  })

  it('with Shift is pasted as words, without recogniser, HTML and embeds', () => {
    const editor = editorWith(p()).in(0)
    pasteInto(editor, {
      text: 'Mina Solis: “Yes.”\n\nhttps://youtu.be/dQw4w9WgXcQ',
      html: '<h2>x</h2>',
      isPlain: true,
    })
    expect(editor.body).toEqual(blocks(p('Mina Solis: “Yes.”'), p('https://youtu.be/dQw4w9WgXcQ')))
  })
})

describe('where blocks go', () => {
  it('adds turns to the dialogue they are pasted into', () => {
    const editor = editorWith(dialogue(turn('Mina', '“One. Two.”'), turn('Jun', '“Three.”'))).at('“One.')
    pasteInto(editor, { text: 'Ada Marsh: “Four.”\nBo Reed: “Five.”' })
    expect(editor.body).toEqual(
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

  it('gives the turns of somebody in the cast the name that the cast has, and the cast the other spelling', async () => {
    const editor = editorWith(p('Before.'), p()).in(1)
    const added: unknown[] = []
    const services = {
      ...editor.services,
      people: () => [{ name: 'Mina', otherNames: [] }],
      addSpellings: (spellings: ReadonlyMap<string, readonly string[]>) => void added.push(...spellings),
    }
    paste(editor, clipboardOf({ text: 'MINA: “One.”\nJun: “Two.”' }), services)
    await Promise.resolve()
    expect(added).toEqual([['Mina', ['MINA']]])
    expect(editor.body).toEqual(blocks(p('Before.'), dialogue(turn('Mina', '“One.”'), turn('Jun', '“Two.”'))))
  })

  it('splits a dialogue for other blocks, and every word keeps its speaker', () => {
    const editor = editorWith(dialogue(turn({ speaker: 'Mina', aside: 'low' }, '“One. Two.”'))).at('“One.')
    pasteInto(editor, { text: 'A door slams.\n\nAnother.' })
    expect(editor.body).toEqual(
      blocks(
        dialogue(turn({ speaker: 'Mina', aside: 'low' }, '“One.')),
        p('A door slams.'),
        p('Another.'),
        dialogue(turn('Mina', ' Two.”')),
      ),
    )
  })

  it('keeps a caption and a figure whole', () => {
    for (const block of [caption('Three hours later'), figure({ credit: 'S. Vale' }, 'Three hours later')]) {
      const editor = pasteInto(editorWith(block).at('Three'), { text: 'One.\n\nTwo.' })
      expect(editor.body).toEqual(blocks(block, p('One.'), p('Two.')))
    }
  })

  it('merges paragraphs with the paragraph around them', () => {
    const editor = pasteInto(editorWith(p('Rain on the pier.')).at('Rain '), { text: 'falls.\n\nIt falls ' })
    expect(editor.body).toEqual(blocks(p('Rain falls.'), p('It fallson the pier.')))
  })

  it('adds a list’s items to the list around them', () => {
    const editor = pasteInto(editorWith(ul('rope', 'lamp')).at('rope'), {
      html: '<ul><li>oar</li><li>sail</li></ul>',
    })
    expect(editor.state.doc.child(2).textContent).toBe('ropeoarsaillamp')
  })
})

describe('an address', () => {
  const film = 'https://youtu.be/dQw4w9WgXcQ'

  it('alone in an empty paragraph becomes an embed if its provider is known; undo leaves a link', () => {
    const editor = pasteInto(editorWith(p('Before.'), p()).in(1), { text: ` ${film}\n` })
    expect(editor.body).toEqual(
      blocks(p('Before.'), embed(film, { provider: 'youtube', id: 'dQw4w9WgXcQ' }), p()),
    )
    editor.undo()
    expect(editor.body).toEqual(blocks(p('Before.'), p(link(film))))
    editor.undo()
    expect(editor.body).toEqual(blocks(p('Before.'), p()))
  })

  it('of an unknown site becomes a link card, which is said, and can be a link instead', () => {
    const log = 'https://www.ferry.example/log'
    const editor = pasteInto(editorWith(p()).in(0), { text: log })
    expect(editor.body).toEqual(blocks(embed(log), p()))
    const offer = editor.offers.get('reading')
    expect(offer?.text).toBe('ferry.example is a link card: Galley knows no player for this site.')
    offer?.run()
    expect(editor.body).toEqual(blocks(p(link(log))))
  })

  it('of mail stays a link', () => {
    const editor = pasteInto(editorWith(p()).in(0), { text: 'mailto:ann@ferry.example' })
    expect(editor.body).toEqual(blocks(p('mailto:ann@ferry.example')))
  })

  it('on selected words links them', () => {
    const editor = pasteInto(editorWith(p('See the log.')).at('the log', 'on'), {
      text: 'https://ferry.example/log',
    })
    expect(editor.body).toEqual(blocks(p('See ', link('https://ferry.example/log', 'the log'), '.')))
  })

  it('inside text stays text, its tracking parameters too', () => {
    const editor = pasteInto(editorWith(p('See .')).at('See '), { text: `${film}?si=track` })
    expect(editor.body).toEqual(blocks(p(`See ${film}?si=track.`)))
  })

  it('that is a script stays text', () => {
    const editor = pasteInto(editorWith(p()).in(0), { text: 'javascript:alert(1)' })
    expect(editor.body).toEqual(blocks(p('javascript:alert(1)')))
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
    const editor = pasteInto(editorWith(p()).in(0), { [kind]: snippet })
    expect(editor.body).toMatchObject([
      { type: 'embed', attrs: { provider: 'youtube', id: 'dQw4w9WgXcQ' } },
      { type: 'paragraph' },
    ])
    // The caret waits below it: what is pasted next must not take its place.
    expect(editor.state.selection.$from.parent.type.name).toBe('paragraph')
    expect(JSON.stringify(editor.body)).not.toContain('alert')
  })
})

describe('pictures', () => {
  const file = (name: string): File => new File([new Uint8Array(3)], name, { type: 'image/png' })

  it('become figures below the caret, in their order and in one step', async () => {
    const editor = pasteInto(editorWith(p('Rain on the pier.'), p('After.')).at('pier.'), {
      files: [file('a.png'), file('b.png')],
    })
    await picturesSettled()
    expect(editor.body.map(({ attrs }) => attrs?.src)).toEqual([
      undefined,
      'images/a.png',
      'images/b.png',
      undefined,
    ])
    editor.undo()
    expect(editor.body).toEqual(blocks(p('Rain on the pier.'), p('After.')))
  })

  it('are inserted where they were pasted while the writer types on, and the caret stays with the words', async () => {
    const editor = pasteInto(editorWith(p('Rain on the pier.'), p('After.')).at('pier.'), {
      files: [file('a.png')],
    })
    editor.at('After.').dispatch(editor.state.tr.insertText(' And more'))
    await picturesSettled()
    expect(editor.body.map(({ type }) => type)).toEqual(['paragraph', 'figure', 'paragraph'])
    expect(editor.state.selection.$from.parent.textContent).toBe('After. And more')
    editor.undo()
    expect(editor.body).toEqual(blocks(p('Rain on the pier.'), p('After. And more')))
  })

  it('replace no words that were typed over the selection meanwhile', async () => {
    const editor = pasteInto(editorWith(p('Rain on the pier.')).at('the', 'on'), { files: [file('a.png')] })
    editor.dispatch(editor.state.tr.insertText('a wooden'))
    await picturesSettled()
    expect(editor.state.doc.child(2).textContent).toBe('Rain on a wooden pier.')
    expect(editor.body.map(({ type }) => type)).toContain('figure')
  })

  it('are added at the end if their place is gone', async () => {
    const other = editorWith(p('Of another state.'))
    const editor = editorWith(p('Rain.'))
    const place = { ...other.services, captureDraft: () => editor.services.captureDraft() }
    paste(other, clipboardOf({ files: [file('a.png')] }), place)
    await picturesSettled()
    expect(editor.body.map(({ type }) => type)).toEqual(['paragraph', 'figure'])
    expect(other.body).toEqual(blocks(p('Of another state.')))
  })

  it('replace an empty paragraph', async () => {
    const editor = pasteInto(editorWith(p()).in(0), { files: [file('a.png')] })
    await picturesSettled()
    expect(editor.body.map(({ type }) => type)).toEqual(['figure'])
  })

  it('are preferred to the tag beside them, but not to words (Word adds a picture of its text)', async () => {
    const tag = '<img src="https://pier.example/a.png">'
    const copied = pasteInto(editorWith(p()).in(0), { files: [file('a.png')], html: tag })
    const word = pasteInto(editorWith(p()).in(0), { files: [file('a.png')], html: '<p>Words.</p>' })
    await picturesSettled()
    expect(copied.body[0]?.attrs?.src).toBe('images/a.png')
    expect(word.body).toEqual(blocks(p('Words.')))
  })

  it('in data URLs are moved into the draft', async () => {
    const editor = pasteInto(editorWith(p('Before.'), p()).in(1), {
      html: '<p>One.</p><img src="data:image/png;base64,AAAA" alt="A pier">',
    })
    await picturesSettled()
    expect(editor.body.at(-1)?.attrs).toMatchObject({ src: 'images/picture', alt: 'A pier' })
  })

  it('on the web are fetched only if the writer says so', async () => {
    const editor = pasteInto(editorWith(p('Before.'), p()).in(1), {
      html: '<p>One.</p><img src="https://pier.example/a.png" alt="A pier">',
    })
    expect(editor.body.at(-1)?.attrs?.src).toBe('https://pier.example/a.png')
    editor.offers.get('pictures')?.run()
    await picturesSettled()
    expect(editor.body.at(-1)?.attrs).toMatchObject({ src: 'images/fetched.png', width: 4, alt: 'A pier' })
  })
})

it('works on the article’s own schema', () => {
  expect(editorWith().state.schema).toBe(schema)
})

describe('the language of the first text', () => {
  const text = '윤서아: “길이 없어요.”\n\n바람이 불었다.'

  it('is that of a text pasted below a headline', () => {
    const editor = new TestEditor(doc('등대', '', p())).in(0)
    expect(pasteInto(editor, { text }).followed).toEqual([text])
  })

  it('is not looked for once something is written, nor in a headline', () => {
    expect(pasteInto(editorWith(p('Before.'), p()).in(1), { text }).followed).toEqual([])
    const headline = new TestEditor(doc('Light', '', p())).at('Light')
    expect(pasteInto(headline, { text: '등대' }).followed).toEqual([])
  })
})

describe('a report', () => {
  it('says what a paste left out', () => {
    const html = '<p>Rain on <span hidden>and under</span> the pier.</p><p>More.</p>'
    const editor = pasteInto(editorWith(p()).in(0), { html })
    expect(editor.reports.map(({ kinds }) => kinds)).toEqual([['hidden']])
    expect(pasteInto(editorWith(p()).in(0), { html: '<p>Rain.</p><p>More.</p>' }).reports).toEqual([])
  })

  it('says that a service is closed', () => {
    const text = 'Rain on the pier.\n\nhttps://www.vlive.tv/video/12345\n\nMore rain.'
    expect(
      pasteInto(editorWith(p('Before.'), p()).in(1), { text }).reports.map(({ kinds }) => kinds),
    ).toEqual([['closedService']])
  })

  it('selects the first place that the text still has', () => {
    const html = '<p>Before the rain.</p><p>The words <span hidden>the rain</span></p>'
    const editor = pasteInto(editorWith(p()).in(0), { html })
    editor.reports[0]?.selectPlace()
    const { from, to } = editor.state.selection
    expect(editor.state.doc.textBetween(from, to)).toBe('the rain')
  })
})
