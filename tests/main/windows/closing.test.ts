import { expect, describe, test } from 'vitest'
import { done } from '../../../src/desk.ts'
import { fakeWindows, made, type WindowRig } from './rig.ts'

/** Opens a window and quits Galley. */
function quitting(): WindowRig {
  const rig = fakeWindows()
  rig.windows.open('tea')
  rig.quit.isQuitting = true
  return rig
}

describe('a window that is to close with words that are not saved', () => {
  test('comes to the front and says why it is still open', () => {
    const { boxes, page } = quitting()
    made().minimized = true
    void page(made()).askBeforeClosing('failed', 'The disk is full.')
    expect(made().did.slice(-2)).toEqual(['restore', 'show'])
    expect(boxes.shown[0]?.options.message).toBe('Your last words could not be saved')
    expect(boxes.shown[0]?.options.detail).toContain('The disk is full.')
    expect(boxes.shown[0]?.options.buttons).toEqual(['Keep open', 'Save elsewhere…', 'Quit without saving'])
  })

  test.each([
    ['failed', 'Keep open', 'stay', false],
    ['failed', 'Save elsewhere…', 'saveElsewhere', true],
    ['failed', 'Quit without saving', 'discard', true],
    ['saving', 'Wait', 'wait', true],
    ['saving', 'Keep open', 'stay', false],
    ['saving', 'Quit without saving', 'discard', true],
  ] as const)('in the state %s, “%s” is the choice %s', async (state, label, choice, isQuitting) => {
    const { boxes, page, quit } = quitting()
    const asking = page(made()).askBeforeClosing(state, '')
    await boxes.press(label)
    expect(await asking).toEqual(done(choice))
    expect(quit.isQuitting).toBe(isQuitting)
  })

  test('asks no longer once it closes after all, and goes on quitting', async () => {
    const { boxes, page, quit } = quitting()
    const asking = page(made()).askBeforeClosing('saving', '')
    made().emit('close')
    expect(boxes.shown[0]?.options.signal?.aborted).toBe(true)
    expect(await asking).toEqual(done('wait'))
    expect(quit.isQuitting).toBe(true)
  })

  test('asks one question at a time', async () => {
    const { boxes, page } = quitting()
    const first = page(made()).askBeforeClosing('saving', '')
    const second = page(made()).askBeforeClosing('failed', 'The disk is full.')
    expect(await first).toEqual(done('wait'))
    await boxes.press('Keep open')
    expect(await second).toEqual(done('stay'))
  })
})
