import type { EditorView } from '@tiptap/pm/view'
import { expect, it } from 'vitest'
import { p } from '../../../build.ts'
import { node } from '../../../../src/blocks/node.ts'
import { body, writing } from '../../editor/keys/writing.ts'

/** Returns the lines that are drawn as attributions. */
function drawn(view: EditorView): (string | null)[] {
  const found = view.dom.querySelectorAll('blockquote[data-attribution] > :last-child')
  return [...found].map(({ textContent }) => textContent)
}

/** Returns an editor with a quote between two paragraphs. */
function withQuote(pull: boolean, lines: readonly string[]): EditorView {
  const content = lines.map((line) => p(line))
  return writing(body(p('Above|'), node('quote', { pull }, content), p('below'))).view
}

/** Returns the position of the first node of a type. */
function placeOf(view: EditorView, type: string): number {
  const places: number[] = []
  view.state.doc.descendants((each, place) => {
    if (each.type.name === type) places.push(place)
  })
  return places[0] ?? -1
}

it.each([
  [true, ['We rowed.', '— Jun'], ['— Jun']],
  [true, ['We rowed.', 'All night.'], []],
  [true, ['— We rowed.'], []],
  [false, ['We rowed.', '— Jun'], []],
])('draws who is quoted below a pull quote (%s: %j)', (pull, lines, expected) => {
  expect(drawn(withQuote(pull, lines))).toEqual(expected)
})

it('draws it as soon as it is one, and no longer', () => {
  const view = withQuote(true, ['We rowed.', 'Jun'])
  const at = placeOf(view, 'quote')
  const name = at + 1 + 'We rowed.'.length + 2 + 1
  view.dispatch(view.state.tr.insertText('— ', name))
  expect(drawn(view)).toEqual(['— Jun'])
  view.dispatch(view.state.tr.setNodeAttribute(at, 'pull', false))
  expect(drawn(view)).toEqual([])
  expect(view.dom.querySelector('blockquote')?.outerHTML).toBe(
    '<blockquote><p>We rowed.</p><p>— Jun</p></blockquote>',
  )
})
