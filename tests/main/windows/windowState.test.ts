import { describe, expect, test } from 'vitest'
import { DEFAULT_SIZE, restoredBounds, MIN_SIZE } from '../../../src/main/windows/windowState.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const second = { x: 1920, y: 0, width: 1280, height: 1000 }

describe('the window opens', () => {
  test('where it was closed', () => {
    const bounds = { x: 100, y: 80, width: 1200, height: 800 }
    expect(restoredBounds(bounds, [screen])).toEqual(bounds)
  })

  test('on the second screen if it was closed there', () => {
    const bounds = { x: 2000, y: 10, width: 1000, height: 700 }
    expect(restoredBounds(bounds, [screen, second])).toEqual(bounds)
  })

  test('in the default size if its screen is gone', () => {
    expect(restoredBounds({ x: 2000, y: 10, width: 1000, height: 700 }, [screen])).toEqual(DEFAULT_SIZE)
  })

  test('in the default size if too little of it would be on the screen', () => {
    expect(restoredBounds({ x: 1915, y: 10, width: 1000, height: 700 }, [screen])).toEqual(DEFAULT_SIZE)
  })

  test('no larger than its screen', () => {
    expect(restoredBounds({ x: 0, y: 0, width: 3000, height: 2000 }, [screen])).toEqual(screen)
  })

  test('no smaller than its minimum size', () => {
    expect(restoredBounds({ x: 0, y: 0, width: 200, height: 100 }, [screen])).toMatchObject(MIN_SIZE)
  })

  test('with its title bar on the screen', () => {
    expect(restoredBounds({ x: 10, y: -300, width: 1000, height: 700 }, [screen])).toMatchObject({ y: 0 })
  })

  for (const [what, value] of [
    ['nothing', null],
    ['a text', 'x'],
    ['a place without a size', { x: 1, y: 1 }],
    ['no numbers', { x: '1', y: 1, width: 900, height: 600 }],
    ['halves of pixels', { x: 0.5, y: 1, width: 900, height: 600 }],
    ['infinity', { x: 0, y: 0, width: Infinity, height: 600 }],
  ] as const)
    test(`in the default size if ${what} was saved`, () => {
      expect(restoredBounds(value, [screen])).toEqual(DEFAULT_SIZE)
    })
})
