import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromTree, toTree } from './worlds.ts'

/** Values that Electron's clone carries. */
const clonable = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  maxDepth: 3,
})

describe('a value between the two worlds of a page', () => {
  test('arrives as the clone that Electron makes', () => {
    fc.assert(
      fc.property(clonable, (value) => {
        const sent: unknown = JSON.parse(JSON.stringify(toTree(value)))
        expect(fromTree(sent as ReturnType<typeof toTree>)).toEqual(structuredClone(value))
      }),
      { seed: 17 },
    )
  })

  test('keeps bytes, undefined and fields that look like a prototype', () => {
    const value = { bytes: new Uint8Array([0, 255]), nothing: undefined, ['__proto__']: { a: 1 } }
    const back = fromTree(toTree(value)) as typeof value
    expect(back.bytes).toEqual(new Uint8Array([0, 255]))
    expect(Object.keys(back)).toEqual(['bytes', 'nothing', '__proto__'])
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype)
  })

  test.each([
    ['a function', { run: () => 1 }],
    ['a symbol', [Symbol('a')]],
    ['a promise', Promise.resolve()],
    ['an object of the browser', new Blob([])],
  ])('is refused if it contains %s', (_what, value) => {
    expect(() => toTree(value)).toThrow('could not be cloned')
  })
})
