import { GapCursor } from '@tiptap/pm/gapcursor'
import { undo } from '@tiptap/pm/history'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import { deleteSelected, joinWithBelow, putBeside, splitGallery } from '../../../../src/blocks/figure/view.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import {
  deleteBlock,
  duplicateBlock,
  emptyBlock,
} from '../../../../src/renderer/src/editor/commands/blocks.ts'
import { insertBlocks } from '../../../../src/renderer/src/editor/paste/insert.ts'
import { kinds } from '../../../../src/renderer/src/editor/commands/kinds.ts'
import { doc, figure, gallery, li, p, ul } from '../../../build.ts'
import { after, same, writing } from '../../editor/keys/writing.ts'
import type { Writer } from '../../editor/writer.ts'

const body = (...of: NodeJSON[]): NodeJSON => doc('H', 'S', ...of)
const photo = (name: string, ...words: string[]) => figure({ src: `images/${name}.jpg`, alt: name }, ...words)
const json = ({ view }: Writer): unknown => view.state.doc.toJSON()

/** Selects the photo of that number, in or out of galleries. */
function select(writer: Writer, number: number): number {
  const { view } = writer
  const places: number[] = []
  view.state.doc.descendants((node, position) => {
    if (node.type.name === 'figure') places.push(position)
  })
  const at = places[number] ?? -1
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)))
  return at
}

describe('keys in a gallery', () => {
  const two = (first: string, second: string, own: string) =>
    body(gallery([photo('a', first), photo('b', second)], own), p('x'))

  it('Enter goes from caption to caption, and then below', async () => {
    const writer = writing(two('a|', 'b', 'own'))
    expect(await after('Enter', writer)).toEqual(same(two('a', '|b', 'own')))
    expect(await after('Enter Enter', writer)).toEqual(
      same(body(gallery([photo('a', 'a'), photo('b', 'b')], 'own'), p('|'), p('x'))),
    )
  })

  it('Backspace at the start of its caption, and Delete at the end, join nothing', async () => {
    expect(await after('Backspace', writing(two('a', 'b', '|own')))).toEqual(same(two('a', 'b', '|own')))
    expect(await after('Delete', writing(two('a', 'b', 'own|')))).toEqual(same(two('a', 'b', 'own|')))
  })

  it('Backspace on one of two selected photos leaves the other, and the caption as a paragraph', async () => {
    const writer = writing(two('a', 'b', 'own'))
    select(writer, 0)
    await after('Backspace', writer)
    expect(json(writer)).toEqual(same(body(photo('b', 'b'), p('own'), p('x'))))
  })

  it('Backspace in the paragraph below eats nothing of it', async () => {
    const writer = writing(body(gallery([photo('a'), photo('b')], 'own'), p('|x')))
    await after('Backspace', writer)
    expect(json(writer)).toEqual(same(body(gallery([photo('a'), photo('b')], 'own'), p('x'))))
  })
})

describe('a photo of a gallery that is selected as a whole', () => {
  const two = () => writing(body(gallery([photo('a', 'a'), photo('b', 'b')], 'own'), p('|x')))
  const whole = gallery([photo('a', 'a'), photo('b', 'b')], 'own')

  it('stays when a letter is typed, Enter pressed or words pasted: they go below the gallery', async () => {
    for (const [number, key, words] of [
      [0, '"q"', 'q'],
      [1, 'Enter', ''],
    ] as const) {
      const writer = two()
      select(writer, number)
      await after(key, writer)
      expect(json(writer)).toEqual(same(body(whole, p(words), p('x'))))
    }
    for (const words of [['q'], ['q', 'r']]) {
      const writer = two()
      select(writer, 0)
      const { tr, schema: live } = writer.view.state
      insertBlocks(
        tr,
        words.map((word) => live.node('paragraph', null, live.text(word))),
      )
      writer.view.dispatch(tr)
      expect(json(writer)).toEqual(same(body(whole, ...words.map((word) => p(word)), p('x'))))
    }
  })

  it('is cut without a trace, and its neighbour is selected next', async () => {
    const writer = writing(body(gallery([photo('a'), photo('b', 'b'), photo('c')], 'own'), p('|x')))
    const at = select(writer, 0)
    await after('Delete', writer)
    expect(json(writer)).toEqual(same(body(gallery([photo('b', 'b'), photo('c')], 'own'), p('x'))))
    expect(writer.view.state.selection).toMatchObject({ from: at, node: { attrs: { alt: 'b' } } })
    writer.view.dispatch(deleteSelected(writer.view.state.tr))
    expect(json(writer)).toEqual(same(body(photo('c'), p('own'), p('x'))))
  })
})

describe('a photo of the body that is cut, or goes by Delete block', () => {
  it('leaves the caret in the text above, or in the gap between two photos, but in no caption', () => {
    const acts = [
      ({ view }: Writer) => {
        view.dispatch(deleteSelected(view.state.tr))
      },
      ({ view }: Writer) => deleteBlock(view.state, view.dispatch.bind(view)),
    ]
    for (const act of acts) {
      const below = writing(body(p('x'), photo('a'), photo('b', 'b')))
      select(below, 0)
      act(below)
      expect(below.view.state.selection.$from.parent.textContent).toBe('x')
      const between = writing(body(photo('a', 'a'), photo('b'), photo('c', 'c')))
      select(between, 1)
      act(between)
      expect(between.view.state.selection).toBeInstanceOf(GapCursor)
    }
  })
})

describe('Delete block on a photo of a gallery', () => {
  it('deletes that photo alone; a gallery of one left becomes that photo', () => {
    const writer = writing(body(gallery([photo('a'), photo('b', 'b'), photo('c')], 'own'), p('|x')))
    const run = () => deleteBlock(writer.view.state, writer.view.dispatch.bind(writer.view))
    select(writer, 0)
    run()
    expect(json(writer)).toEqual(same(body(gallery([photo('b', 'b'), photo('c')], 'own'), p('x'))))
    expect(writer.view.state.selection).toMatchObject({ node: { attrs: { alt: 'b' } } })
    run()
    expect(json(writer)).toEqual(same(body(photo('c'), p('own'), p('x'))))
  })
})

describe('words selected from or into a caption', () => {
  const three = (...words: [string, string, string, string]) =>
    gallery([photo('a', words[0]), photo('b', words[1]), photo('c', words[2])], words[3])
  const full = three('one', 'two', 'three', 'own')

  const cases = [
    [
      'from a paragraph above into the third photo of a gallery',
      body(p('ab<cd'), p('x'), three('one', 'two', 'th>ree', 'own')),
      (typed: string) => body(p(`ab${typed}`), three('', '', 'ree', 'own')),
    ],
    [
      'from a gallery into a paragraph below',
      body(three('one', 't<wo', 'three', 'own'), photo('d'), p('wo>rd')),
      (typed: string) => body(three('one', `t${typed}`, '', ''), p('rd')),
    ],
    [
      'from one gallery into another',
      body(three('one', 'two', 'three', 'o<wn'), p('x'), three('o>ne', 'two', 'three', 'own')),
      (typed: string) => body(three('one', 'two', 'three', `o${typed}`), three('ne', 'two', 'three', 'own')),
    ],
    [
      'from a paragraph into the caption of a photo',
      body(p('ab<cd'), photo('a', 'o>ne')),
      (typed: string) => body(p(`ab${typed}`), photo('a', 'ne')),
    ],
    [
      'from the caption of a photo into a paragraph',
      body(photo('a', 'o<ne'), p('wo>rd')),
      (typed: string) => body(photo('a', `o${typed}`), p('rd')),
    ],
    [
      'from the caption of a photo into the next',
      body(photo('a', 'o<ne'), photo('b'), photo('c', 'th>ree')),
      (typed: string) => body(photo('a', `o${typed}`), photo('c', 'ree')),
    ],
    [
      'from a list into a gallery',
      body(ul(li(p('a')), li(p('b<c')), li(p('d'))), three('o>ne', 'two', 'three', 'own')),
      (typed: string) => body(ul(li(p('a')), li(p(`b${typed}`))), three('ne', 'two', 'three', 'own')),
    ],
    [
      'from the headline into a gallery',
      doc('H<H', 'S', p('x'), three('o>ne', 'two', 'three', 'own')),
      (typed: string) => doc(`H${typed}`, '', three('ne', 'two', 'three', 'own')),
    ],
  ] as const
  for (const [key, typed] of [
    ['Backspace', ''],
    ['Delete', ''],
    ['"q"', 'q'],
  ] as const)
    it.each(cases)(
      `are deleted or replaced by ${key}, and each photo at an end stays: %s`,
      async (_what, before, wanted) => {
        const writer = writing(before)
        await after(key, writer)
        expect(json(writer)).toEqual(same(wanted(typed)))
      },
    )

  it('are deleted by Enter, which keeps the photos, too', async () => {
    const writer = writing(body(p('ab<cd'), three('one', 'two', 'th>ree', 'own')))
    await after('Enter', writer)
    expect(json(writer)).toEqual(same(body(p('ab'), three('', '', 'ree', 'own'))))
  })

  it('are deleted before an input method composes', () => {
    const { view } = writing(body(p('ab<cd'), three('one', 'two', 'th>ree', 'own')))
    view.dom.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    expect(view.state.doc.toJSON()).toEqual(same(body(p('ab'), three('', '', 'ree', 'own'))))
  })

  it('go with a gallery that is between them', async () => {
    const writer = writing(body(p('ab<cd'), full, p('wo>rd')))
    await after('Delete', writer)
    expect(json(writer)).toEqual(same(body(p('abrd'))))
  })
})

describe('words selected across captions of a gallery', () => {
  const across = (): Writer => {
    const writer = writing(body(gallery([photo('a', 'one'), photo('b', 'two')], 'own'), p('|x')))
    const { doc: live, tr } = writer.view.state
    const start = live.child(0).nodeSize + live.child(1).nodeSize + 1
    // From behind the o of "one" to behind the t of "two".
    writer.view.dispatch(tr.setSelection(TextSelection.create(live, start + 3, start + 8)))
    return writer
  }

  it.each([
    ['Backspace', 'o'],
    ['Delete', 'o'],
    ['Enter', 'o'],
    ['"q"', 'oq'],
  ])('are deleted or replaced by %s, and each photo stays', async (key, first) => {
    const writer = across()
    await after(key, writer)
    expect(json(writer)).toEqual(same(body(gallery([photo('a', first), photo('b', 'wo')], 'own'), p('x'))))
  })
})

describe('the commands of a gallery', () => {
  it('make one of the photo at the caret and the one below, in one undo step', () => {
    const before = body(photo('a', 'a|'), photo('b', 'b'), p('x'))
    const writer = writing(before)
    expect(joinWithBelow(writer.view.state, writer.view.dispatch.bind(writer.view))).toBe(true)
    expect(json(writer)).toEqual(same(body(gallery([photo('a', 'a'), photo('b', 'b')]), p('x'))))
    undo(writer.view.state, writer.view.dispatch.bind(writer.view))
    expect(json(writer)).toEqual(same(body(photo('a', 'a'), photo('b', 'b'), p('x'))))
  })

  it('add a photo to the gallery above, up to nine, and join no other block', () => {
    const nine = Array.from({ length: 9 }, (_, index) => photo(String(index)))
    expect(joinWithBelow(writing(body(gallery(nine, '|'), photo('b'))).view.state)).toBe(false)
    expect(joinWithBelow(writing(body(photo('a', '|'), p('x'))).view.state)).toBe(false)
    const writer = writing(body(gallery([photo('a'), photo('b')], 'own|'), photo('c')))
    joinWithBelow(writer.view.state, writer.view.dispatch.bind(writer.view))
    expect(json(writer)).toEqual(same(body(gallery([photo('a'), photo('b'), photo('c')], 'own'))))
  })

  it('split it into its photos, with its caption as a paragraph', () => {
    const writer = writing(body(gallery([photo('a', 'a'), photo('b', '|')], 'own')))
    expect(splitGallery(writer.view.state, writer.view.dispatch.bind(writer.view))).toBe(true)
    expect(json(writer)).toEqual(same(body(photo('a', 'a'), photo('b'), p('own'))))
  })
})

describe('a photo that is put beside another', () => {
  const beside = (json: NodeJSON, from: number, to: number, side: 'before' | 'after'): unknown => {
    const writer = writing(json)
    const [start, target] = [select(writer, from), select(writer, to)]
    const tr = putBeside(writer.view.state, start, target, side)
    if (tr === null) return null
    tr.doc.check()
    writer.view.dispatch(tr)
    const { selection } = writer.view.state
    expect(selection instanceof NodeSelection && selection.node.attrs.alt).toBe(['a', 'b', 'c', 'd'][from])
    return writer.view.state.doc.toJSON()
  }

  it('makes a gallery with it, on the side where it was dropped', () => {
    const three = body(photo('a', 'a'), p('x'), photo('b', 'b'))
    expect(beside(three, 1, 0, 'before')).toEqual(
      same(body(gallery([photo('b', 'b'), photo('a', 'a')]), p('x'))),
    )
    expect(beside(three, 0, 1, 'after')).toEqual(
      same(body(p('x'), gallery([photo('b', 'b'), photo('a', 'a')]))),
    )
  })

  it('joins a gallery, or changes its place in one', () => {
    const both = body(gallery([photo('a'), photo('b')], 'own'), photo('c'))
    expect(beside(both, 2, 1, 'before')).toEqual(
      same(body(gallery([photo('a'), photo('c'), photo('b')], 'own'))),
    )
    expect(beside(both, 0, 1, 'after')).toEqual(
      same(body(gallery([photo('b'), photo('a')], 'own'), photo('c'))),
    )
  })

  it('leaves the other photo of two alone, with the caption of the gallery it left', () => {
    const both = body(gallery([photo('a'), photo('b')], 'own'), photo('c'))
    expect(beside(both, 0, 2, 'after')).toEqual(
      same(body(photo('b'), p('own'), gallery([photo('c'), photo('a')]))),
    )
  })

  it('is refused by a full gallery, and beside itself', () => {
    const nine = Array.from({ length: 9 }, (_, index) => photo(String(index)))
    expect(beside(body(gallery(nine), photo('b')), 9, 0, 'after')).toBeNull()
    expect(beside(body(photo('a')), 0, 0, 'after')).toBeNull()
  })
})

it('a new gallery has places for two photos', () => {
  const kind = kinds.find(({ id }) => id === 'gallery')
  if (kind === undefined) throw new Error('no gallery among the kinds')
  expect(emptyBlock(kind, schema).toJSON()).toEqual(
    schema.nodeFromJSON(gallery([figure({}), figure({})])).toJSON(),
  )
})

describe('a photo that was duplicated', () => {
  /** A gallery of a photo and its copy, which are one and the same node. */
  function withCopy(): Writer {
    const writer = writing(body(photo('a', 'words|'), photo('b', 'b')))
    const { view } = writer
    duplicateBlock(view.state, view.dispatch.bind(view))
    select(writer, 0)
    joinWithBelow(view.state, view.dispatch.bind(view))
    return writer
  }

  it('stays when its copy is deleted', async () => {
    const writer = withCopy()
    select(writer, 1)
    await after('Backspace', writer)
    expect(json(writer)).toEqual(same(body(photo('a', 'words'), photo('b', 'b'))))
  })

  it('stays when its copy is dragged within the gallery', () => {
    const writer = withCopy()
    const { view } = writer
    joinWithBelow(view.state, view.dispatch.bind(view))
    const last = select(writer, 2)
    const tr = putBeside(view.state, select(writer, 0), last, 'after')
    if (tr !== null) view.dispatch(tr)
    expect(json(writer)).toEqual(
      same(body(gallery([photo('a', 'words'), photo('b', 'b'), photo('a', 'words')]))),
    )
  })
})
