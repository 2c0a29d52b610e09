import { describe, expect, it } from 'vitest'
import { reactive, ref } from 'vue'
import { plainCopy } from '../../src/renderer/src/plainCopy.ts'

describe('a plain copy', () => {
  it('can be cloned where reactive data cannot', () => {
    const settings = ref({ theme: 'dark', nested: { list: [1, { two: 2 }] } })
    expect(() => structuredClone(settings.value)).toThrow()
    expect(structuredClone(plainCopy(settings.value))).toEqual({
      theme: 'dark',
      nested: { list: [1, { two: 2 }] },
    })
  })

  it('returns bytes themselves', () => {
    const bytes = new Uint8Array([1, 2, 3])
    expect(plainCopy(bytes)).toBe(bytes)
    expect(plainCopy(reactive({ file: { bytes } }))).toEqual({ file: { bytes } })
  })

  it.each([
    ['a function', { run: () => undefined }],
    ['a symbol', [Symbol('x')]],
    ['an object of a class', { when: new Date(0) }],
  ])('throws a TypeError on %s', (_what, value) => {
    expect(() => plainCopy(value)).toThrow(TypeError)
  })

  it.each([[undefined], [null], ['words'], [4], [true]])('returns %s unchanged', (value) => {
    expect(plainCopy(value)).toBe(value)
  })
})
