import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitted, HANDLES, moved, resized, WHOLE } from '../../../src/renderer/src/editor/crop/area.ts'

const AREA = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }

const isInside = ({ x, y, width, height }: typeof AREA): boolean =>
  Math.min(x, y) >= -1e-9 && x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9 && Math.min(width, height) > 0

describe('the area that is cropped', () => {
  it('is moved as far as the picture reaches', () => {
    expect(moved(AREA, 0.125, 0)).toEqual({ ...AREA, x: 0.375 })
    expect(moved(AREA, 2, -2)).toEqual({ ...AREA, x: 0.5, y: 0 })
  })

  it('is resized by an edge or a corner, the opposite one staying', () => {
    expect(resized(AREA, 'e', { x: 0.125, y: 0.5 }, null)).toEqual({ ...AREA, width: 0.625 })
    expect(resized(AREA, 'nw', { x: 0.125, y: -0.125 }, null)).toEqual({
      ...{ x: 0.375, y: 0.125, width: 0.375, height: 0.625 },
    })
  })

  it('keeps its ratio: a corner from the opposite one, an edge about the middle', () => {
    expect(resized(AREA, 'se', { x: 0.25, y: 0 }, 1)).toEqual({ ...AREA, width: 0.75, height: 0.75 })
    expect(resized(AREA, 'e', { x: -0.25, y: 0 }, 1)).toEqual({
      x: 0.25,
      y: 0.375,
      width: 0.25,
      height: 0.25,
    })
  })

  it('becomes the largest one of a ratio, about its middle', () => {
    expect(fitted(WHOLE, 0.5)).toEqual({ x: 0.25, y: 0, width: 0.5, height: 1 })
    expect(fitted({ ...AREA, x: 0.5 }, 0.5)).toEqual({ x: 0.5, y: 0, width: 0.5, height: 1 })
  })

  it('never leaves the picture, and keeps its ratio, whatever is dragged where', () => {
    const by = fc.record({
      x: fc.double({ min: -2, max: 2, noNaN: true }),
      y: fc.double({ min: -2, max: 2, noNaN: true }),
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...HANDLES),
        by,
        fc.constantFrom(null, 0.4, 1, 2.5),
        (handle, step, ratio) => {
          const area = resized(fitted(AREA, ratio), handle, step, ratio)
          expect(isInside(area)).toBe(true)
          if (ratio !== null) expect(area.width / area.height).toBeCloseTo(ratio, 6)
        },
      ),
    )
  })
})
