import { undo } from '@tiptap/pm/history'
import { TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { anchorPlugin, setAnchor } from '../../../../src/blocks/_view/anchors.ts'
import { setFigureImage } from '../../../../src/blocks/figure/commands.ts'
import { creditSplitPlugin } from '../../../../src/blocks/figure/page/creditSplit.ts'
import { br, embed, figure, p } from '../../../build.ts'
import { missingName } from '../../../../src/blocks/figure/page/missingName.ts'
import { bodyOf, pressed, run, same, shown, stateOf } from '../states.ts'

const split = [creditSplitPlugin()]

it('a missing picture is named as its file is', () => {
  expect(['../photos/a%20tram.jpg?v=2', 'tram.jpg', 'a%zz.png#x'].map(missingName)).toEqual([
    'a tram.jpg',
    'tram.jpg',
    'a%zz.png',
  ])
})

describe('people | CREDIT in a caption', () => {
  it('is split when the caret leaves the caption by any way', () => {
    const entered = run(pressed('Enter'), stateOf(bodyOf(figure({}, 'Mina, Jun | JTBC^')), split, '^'))
    expect(shown(entered)).toEqual(same(bodyOf(figure({ credit: 'JTBC' }, 'Mina, Jun'), p('|'))))
  })

  it('is split into caption and credit, and stays joined after one undo', () => {
    const state = stateOf(bodyOf(figure({}, 'Mina, Jun | JTBC'), p('end')), split, '^')
    const inside = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 8)))
    const away = (from: typeof state) =>
      from.apply(from.tr.setSelection(TextSelection.create(from.doc, from.doc.content.size - 2)))
    const left = away(inside)
    const parted = same(bodyOf(figure({ credit: 'JTBC' }, 'Mina, Jun'), p('end')))
    expect(left.doc.toJSON()).toEqual(parted)
    const undone = run(undo, left)
    expect(undone.doc.toJSON()).toEqual(state.doc.toJSON())
    const back = undone.apply(undone.tr.setSelection(TextSelection.create(undone.doc, 8)))
    expect(away(back).doc.toJSON()).toEqual(state.doc.toJSON())
  })

  it.each([
    ['a caption without a credit behind its bar', figure({}, 'It was late | and nobody had eaten a thing.')],
    ['a figure that has its credit', figure({ credit: 'AP' }, 'Mina | JTBC')],
    ['a caption of two lines', figure({}, 'Mina', br(), 'Jun | JTBC')],
  ])('leaves %s alone', (_what, block) => {
    const state = stateOf(bodyOf(block, p('end')), split, '^')
    const inside = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 8)))
    const left = inside.apply(
      inside.tr.setSelection(TextSelection.create(inside.doc, inside.doc.content.size - 2)),
    )
    expect(left.doc.toJSON()).toEqual(state.doc.toJSON())
  })
})

describe('Up and Down move the caret out of a caption', () => {
  it('into the text around it', () => {
    const state = stateOf(bodyOf(p('above'), figure({}, 'one|'), p('below')))
    expect(shown(run(pressed('ArrowDown'), state))).toEqual(
      same(bodyOf(p('above'), figure({}, 'one'), p('|below'))),
    )
    expect(shown(run(pressed('ArrowUp'), state))).toEqual(
      same(bodyOf(p('above|'), figure({}, 'one'), p('below'))),
    )
  })

  it('onto an adjacent card', () => {
    const card = embed('https://www.youtube.com/watch?v=abcdefghijk')
    const state = stateOf(bodyOf(figure({}, 'one|'), card))
    expect(shown(run(pressed('ArrowDown'), state))).toEqual(['embed', same(bodyOf(figure({}, 'one'), card))])
  })

  it('into a new paragraph below the last block', () => {
    const state = stateOf(bodyOf(figure({}, 'one|')))
    expect(shown(run(pressed('ArrowDown'), state))).toEqual(same(bodyOf(figure({}, 'one'), p('|'))))
  })
})

describe('Enter in a caption', () => {
  it('moves the caret to a paragraph below, without any text', () => {
    const state = stateOf(bodyOf(figure({ credit: 'AP' }, 'on|e')))
    expect(shown(run(pressed('Enter'), state))).toEqual(same(bodyOf(figure({ credit: 'AP' }, 'one'), p('|'))))
  })
})

describe('a picture requested by a figure', () => {
  const image = { src: 'images/pier.png', width: 4, height: 3 }
  const start = stateOf(bodyOf(figure({ alt: 'one' }, 'one'), figure({ alt: 'two' }, 'two'), p('end')), [
    anchorPlugin(),
  ])

  /** A state with an anchor on the second figure. */
  function waiting(): { state: typeof start; anchor: number } {
    let state = start
    let at = -1
    state.doc.descendants((node, position) => {
      if (node.attrs.alt === 'two') at = position
    })
    const size = state.doc.nodeAt(at)?.nodeSize ?? 0
    const place = { state, dispatch: (tr: typeof start.tr) => (state = state.apply(tr)) }
    const anchor = setAnchor(place, at, at + size)
    return { state, anchor }
  }

  const sources = (state: typeof start | undefined): unknown[] => {
    const found: unknown[] = []
    state?.doc.descendants((node) => {
      if (node.type.name === 'figure') found.push(node.attrs.src)
    })
    return found
  }
  const placed = (state: typeof start, anchor: number): typeof start | undefined => {
    const tr = setFigureImage(state, anchor, image)
    return tr === null ? undefined : state.apply(tr)
  }

  it('is set in that figure after blocks were inserted and deleted above it', () => {
    const { state, anchor } = waiting()
    const before = state.doc.child(0).nodeSize + state.doc.child(1).nodeSize + 1
    const moved = state.apply(state.tr.delete(before, before + (state.doc.nodeAt(before)?.nodeSize ?? 0)))
    expect(sources(placed(moved, anchor))).toEqual(['images/pier.png'])
  })

  it('is missing no more', () => {
    const lost = stateOf(
      bodyOf(figure({ missing: 'photos/pier.jpg', alt: 'A pier' }, 'Pier^')),
      [anchorPlugin()],
      '^',
    )
    const at = lost.selection.$from.before()
    let state = lost
    const anchor = setAnchor({ state: lost, dispatch: (tr) => (state = state.apply(tr)) }, at, at + 6)
    expect(placed(state, anchor)?.doc.nodeAt(at)?.attrs).toMatchObject({ missing: null, alt: 'A pier' })
    expect(placed(state, anchor)?.doc.nodeAt(at)?.attrs.src).toBe('images/pier.png')
  })

  it('is set in that figure after its other attributes changed', () => {
    const { state, anchor } = waiting()
    let at = -1
    state.doc.descendants((node, position) => {
      if (node.attrs.alt === 'two') at = position
    })
    const changed = state.apply(
      state.tr.setNodeMarkup(at, null, { ...state.doc.nodeAt(at)?.attrs, credit: 'AP' }),
    )
    expect(sources(placed(changed, anchor))).toEqual([null, 'images/pier.png'])
  })

  it('replaces one with crop, rotation and focal point of its own, and leaves the words and the size', () => {
    const words = { alt: 'two', credit: 'AP', size: 'wide' as const }
    const old = { src: 'images/old.png', width: 9, height: 9, crop: '0 0 0.5 1', rotation: 90 as const }
    const state = stateOf(bodyOf(figure({ ...words, ...old, focus: '0.5 0.5' }, 'two')), [anchorPlugin()])
    let next = state
    const place = { state, dispatch: (tr: typeof state.tr) => (next = next.apply(tr)) }
    const at = state.doc.child(0).nodeSize + state.doc.child(1).nodeSize + 1
    const anchor = setAnchor(place, at, at + (state.doc.nodeAt(at)?.nodeSize ?? 0))
    const replaced = placed(next, anchor)
    expect(replaced?.doc.toJSON()).toEqual(same(bodyOf(figure({ ...words, ...image }, 'two'))))
    expect(replaced && run(undo, replaced).doc.toJSON()).toEqual(state.doc.toJSON())
  })

  it('is set in no figure if that one is gone', () => {
    const { state, anchor } = waiting()
    let at = -1
    state.doc.descendants((node, position) => {
      if (node.attrs.alt === 'two') at = position
    })
    const gone = state.apply(state.tr.delete(at, at + (state.doc.nodeAt(at)?.nodeSize ?? 0)))
    expect(placed(gone, anchor)).toBeUndefined()
  })
})
