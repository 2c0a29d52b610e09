import type { Node } from '@tiptap/pm/model'
import type { Decoration } from '@tiptap/pm/view'
import { describe, expect, it } from 'vitest'
import { namesBetween, nameTyped } from '../../../../src/renderer/src/editor/spelling/index.ts'
import { namePattern } from '../../../../src/renderer/src/editor/spelling/namePattern.ts'
import { dialogue, doc, em, p, pre, turn } from '../../../build.ts'
import { stateOf } from '../states.ts'

const CAST = ['Mina', 'Solis', 'Jae-eon', 'Jae', '서하린']
const textOf = (node: Node, { from, to }: Decoration): string => node.textBetween(from, to)

describe('visible names', () => {
  const found = (...content: Parameters<typeof p>): string[] => {
    const { doc: node } = stateOf(doc('H', '', p(...content)))
    return namesBetween(node, 0, node.content.size, CAST)
      .find()
      .map((mark) => textOf(node, mark))
  }

  it('are marked everywhere, with a possessive or particles behind them', () => {
    expect(found('Mina Solis met Jae-eon at Mina’s, and 서하린이 went.')).toEqual([
      ...['Mina', 'Solis', 'Jae-eon', 'Mina’s', '서하린이'],
    ])
    expect(found('a', em('Mi'), 'na b')).toEqual(['Mina'].slice(1))
    expect(found('a ', em('Mi'), 'na b')).toEqual(['Mina'])
  })

  it('are marked only as whole words and in the cast’s spelling', () => {
    expect(found('Minah, xMina, MINA, mina, Jaeger')).toEqual([])
  })

  it('are searched between two positions only, and never in code', () => {
    const { doc: node } = stateOf(
      doc('H', '', p('Mina'), dialogue(turn('Mina', 'Mina')), pre('', 'Mina'), p('Mina')),
    )
    expect(namesBetween(node, 0, node.content.size, CAST).find()).toHaveLength(3)
    expect(namesBetween(node, 0, 10, CAST).find()).toHaveLength(1)
    expect(namesBetween(node, 0, node.content.size, []).find()).toHaveLength(0)
  })
})

describe('a name that is typed', () => {
  const typed = (text: string): string | null => {
    const state = stateOf(doc('H', '', p(`${text}|`)))
    const pattern = namePattern(CAST)
    const mark = pattern === null ? null : nameTyped(state, pattern)
    return mark === null ? null : textOf(state.doc, mark)
  }

  it('is marked when the next character is typed', () => {
    expect(typed('Then Mina ')).toBe('Mina')
    expect(typed('Then Mina’s,')).toBe('Mina’s')
  })

  it('is not marked before its end, nor is another word', () => {
    expect(typed('Then Mina')).toBeNull()
    expect(typed('Mina went ')).toBeNull()
    expect(typed('Minah ')).toBeNull()
  })
})
