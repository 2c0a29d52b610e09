import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, fromWire, toBase64, toWire } from '../src/wire.ts'

describe('base64', () => {
  it('is what Node makes of any bytes, and comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = toBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(fromBase64(text)).toEqual(bytes)
      }),
    )
  })

  it('of a large picture comes back too', () => {
    const bytes = Uint8Array.from({ length: 300_001 }, (_, index) => (index * 7919) & 255)
    expect(fromBase64(toBase64(bytes))).toEqual(bytes)
  })

  it.each(['A', 'AAA', 'A=B=', 'AA-A', 'AA A', '====', 'éAAA'])('refuses %j', (text) => {
    expect(() => fromBase64(text)).toThrow(SyntaxError)
  })
})

describe('the wire', () => {
  it('carries calls and outcomes, bytes anywhere in them', () => {
    const value = {
      ok: true,
      value: { name: '밤.zip', bytes: Uint8Array.of(0, 255, 128) },
      list: [new Uint8Array(0), null, 'x', 1.5, false],
    }
    expect(fromWire(toWire(value))).toEqual(value)
  })

  it('carries a Node Buffer as bytes, not as its list of numbers', () => {
    expect(toWire([Buffer.from('hi')])).toBe('[{"$bytes":"aGk="}]')
  })

  it('takes nothing but the exact form for bytes', () => {
    expect(fromWire('{"$bytes":"aGk=","more":1}')).toEqual({ $bytes: 'aGk=', more: 1 })
    expect(fromWire('{"$bytes":7}')).toEqual({ $bytes: 7 })
    expect(() => fromWire('{"$bytes":"!"}')).toThrow(SyntaxError)
    expect(() => fromWire('{')).toThrow(SyntaxError)
  })
})
