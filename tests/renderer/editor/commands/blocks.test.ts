import { NodeSelection } from '@tiptap/pm/state'
import { moveBlock } from '../../../../src/blocks/_view/move.ts'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import {
  emptyBlock,
  deleteBlock,
  duplicateBlock,
  insertBlock,
  turnInto,
} from '../../../../src/renderer/src/editor/commands/blocks.ts'
import { type Kind, kinds, turnable } from '../../../../src/renderer/src/editor/commands/kinds.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import * as b from '../../../build.ts'
import { after, ran, same, stateOf } from '../states.ts'

function kind(id: string): Kind {
  const known = [...turnable, ...kinds].find((one) => one.id === id)
  if (known === undefined) throw new Error(`no kind ${id}`)
  return known
}

const article = (...blocks: NodeJSON[]) => b.doc('H', '', ...blocks)
const into = (id: string, ...blocks: NodeJSON[]): unknown => after(turnInto(kind(id)), article(...blocks))

describe('turning a block into another kind', () => {
  it('keeps the words and the caret', () => {
    expect(into('heading3', b.p('a'), b.p('one|two'))).toEqual(same(article(b.p('a'), b.h3('one|two'))))
    expect(into('caption', b.p('one|two'))).toEqual(same(article(b.caption('one|two'))))
    expect(into('quote', b.p('one|two'))).toEqual(same(article(b.quote(b.p('one|two')))))
    expect(into('bulletList', b.p('one|'))).toEqual(same(article(b.ul(b.li(b.p('one|'))))))
  })

  it('gathers several blocks into one list', () => {
    expect(into('bulletList', b.p('o<ne'), b.h2('tw>o'), b.p('three'))).toEqual(
      same(article(b.ul(b.li(b.p('o<ne')), b.li(b.p('tw>o'))), b.p('three'))),
    )
  })

  it('takes only the selected items out of a list, and the numbers continue', () => {
    const list = b.ol(1, b.li(b.p('one')), b.li(b.p('t|wo')), b.li(b.p('three')))
    expect(into('paragraph', list)).toEqual(
      same(article(b.ol(1, b.li(b.p('one'))), b.p('t|wo'), b.ol(3, b.li(b.p('three'))))),
    )
  })

  it('keeps the speaker, there and back', () => {
    expect(
      into('paragraph', b.dialogue(b.turn('Mina', 'a'), b.turn('Jun', '“b|”'), b.turn('Mina', 'c'))),
    ).toEqual(
      same(article(b.dialogue(b.turn('Mina', 'a')), b.p('Jun: “b|”'), b.dialogue(b.turn('Mina', 'c')))),
    )
    expect(into('dialogue', b.p('Jun: “b|”'))).toEqual(same(article(b.dialogue(b.turn('Jun', '“b|”')))))
    expect(into('dialogue', b.p('in the end: no|'))).toEqual(
      same(article(b.dialogue(b.turn('', 'in the end: no|')))),
    )
  })

  it('takes no speaker’s name across a line of code', () => {
    const state = ran(turnInto(kind('dialogue')), stateOf(article(b.pre('', 'Mina\nwaits: no|'))))
    expect(state?.doc.child(2).child(0).child(0).attrs.speaker).toBe('')
    expect(state?.doc.textContent).toContain('waits: no')
  })

  it('makes a paragraph of a block that is of that kind already', () => {
    expect(into('heading2', b.h2('a|b'))).toEqual(same(article(b.p('a|b'))))
    expect(into('quote', b.quote(b.p('a|b')))).toEqual(same(article(b.p('a|b'))))
    expect(into('bulletList', b.ul(b.li(b.p('a|b'))))).toEqual(same(article(b.p('a|b'))))
  })

  it('never touches a photo, an embed or the headline', () => {
    expect(into('heading2', b.figure({}, 'a|b'))).toBeNull()
    expect(after(turnInto(kind('heading2')), b.doc('H|', '', b.p('a')))).toBeNull()
  })

  it('can be any kind from any other, and the schema agrees', () => {
    for (const from of turnable)
      for (const to of turnable) {
        const first = ran(turnInto(from), stateOf(article(b.p('Mina: wo|rds'), b.p('end'))))
        const second = ran(turnInto(to), first ?? stateOf(article(b.p('Mina: wo|rds'), b.p('end'))))
        const text = second?.doc.child(2).textContent ?? ''
        expect(text.endsWith('wordsend')).toBe(true)
      }
  })
})

describe('inserting a block', () => {
  const put = (id: string, ...blocks: NodeJSON[]): unknown =>
    after(insertBlock(emptyBlock(kind(id), schema)), article(...blocks))

  it('replaces an empty paragraph', () => {
    expect(put('caption', b.p('a'), b.p('|'))).toEqual(same(article(b.p('a'), b.caption('|'))))
    expect(put('dialogue', b.p('|'))).toEqual(same(article(b.dialogue(b.turn('', '|')))))
  })

  it('goes below a block with words', () => {
    expect(put('figure', b.p('a|b'), b.p('c'))).toEqual(same(article(b.p('ab'), b.figure({}, '|'), b.p('c'))))
  })

  it('adds a paragraph below a divider', () => {
    expect(put('divider', b.p('a|'))).toEqual(same(article(b.p('a'), b.hr(), b.p('|'))))
  })
})

describe('moving, copying and deleting blocks', () => {
  it('moves a block past its neighbour, an item in its list, a turn in its dialogue', () => {
    expect(after(moveBlock(1), article(b.p('a|'), b.p('b'), b.p('c')))).toEqual(
      same(article(b.p('b'), b.p('a|'), b.p('c'))),
    )
    expect(after(moveBlock(-1), article(b.p('x'), b.ul(b.li(b.p('a')), b.li(b.p('b|')))))).toEqual(
      same(article(b.p('x'), b.ul(b.li(b.p('b|')), b.li(b.p('a'))))),
    )
    expect(after(moveBlock(-1), article(b.p('x'), b.p('a<'), b.p('>b')))).toEqual(
      same(article(b.p('a<'), b.p('>b'), b.p('x'))),
    )
  })

  it('stays put at the edge', () => {
    expect(after(moveBlock(-1), article(b.p('a|'), b.p('b')))).toEqual(same(article(b.p('a|'), b.p('b'))))
  })

  it('duplicates a block below itself and selects the copy', () => {
    expect(after(duplicateBlock, article(b.p('a|b'), b.p('c')))).toEqual(
      same(article(b.p('ab'), b.p('a|b'), b.p('c'))),
    )
  })

  it('deletes a block, and with its last turn the dialogue', () => {
    expect(after(deleteBlock, article(b.p('a'), b.p('b|'), b.p('c')))).toEqual(
      same(article(b.p('a'), b.p('|c'))),
    )
    expect(after(deleteBlock, article(b.dialogue(b.turn('Mina', 'a|')), b.p('c')))).toEqual(
      same(article(b.p('|c'))),
    )
    expect(after(deleteBlock, article(b.p('a|')))).toEqual(same(article(b.p('|'))))
  })

  it('works on a selected photo', () => {
    const state = stateOf(article(b.figure({}, 'people'), b.p('a')))
    const photo = state.apply(
      state.tr.setSelection(
        NodeSelection.create(state.doc, state.doc.child(0).nodeSize + state.doc.child(1).nodeSize + 1),
      ),
    )
    expect(ran(moveBlock(1), photo)?.selection).toBeInstanceOf(NodeSelection)
    expect(ran(duplicateBlock, photo)?.doc.child(2).childCount).toBe(3)
    expect(ran(deleteBlock, photo)?.doc.child(2).childCount).toBe(1)
  })
})
