import { describe, expect, test } from 'vitest'
import { acceleratorFrom } from '../../../src/main/menus/accelerator.ts'

describe('an accelerator', () => {
  test.each([
    ['Mod-s', 'CommandOrControl+S'],
    ['Mod-Shift-k', 'CommandOrControl+Shift+K'],
    ['Mod-Alt-n', 'CommandOrControl+Alt+N'],
    ['Mod-,', 'CommandOrControl+,'],
    ['Mod-\\', 'CommandOrControl+\\'],
    ['Mod-/ ?', 'CommandOrControl+/'],
    ['Mod--', 'CommandOrControl+-'],
    ['Mod-+', 'CommandOrControl+Plus'],
    ['Alt-ArrowUp', 'Alt+Up'],
    ['Alt-Enter', 'Alt+Return'],
    ['Mod-Shift-Backspace', 'CommandOrControl+Shift+Backspace'],
    ['F8', 'F8'],
    ['Alt-F10', 'Alt+F10'],
    ['Mod-Shift-z Mod-y', 'CommandOrControl+Shift+Z'],
  ])('names the keys %s as Electron does: %s', (keys, accelerator) => {
    expect(acceleratorFrom(keys)).toBe(accelerator)
  })

  test.each([
    '',
    '/',
    '?',
    'Enter',
    'Shift-Enter Mod-Enter',
    'Shift-Tab',
    'Mod-ㅎ',
    'Mod-Nonsense',
    'Mod-F25',
  ])('is not made of the keys “%s”', (keys) => {
    expect(acceleratorFrom(keys)).toBeNull()
  })
})
