import { parse } from 'parse5'
import type * as Parse5 from 'parse5'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { giveSlice } from '../../../../src/renderer/src/editor/copy/passage.ts'
import type { ClipboardContent } from '../../../../src/renderer/src/editor/paste/clipboard.ts'
import type { Pasted } from '../../../../src/renderer/src/editor/paste/pasted.ts'
import { paste } from '../../../../src/renderer/src/editor/paste/place.ts'
import { readClipboard } from '../../../../src/renderer/src/editor/paste/read.ts'
import { doc, figure, h2, p, strong } from '../../../build.ts'
import { GOOGLE_DOCS, NEWS, WORD } from '../../../pasted.ts'
import { clipboardOf, editorWith, TestEditor } from '../testEditor.ts'

vi.mock('parse5', async (original) => {
  const module = await original<typeof Parse5>()
  return { ...module, parse: vi.fn(module.parse) }
})

const FILM = 'https://youtu.be/dQw4w9WgXcQ'
const picture = new File([new Uint8Array(3)], 'a.png', { type: 'image/png' })
const markdownFile = new File(['# Ferry'], 'ferry.md', { type: 'text/markdown' })

function read(types: Partial<ClipboardContent>, asArticle = false): Pasted {
  return readClipboard(clipboardOf(types), { asArticle })
}

/** The types of the blocks that were read. */
function typesIn(pasted: Pasted): string[] {
  if (pasted.kind !== 'blocks') throw new Error(`read as ${pasted.kind}`)
  return pasted.blocks.map(({ type }) => type)
}

describe('reading plain text', () => {
  it('reads one line as text', () => {
    expect(read({ text: 'Rain on the pier.\n' })).toEqual({ kind: 'text', text: 'Rain on the pier.\n' })
  })

  it('reads several paragraphs as blocks, without an alternative', () => {
    const pasted = read({ text: 'One.\n\nTwo.' })
    expect(pasted).toMatchObject({ kind: 'blocks', text: 'One.\n\nTwo.', alternative: null })
    expect(typesIn(pasted)).toEqual(['paragraph', 'paragraph'])
  })

  it('recognises dialogue, with the text as the alternative', () => {
    const text = 'Mina Solis: “Who has the oars?”\nJun Harrow: “The sea.”'
    const pasted = read({ text })
    expect(typesIn(pasted)).toEqual(['dialogue'])
    expect(pasted).toMatchObject({ alternative: { kind: 'text', text } })
  })

  it('reads an article where none is yet', () => {
    const text = 'The Night Ferry\n\nNobody sleeps.\n\nMina Solis: “Listen.”\n\nJun Harrow: “To what?”\n'
    expect(read({ text }, true)).toMatchObject({
      kind: 'article',
      doc: { content: [{ type: 'headline', content: [{ text: 'The Night Ferry' }] }, {}, {}] },
      metadata: { slug: 'the-night-ferry' },
      alternative: { kind: 'text', text },
    })
  })

  it('reads Markdown as Markdown, with the text as the alternative', () => {
    const text = '## After\n\nIt **rained**.'
    expect(read({ text })).toMatchObject({
      kind: 'blocks',
      blocks: [h2('After'), p('It ', strong('rained'), '.')],
      alternative: { kind: 'text', text },
    })
    const linked = '[The paper](https://a.example) says\n\nthat **nobody** rowed.'
    expect(read({ text: linked })).toMatchObject({
      kind: 'blocks',
      alternative: { kind: 'text', text: linked },
    })
  })

  it('reads tab-separated cells as a table', () => {
    expect(typesIn(read({ text: 'Port\tTime\nOslo\t04:00' }))).toEqual(['table'])
  })

  it('reads a web address as an address that can be text', () => {
    expect(read({ text: ` ${FILM}\n` })).toEqual({
      kind: 'address',
      address: FILM,
      fallback: { kind: 'text', text: ` ${FILM}\n` },
    })
  })

  it('reads an address that runs as text', () => {
    expect(read({ text: 'javascript:alert(1)' })).toMatchObject({ kind: 'text' })
  })

  it('reads a provider’s snippet as an embed, and as words outside the body', () => {
    const text = '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>'
    const pasted = read({ text })
    expect(typesIn(pasted)).toEqual(['embed'])
    expect(pasted).toMatchObject({ outsideBody: { kind: 'text', text } })
  })

  it('composes decomposed Hangul', () => {
    expect(read({ text: '등대의 밤'.normalize('NFD') })).toEqual({ kind: 'text', text: '등대의 밤' })
  })

  it('keeps white space alone as text', () => {
    expect(read({ text: ' \n' })).toEqual({ kind: 'text', text: ' \n' })
  })

  it('reads an empty clipboard as nothing', () => {
    expect(read({})).toEqual({ kind: 'nothing' })
    expect(read({ isPlain: true })).toEqual({ kind: 'nothing' })
  })

  it('reads nothing but words for “paste as plain text”', () => {
    const slice = giveSlice(editorWith(p('Own.')).state.doc.slice(0), 'en').slice
    expect(read({ text: FILM, html: '<h2>x</h2>', slice, files: [picture], isPlain: true })).toEqual({
      kind: 'text',
      text: FILM,
    })
  })
})

describe('reading HTML', () => {
  it('reads one paragraph as inline content with its marks', () => {
    expect(read({ html: '<p>so <b>heavy</b></p>', text: 'so heavy' })).toEqual({
      kind: 'inline',
      content: p('so ', strong('heavy')).content,
      text: 'so heavy',
      report: [],
    })
  })

  it.each([
    ['Word', WORD, 'heading'],
    ['Google Docs', GOOGLE_DOCS, 'heading'],
  ])('reads blocks of %s', (_program, html, first) => {
    const pasted = read({ html, text: 'the same' })
    expect(typesIn(pasted)[0]).toBe(first)
    expect(pasted).toMatchObject({ text: 'the same' })
  })

  it('reads a page as an article where none is yet, else as blocks', () => {
    expect(read({ html: NEWS }, true)).toMatchObject({
      kind: 'article',
      doc: { content: [{ content: [{ text: 'Lights out at the harbour' }] }, {}, {}] },
    })
    expect(read({ html: NEWS }).kind).toBe('blocks')
  })

  it('offers the paragraphs that it read as dialogue', () => {
    const pasted = read({ html: '<p>Mina Solis: “Who?”</p><p>Jun Harrow: “The sea.”</p>' })
    expect(typesIn(pasted)).toEqual(['dialogue'])
    expect(pasted).toMatchObject({
      alternative: {
        kind: 'blocks',
        blocks: [{ type: 'paragraph' }, { type: 'paragraph' }],
        alternative: null,
      },
    })
  })

  it('reads a linked address as an address that can be inline content', () => {
    expect(read({ html: `<a href="${FILM}">${FILM}</a>`, text: FILM })).toMatchObject({
      kind: 'address',
      address: FILM,
      fallback: { kind: 'inline' },
    })
  })

  it('reads code as a block of code, its lines kept in the words', () => {
    const pasted = read({ html: '<pre><code>a = 1\nb = 2</code></pre>' })
    expect(typesIn(pasted)).toEqual(['codeBlock'])
    expect(pasted).toMatchObject({ text: 'a = 1\nb = 2' })
  })

  it('reads every word of a table', () => {
    const html = '<table><tr><th>Port</th><th>Time</th></tr><tr><td>Oslo</td><td>04:00</td></tr></table>'
    const pasted = JSON.stringify(read({ html }))
    for (const word of ['Port', 'Time', 'Oslo', '04:00']) expect(pasted).toContain(word)
  })

  it('lists pictures of the web once each', () => {
    const img = '<img src="https://pier.example/a.png" alt="A pier">'
    expect(read({ html: `<p>One.</p>${img}${img}` })).toMatchObject({
      kind: 'blocks',
      remotePictures: ['https://pier.example/a.png'],
    })
  })

  it('keeps nothing that runs', () => {
    const html =
      '<p onclick="alert(1)">a<img src=x onerror=alert(2)><a href="javascript:alert(3)">b</a></p>' +
      '<script>alert(4)</script><iframe srcdoc="<script>alert(5)</script>"></iframe><p>c</p>'
    expect(JSON.stringify(read({ html }))).not.toContain('alert')
  })

  it('falls back to the text if the HTML shows nothing or is nested without end', () => {
    for (const html of ['<style>p{}</style>', '<div>'.repeat(5000) + 'x'])
      expect(read({ html, text: 'words' })).toEqual({ kind: 'text', text: 'words' })
  })
})

describe('reading files', () => {
  it('reads pictures alone, and pictures beside their own tag, as pictures', () => {
    const expected = { kind: 'pictures', pictures: [picture], others: [] }
    expect(read({ files: [picture] })).toEqual(expected)
    expect(read({ files: [picture], html: '<img src="https://pier.example/a.png">' })).toEqual(expected)
  })

  it('prefers words to the picture of them that Word adds', () => {
    expect(read({ files: [picture], html: '<p>Words.</p>' })).toMatchObject({ kind: 'inline' })
  })

  it('separates pictures from files that may be articles', () => {
    expect(read({ files: [markdownFile, picture], text: 'ferry.md' })).toEqual({
      kind: 'pictures',
      pictures: [picture],
      others: [markdownFile],
    })
  })
})

describe('reading Galley’s own slice', () => {
  const whole = new TestEditor(
    doc('Ferry', 'Nobody sleeps', h2('Night'), figure({ src: 'images/pier.png' }, 'A pier')),
  ).state.doc
  const bodyStart = whole.child(0).nodeSize + whole.child(1).nodeSize
  const copied = (from: number, draft = 'day-ferry'): string =>
    giveSlice(whole.slice(from, whole.content.size, true), 'en', false, draft).slice

  it('reads blocks as a slice, with the pictures of its draft', () => {
    expect(read({ slice: copied(bodyStart), html: '<p>x</p>', text: 'x' })).toMatchObject({
      kind: 'slice',
      slice: { content: [{ type: 'heading' }, { type: 'figure' }] },
      draftPictures: { draft: 'day-ferry', names: ['pier.png'] },
    })
  })

  it('reads a slice over all fields as an article, or as blocks with the headline as a heading', () => {
    expect(read({ slice: copied(0) }, true)).toMatchObject({
      kind: 'article',
      metadata: null,
      alternative: null,
    })
    expect(typesIn(read({ slice: copied(0) }))).toEqual(['heading', 'paragraph', 'heading', 'figure'])
  })

  it('reads what stands beside a slice that the schema refuses', () => {
    const slice = JSON.stringify({ content: [{ type: 'script' }] })
    expect(read({ slice, text: 'words' })).toEqual({ kind: 'text', text: 'words' })
    expect(read({ slice: 'no JSON', text: 'words' })).toEqual({ kind: 'text', text: 'words' })
  })

  it('reads what stands beside it if the slice cannot be placed', () => {
    const content = clipboardOf({ slice: copied(bodyStart), html: '<h2>Night</h2>', text: 'Night' })
    expect(readClipboard(content, { asArticle: false, withoutSlice: true })).toMatchObject({
      kind: 'blocks',
      blocks: [{ type: 'heading' }],
      draftPictures: { draft: 'day-ferry', names: ['pier.png'] },
    })
  })
})

describe('one paste', () => {
  beforeEach(() => {
    vi.mocked(parse).mockClear()
  })

  it.each([
    ['into an empty draft', new TestEditor(doc('', '', p())), { html: NEWS }],
    ['between paragraphs', editorWith(p('Before.'), p()).in(1), { html: NEWS }],
    ['with a picture beside it', editorWith(p()).in(0), { html: WORD, files: [picture] }],
    ['of Word into an empty draft', new TestEditor(doc('', '', p())), { html: WORD, text: 'the same' }],
  ])('of HTML %s parses it once', (_where, editor, types) => {
    expect(paste(editor, clipboardOf(types), editor.services)).toBe(true)
    expect(parse).toHaveBeenCalledTimes(1)
  })

  it('of plain text parses no HTML', () => {
    const editor = editorWith(p()).in(0)
    paste(editor, clipboardOf({ text: 'One.\n\nTwo.' }), editor.services)
    expect(parse).not.toHaveBeenCalled()
  })

  it('of Galley’s own slice parses no HTML', () => {
    const editor = editorWith(p()).in(0)
    const slice = giveSlice(editorWith(h2('Night'), p('One.')).state.doc.child(2).slice(0), 'en').slice
    paste(editor, clipboardOf({ slice, html: '<h2>Night</h2><p>One.</p>' }), editor.services)
    expect(editor.body.map(({ type }) => type)).toEqual(['heading', 'paragraph'])
    expect(parse).not.toHaveBeenCalled()
  })
})
