import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  articleFrom,
  castOf,
  COLOURS,
  joinCast,
  namesInTurns,
  person,
  type Person,
  settleCast,
  targetById,
} from '../../../src/article/index.ts'
import { dialogue, p, turn } from '../../build.ts'

const coloursOf = (cast: readonly Person[]): (readonly [string, number | null])[] =>
  cast.map(({ name, colour }) => [name, colour])

const names = fc.array(fc.constantFrom('Mina', 'Jun', 'Zed', 'Ann', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus'))

describe('the cast', () => {
  it('has everybody whom a turn names, but no group or thing that is spoken to', () => {
    const talk = dialogue(
      turn({ speaker: 'Mina', to: 'Jun' }, 'One.'),
      turn({ speaker: 'Mina', to: 'the camera' }, 'Two.'),
      turn('Ann'),
    )
    expect(namesInTurns(talk)).toEqual(['Mina', 'Jun', 'Ann'])
  })

  it('gives each newcomer the next free colour, whatever stands above', () => {
    const before = joinCast([], ['Mina', 'Jun'])
    expect(coloursOf(settleCast(before, ['Zed', 'Jun', 'Mina']))).toEqual([
      ['Mina', 1],
      ['Jun', 2],
      ['Zed', 3],
    ])
  })

  it('leaves chosen colours alone and shares colours out evenly when there are too few', () => {
    const cast = [{ ...person('Mina'), colour: 2 }, person('Jun')]
    expect(coloursOf(joinCast(cast, ['Ann']))).toEqual([
      ['Mina', 2],
      ['Jun', 1],
      ['Ann', 3],
    ])
    const many = joinCast(
      [],
      Array.from({ length: 2 * COLOURS + 1 }, (_, index) => `P${String(index)}`),
    )
    expect(many.map(({ colour }) => colour).slice(COLOURS)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 1])
  })

  it('gives people who come back their colours before newcomers, unless somebody else has them', () => {
    const remembered = new Map([
      ['Zed', 3],
      ['Ann', 1],
    ])
    expect(coloursOf(joinCast(joinCast([], ['Mina']), ['Bo', 'Zed', 'Ann'], remembered))).toEqual([
      ['Mina', 1],
      ['Zed', 3],
      ['Ann', 2],
      ['Bo', 4],
    ])
  })

  it('keeps people who were put into it by hand, and nobody else who is not named', () => {
    const cast = joinCast([person('Mina')], ['Jun', 'Zed'])
    expect(settleCast(cast, ['Zed']).map(({ name }) => name)).toEqual(['Mina', 'Zed'])
  })

  it('never changes the colour of anybody who stays, and is the same array if nothing changes', () => {
    fc.assert(
      fc.property(fc.array(names), (rests) => {
        let cast: readonly Person[] = []
        const remembered = new Map<string, number>()
        // Of more people than colours some share one, and keep it when the others leave.
        let wasCrowded = false
        for (const named of rests) {
          const next = settleCast(cast, named, remembered)
          for (const { name, colour } of next) {
            const before = cast.find((known) => known.name === name)
            if (before !== undefined) expect(colour).toBe(before.colour)
            if (colour !== null) remembered.set(name, colour)
          }
          expect(new Set(next.map(({ name }) => name))).toEqual(new Set(named))
          expect(settleCast(next, named, remembered)).toBe(next)
          wasCrowded ||= next.length > COLOURS
          if (!wasCrowded) expect(new Set(next.map(({ colour }) => colour)).size).toBe(next.length)
          cast = next
        }
      }),
    )
  })

  it('has the same colours in an exported page', () => {
    const article = articleFrom({ body: [dialogue(turn('Zed', 'Zero.'), turn('Mina', 'One.')), p('x')] })
    const withCast = { ...article, metadata: { ...article.metadata, cast: [person('Mina')] } }
    expect(coloursOf(castOf(withCast))).toEqual([
      ['Mina', 1],
      ['Zed', 2],
    ])
    const page = targetById('html-page')?.write(withCast) ?? ''
    expect(
      [...page.matchAll(/class="voice-(\d)"><b[^>]*>(\w+)/g)].map(([, colour, name]) => [name, colour]),
    ).toEqual([
      ['Zed', '2'],
      ['Mina', '1'],
    ])
  })
})
