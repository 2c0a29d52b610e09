import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FRAME_TYPE, fromWire, JSON_TYPE, toWire, type WireBody } from '../src/wire.ts'

/** Any value of the contract: JSON, with bytes anywhere in it. */
const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.string({ unit: 'binary' }),
      fc.uint8Array({ maxLength: 40 }),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => key !== '$bytes'),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value

function roundTrip({ type, bytes }: WireBody): unknown {
  return fromWire(type, bytes)
}

/** A frame with this head and these bytes after it. */
function frame(head: unknown, ...rest: number[]): Uint8Array {
  const json = Buffer.from(typeof head === 'string' ? head : JSON.stringify(head))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  return Uint8Array.from(Buffer.concat([length, json, Buffer.from(rest)]))
}

describe('a body', () => {
  it('carries any value, bytes included', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(roundTrip(toWire(value))).toEqual(value)
      }),
    )
  })

  it('is JSON without bytes, and a frame with them', () => {
    expect(toWire(['밤']).type).toBe(JSON_TYPE)
    expect(Buffer.from(toWire(['밤']).bytes).toString()).toBe('["밤"]')
    expect(toWire(['밤', new Uint8Array(0)]).type).toBe(FRAME_TYPE)
  })

  it('carries a large picture at its own size', () => {
    const picture = Uint8Array.from({ length: 300_001 }, (_, index) => (index * 7919) & 255)
    const body = toWire(['tea', 'cup.png', picture])
    expect(body.bytes.length).toBeLessThan(picture.length + 100)
    expect(roundTrip(body)).toEqual(['tea', 'cup.png', picture])
  })

  it('carries a Node Buffer as bytes, not as its list of numbers', () => {
    expect(roundTrip(toWire([Buffer.from('hi')]))).toEqual([Uint8Array.of(104, 105)])
  })

  it('is laid out as its description says', () => {
    const head = '{"lengths":[2],"value":["tea",{"$bytes":0}]}'
    expect(toWire(['tea', Uint8Array.of(7, 8)]).bytes).toEqual(frame(head, 7, 8))
  })

  it('cannot carry a key that frames need', () => {
    expect(() => toWire({ $bytes: 0 })).toThrow(TypeError)
    expect(() => toWire([{ $bytes: 'x', bytes: new Uint8Array(1) }])).toThrow(TypeError)
  })

  it('has a media type with or without parameters', () => {
    const { bytes } = toWire([1])
    expect(fromWire('application/json; charset=utf-8', bytes)).toEqual([1])
    expect(fromWire('Application/JSON', bytes)).toEqual([1])
    for (const type of ['', 'text/plain', 'application/jsonp'])
      expect(() => fromWire(type, bytes)).toThrow(SyntaxError)
  })

  it('is refused if it is not JSON in UTF-8', () => {
    for (const bytes of [[], [0x7b], [0x22, 0xff, 0x22], [0xef, 0xbb]])
      expect(() => fromWire(JSON_TYPE, Uint8Array.from(bytes))).toThrow(SyntaxError)
  })
})

describe('a frame', () => {
  it.each([
    ['has no prefix', Uint8Array.of(0, 0, 0)],
    ['ends within its head', Uint8Array.of(0, 0, 0, 9, 0x7b, 0x7d)],
    ['says a head of 4 GB', Uint8Array.of(255, 255, 255, 255, 0x7b, 0x7d)],
    ['has a head that is no JSON', frame('{')],
    ['has a head that is no object', frame('7')],
    ['has no lengths', frame({ value: [] })],
    ['has no value', frame({ lengths: [] })],
    ['has lengths that are no list', frame({ lengths: { 0: 1 }, value: { $bytes: 0 } }, 1)],
    ['has a part that is too short', frame({ lengths: [3], value: { $bytes: 0 } }, 1, 2)],
    ['has bytes behind its last part', frame({ lengths: [1], value: { $bytes: 0 } }, 1, 2)],
    ['has a negative length', frame({ lengths: [2, -1], value: [{ $bytes: 0 }, { $bytes: 1 }] }, 1)],
    ['has half a byte', frame({ lengths: [0.5], value: { $bytes: 0 } }, 1)],
    ['has a length that is a text', frame({ lengths: ['1'], value: { $bytes: 0 } }, 1)],
    ['has lengths beyond any file', frame({ lengths: [1e300, 1], value: { $bytes: 0 } }, 1)],
    ['names a part that it does not have', frame({ lengths: [1], value: [{ $bytes: 0 }, { $bytes: 1 }] }, 1)],
    ['names a part before the first', frame({ lengths: [1], value: [{ $bytes: -1 }] }, 1)],
    ['names a part by a text', frame({ lengths: [1], value: [{ $bytes: '0' }] }, 1)],
    ['names the length of its list', frame({ lengths: [1], value: [{ $bytes: 'length' }] }, 1)],
    ['uses a part twice', frame({ lengths: [1], value: [{ $bytes: 0 }, { $bytes: 0 }] }, 1)],
    ['does not use a part', frame({ lengths: [1], value: [] }, 1)],
    ['has more beside a part', frame({ lengths: [1], value: { $bytes: 0, more: 1 } }, 1)],
    ['is nested too deeply', frame(`{"lengths":[],"value":${'['.repeat(9999)}${']'.repeat(9999)}}`)],
  ])('that %s is refused', (_what, bytes) => {
    expect(() => fromWire(FRAME_TYPE, bytes)).toThrow(SyntaxError)
  })

  it('that is cut off anywhere is refused', () => {
    const { bytes } = toWire({ name: '밤.zip', bytes: Uint8Array.of(0, 255, 128), more: [new Uint8Array(5)] })
    for (let length = 0; length < bytes.length; length += 1)
      expect(() => fromWire(FRAME_TYPE, bytes.subarray(0, length))).toThrow(SyntaxError)
  })

  it('that is random or damaged is refused or read, and never more than that', () => {
    const damaged = fc
      .tuple(values, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }))
      .map(([value, changes]) => {
        const bytes = toWire([value, Uint8Array.of(1, 2, 3)]).bytes.slice()
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte
        return bytes
      })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 100 }), damaged), (bytes) => {
        try {
          fromWire(FRAME_TYPE, bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('within a larger buffer is read from where it begins', () => {
    const { bytes } = toWire([Uint8Array.of(9, 8)])
    const larger = new Uint8Array(bytes.length + 20).fill(77)
    larger.set(bytes, 10)
    expect(fromWire(FRAME_TYPE, larger.subarray(10, 10 + bytes.length))).toEqual([Uint8Array.of(9, 8)])
  })
})
