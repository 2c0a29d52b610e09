import { describe, expect, it } from 'vitest'
import { cropOf, cropText, focusText, readCrop, readFocus, ROTATIONS, turned } from '../../src/blocks/crop.ts'

describe('the crop of a picture', () => {
  it('is read and written as four fractions', () => {
    expect(readCrop('0.1 0.25 0.5 0.5')).toEqual({ x: 0.1, y: 0.25, width: 0.5, height: 0.5 })
    expect(cropText({ x: 1 / 3, y: 0, width: 2 / 3, height: 0.5 })).toBe('0.33333 0 0.66667 0.5')
  })

  it.each([null, '', '0 0 1', '0 0 1 1 1', '0.6 0 0.5 1', '0 0 0 1', '0 0 0.001 1', '-0.1 0 1 1', 'a b c d'])(
    'is nothing where the attribute is %j',
    (value) => {
      expect(readCrop(value)).toBeNull()
    },
  )

  it('is none if it leaves the whole picture', () => {
    expect(cropText({ x: 0, y: 0, width: 1, height: 1 })).toBeNull()
  })

  it('never reaches outside the picture after rounding', () => {
    for (let x = 0; x < 0.9; x += 0.0371)
      expect(readCrop(cropText({ x, y: x, width: 1 - x, height: 0.1 }) ?? '0 0 1 1')).not.toBeNull()
  })
})

it('writes a focal point as two fractions', () => {
  expect(readFocus(focusText({ x: 0.123456, y: 1.2 }))).toEqual({ x: 0.12346, y: 1 })
  expect(readFocus('0.5')).toBeNull()
})

describe('what is left of a picture', () => {
  const whole = { width: 6000, height: 4000, crop: null, rotation: 0 }

  it('is all of it without crop and rotation', () => {
    const rectangle = { x: 0, y: 0, width: 6000, height: 4000 }
    expect(cropOf(whole)).toEqual({ rectangle, rotation: 0, width: 6000, height: 4000 })
  })

  it('is the cropped rectangle in pixels, with its sides swapped on its side', () => {
    expect(cropOf({ ...whole, crop: '0.5 0 0.5 1', rotation: 90 })).toEqual({
      rectangle: { x: 3000, y: 0, width: 3000, height: 4000 },
      ...{ rotation: 90, width: 4000, height: 3000 },
    })
    expect(cropOf({ ...whole, rotation: 180 })).toMatchObject({ width: 6000, height: 4000 })
  })

  it('is inside the picture and at least a pixel, however small that is', () => {
    for (const size of [1, 2, 3, 7])
      for (const crop of ['0.99 0.99 0.01 0.01', '0.33333 0 0.66667 1', '0 0.5 0.5 0.5']) {
        const { x, y, width, height } = cropOf({ ...whole, width: size, height: size, crop })?.rectangle ?? {
          ...{ x: -1, y: -1, width: 0, height: 0 },
        }
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(1)
        expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(size)
      }
  })

  it('is not known if the size of the picture is not', () => {
    expect(cropOf({ ...whole, width: null })).toBeNull()
  })
})

it('turns a rectangle with its picture, and back', () => {
  const area = { x: 0.125, y: 0.25, width: 0.25, height: 0.5 }
  expect(turned(area, 90)).toEqual({ x: 0.25, y: 0.125, width: 0.5, height: 0.25 })
  expect(turned(area, 270)).toEqual({ x: 0.25, y: 0.625, width: 0.5, height: 0.25 })
  const back = [0, 270, 180, 90] as const
  for (const [index, rotation] of ROTATIONS.entries())
    expect(turned(turned(area, rotation), back[index] ?? 0)).toEqual(area)
})
