import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { expect, it } from 'vitest'
import { goToBlock, restingIn } from '../../../src/renderer/src/editor/watching.ts'
import { dialogue, embed, p, turn } from '../../build.ts'
import { deskOf, type Desk } from './place.ts'

const ferry = (): Desk =>
  deskOf(
    p('It leaves.'),
    dialogue(turn('Mina', '“Yes.”'), turn('Jun', '“No.”')),
    embed('https://youtu.be/dQw4w9WgXcQ'),
  )

it('tells which block the caret is in and what is selected', () => {
  expect(restingIn(ferry().at('“No.”'))).toEqual({ block: 1, selected: '' })
  expect(restingIn(ferry().at('leaves', 'on'))).toEqual({ block: 0, selected: 'leaves' })
  expect(restingIn(ferry().in('headline'))).toEqual({ block: -1, selected: '' })
  const desk = ferry()
  const { doc } = desk.state
  desk.dispatch(desk.state.tr.setSelection(TextSelection.between(doc.resolve(1), doc.resolve(40))))
  expect(restingIn(desk).selected).toContain('A headline\n')
})

it('goes to a block: into its words, or onto a card', () => {
  const desk = ferry()
  const view = {
    get state() {
      return desk.state
    },
    dispatch: (tr: Parameters<Desk['dispatch']>[0]) => {
      desk.dispatch(tr)
    },
    focus: () => undefined,
    nodeDOM: () => null,
  } as unknown as EditorView
  goToBlock(view, 1)
  expect(desk.state.selection.$from.parent.textContent).toBe('“Yes.”')
  goToBlock(view, 2)
  expect(desk.state.selection).toBeInstanceOf(NodeSelection)
  goToBlock(view, 9)
  expect(restingIn(desk).block).toBe(2)
})
