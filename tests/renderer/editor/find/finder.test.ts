import type { EditorView } from '@tiptap/pm/view'
import { describe, expect, it } from 'vitest'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { Finder } from '../../../../src/renderer/src/editor/find/finder.ts'
import type { Query } from '../../../../src/renderer/src/editor/find/query.ts'
import { scan } from '../../../../src/renderer/src/editor/find/scan.ts'
import type { PatternScan } from '../../../../src/renderer/src/editor/find/scanInWorker.ts'
import { NodeSelection } from '@tiptap/pm/state'
import {
  article,
  br,
  caption,
  dialogue,
  doc,
  embed,
  em,
  figure,
  fn,
  p,
  source,
  strong,
  turn,
} from '../../../build.ts'
import { TestEditor } from '../testEditor.ts'

const blocks = (...given: NodeJSON[]): unknown => article('', '', ...given).doc.content?.[2]?.content

/** Patterns run here and now: their thread is the browser's. */
const here: PatternScan = (source, flags, texts) => Promise.resolve(scan(source, flags, texts))

/** An open find bar over an article. */
async function bar(editor: TestEditor, query: Partial<Query>, apart = here, editable = true) {
  const finder = new Finder(apart)
  const dom = document.createElement('div')
  const view = {
    get state() {
      return editor.state
    },
    dispatch: (tr: Parameters<TestEditor['dispatch']>[0]) => {
      const before = editor.state.doc
      editor.dispatch(tr)
      finder.onUpdate(view, editor.state.doc !== before)
    },
    dom,
    editable,
    focus: () => undefined,
  } as unknown as EditorView
  finder.onUpdate(view, true)
  finder.open(true)
  await finder.setQuery(query)
  return finder
}

const ferry = (): TestEditor =>
  new TestEditor(
    doc(
      'The Night Ferry',
      'A night without sleep',
      p('The night was long, the ', em('nigh'), 't colder.'),
      dialogue(
        turn({ speaker: 'Night Watch', to: 'Mina', aside: 'night voice' }, '“Goodnight.”'),
        turn('Mina', '“Is it?”'),
      ),
      caption('That night'),
      figure({ alt: 'A pier at night', credit: 'Night TestEditor' }, 'The night pier'),
      embed('https://youtu.be/dQw4w9WgXcQ', { title: 'Night song', author: 'Nightbird' }),
      source('', 'Night Radio'),
    ),
  )

describe('finding', () => {
  it('searches everywhere: fields, words over marks, speakers, addressees, captions, credits, alt texts, embeds', async () => {
    const { status } = await bar(ferry(), { text: 'night' })
    // headline, standfirst, 2 in the paragraph, 2 of the turn's cue, its words, caption, alt, credit, caption, title, author, source
    expect(status.count).toBe(14)
    expect((await bar(ferry(), { text: 'Mina' })).status.count).toBe(2)
  })

  it('matches case and whole words if asked', async () => {
    expect((await bar(ferry(), { text: 'Night', matchCase: true })).status.count).toBe(6)
    expect((await bar(ferry(), { text: 'night', wholeWord: true })).status.count).toBe(12)
  })

  it('finds Hangul however it was composed, and part of a word', async () => {
    const editor = new TestEditor(doc('', '', p('등대의 밤'.normalize('NFD')), p('등대의 밤')))
    const finder = await bar(editor, { text: '대의' })
    expect(finder.status.count).toBe(2)
    await finder.replaceAll('불')
    expect(editor.state.doc.child(2).child(0).textContent.normalize('NFC')).toBe('등불 밤')
    expect(editor.state.doc.child(2).child(1).textContent).toBe('등불 밤')
  })

  it('matches curly quotation marks by straight ones, and any space by a space', async () => {
    const editor = new TestEditor(doc('', '', p('It’s “so”\u00a0late')))
    expect((await bar(editor, { text: `it's "so" late` })).status.count).toBe(1)
  })

  it('matches pattern characters literally, unless the query is a pattern', async () => {
    const editor = new TestEditor(doc('', '', p('a.b (axb) 2026', br(), '1999')))
    expect((await bar(editor, { text: 'a.b' })).status.count).toBe(1)
    expect((await bar(editor, { text: 'a.b', regex: true })).status.count).toBe(2)
    expect((await bar(editor, { text: '^\\d{4}$', regex: true })).status.count).toBe(1)
  })

  it('says what is wrong with a pattern', async () => {
    const { status } = await bar(ferry(), { text: '(night', regex: true })
    expect(status.problem).toBe('This pattern is not complete: Unterminated group.')
    expect(status.count).toBe(0)
  })

  it('gives up on a pattern that takes too long', async () => {
    const { status } = await bar(ferry(), { text: '(n+)+$', regex: true }, () => Promise.resolve(null))
    expect(status.problem).toBe('This pattern takes too long. Simplify it.')
  })

  it('steps from match to match and around the ends, selecting each', async () => {
    const editor = ferry().at('That', 'before')
    const finder = await bar(editor, { text: 'night' })
    expect(finder.status.current).toBe(8)
    expect(editor.state.selection.empty).toBe(false)
    await finder.step(-1)
    expect(finder.status.current).toBe(7)
    for (let step = 0; step < 8; step += 1) await finder.step(1)
    expect(finder.status.current).toBe(1)
    await finder.step(-1)
    expect(finder.status.current).toBe(14)
  })
})

describe('replacing', () => {
  it('changes nothing in a read-only draft', async () => {
    const editor = new TestEditor(doc('', '', p('one two one')))
    const finder = await bar(editor, { text: 'one' }, here, false)
    await finder.replace('three')
    expect((await finder.replaceAll('three')).count).toBe(0)
    expect(editor.body).toEqual(blocks(p('one two one')))
    expect(finder.status.count).toBe(2)
  })

  it('replaces one and selects the next', async () => {
    const editor = new TestEditor(doc('', '', p('one two one'))).in(0)
    const finder = await bar(editor, { text: 'one' })
    await finder.replace('three')
    expect(editor.body).toEqual(blocks(p('three two one')))
    expect(finder.status).toMatchObject({ count: 1, current: 1 })
  })

  it('replaces all in one step, in words and attributes, keeping marks', async () => {
    const editor = ferry()
    const before = editor.state.doc
    const finder = await bar(editor, { text: 'night' })
    expect((await finder.replaceAll('day')).count).toBe(14)
    expect(editor.headline).toBe('The day Ferry')
    expect(JSON.stringify(editor.body)).not.toMatch(/night/i)
    expect(editor.state.doc.child(2).child(1).child(0).attrs).toMatchObject({
      speaker: 'day Watch',
      addressee: 'Mina',
      parenthetical: 'day voice',
    })
    editor.undo()
    expect(editor.state.doc.eq(before)).toBe(true)
  })

  it('removes an addressee of which nothing is left', async () => {
    const editor = ferry()
    const finder = await bar(editor, { text: 'Mina' })
    await finder.replaceAll('')
    expect(editor.state.doc.child(2).child(1).child(0).attrs.addressee).toBe(null)
    expect(editor.state.doc.child(2).child(1).child(1).attrs.speaker).toBe('')
  })

  it('fills in the groups of a pattern', async () => {
    const editor = new TestEditor(doc('', '', p('Solis, Mina')))
    const finder = await bar(editor, { text: '(?<last>\\w+), (\\w+)', regex: true })
    await finder.replaceAll('$2 $<last> ($&) $$1')
    expect(editor.body).toEqual(blocks(p('Mina Solis (Solis, Mina) $1')))
  })

  it('inserts only a line of text', async () => {
    const editor = new TestEditor(doc('', '', p('a'), dialogue(turn('a', 'b'))))
    const finder = await bar(editor, { text: 'a' })
    await finder.replaceAll('x\ny\u0000')
    expect(editor.body).toEqual(blocks(p('x y '), dialogue(turn('x y', 'b'))))
  })

  it('searches and draws nothing while the bar is closed', async () => {
    const editor = new TestEditor(doc('', '', p('one two one'))).in(0)
    const finder = await bar(editor, { text: 'one' })
    finder.close()
    editor.dispatch(editor.state.tr.insertText('one ', editor.state.selection.from))
    await finder.step(1)
    expect(finder.status.open).toBe(false)
    expect(editor.body).toEqual(blocks(p('one one two one')))
  })
})

describe('footnotes', () => {
  const harbour = (): TestEditor =>
    new TestEditor(
      doc(
        '',
        '',
        p(
          'Ice.',
          [fn('See **Dusk**, p. 4\nand [the Dusk archive](https://dusk.example)')],
          ' It froze by dusk.',
        ),
      ),
    )

  it('are searched by their words, without markup and addresses, in reading order, and selected', async () => {
    const editor = harbour().in(0)
    const finder = await bar(editor, { text: 'see dusk' })
    expect(finder.status).toMatchObject({ count: 1, current: 1 })
    await finder.setQuery({ text: 'dusk' })
    expect(finder.status).toMatchObject({ count: 3, current: 1 })
    expect(editor.state.selection).toBeInstanceOf(NodeSelection)
    expect(finder.status.hidden).toBe(
      'Footnote: “See Dusk, p. 4 and the Dusk archive”. Press Esc, then Enter to open it.',
    )
    await finder.step(-1)
    expect(finder.status).toMatchObject({ current: 3, hidden: '' })
    expect((await bar(harbour(), { text: '**' })).status.count).toBe(0)
  })

  it('show the words around a match alone', async () => {
    const long = fn(`${'before '.repeat(20)}dusk${' behind'.repeat(20)}`)
    const finder = await bar(new TestEditor(doc('', '', p('It froze', [long]))).in(0), { text: 'dusk' })
    expect(finder.status.hidden).toBe(
      'Footnote: “…fore before before before before before dusk behind behind behind behind behind behi…”. Press Esc, then Enter to open it.',
    )
  })

  it('are changed with the text in one step, and keep their markup', async () => {
    const editor = harbour()
    const before = editor.state.doc
    const finder = await bar(editor, { text: 'dusk' })
    expect((await finder.replaceAll('*dawn*')).count).toBe(3)
    const changed = fn('See **\\*dawn\\***, p. 4\nand [the \\*dawn\\* archive](https://dusk.example)')
    expect(editor.body).toEqual(blocks(p('Ice.', [changed], ' It froze by *dawn*.')))
    editor.undo()
    expect(editor.state.doc.eq(before)).toBe(true)
  })

  it('of which nothing is left are removed; the others stay when the words around them are replaced', async () => {
    const editor = new TestEditor(
      doc('', '', p('Old', [fn('old')], ' ice', [fn('old news')], ' broke, ', strong('old'))),
    )
    const finder = await bar(editor, { text: 'old' })
    await finder.replaceAll('')
    expect(editor.body).toEqual(blocks(p(' ice', [fn('news')], ' broke, ')))
    await finder.setQuery({ text: 'ice broke' })
    await finder.replace('water')
    expect(editor.body).toEqual(blocks(p(' water', [fn('news')], ', ')))
  })

  it('are removed among words that are replaced, too', async () => {
    const editor = new TestEditor(doc('', '', p('ab', fn('old'), 'cd')))
    const finder = await bar(editor, { text: 'bc|old', regex: true })
    await finder.replaceAll('')
    expect(editor.body).toEqual(blocks(p('ad')))
  })

  it('end a match before them and begin one behind them', async () => {
    const editor = new TestEditor(doc('', '', p('cold', [fn('a')], 'cold')))
    const finder = await bar(editor, { text: 'cold' })
    await finder.replaceAll('warm')
    expect(editor.body).toEqual(blocks(p('warm', [fn('a')], 'warm')))
  })

  it('take the next match after one of them was replaced', async () => {
    const editor = new TestEditor(doc('', '', p('It', [fn('dusk')], ' broke at dusk'))).in(0)
    const finder = await bar(editor, { text: 'dusk' })
    await finder.replace('dawn')
    expect(finder.status).toMatchObject({ count: 1, current: 1 })
    await finder.replace('')
    expect(editor.body).toEqual(blocks(p('It', [fn('dawn')], ' broke at ')))
  })
})
