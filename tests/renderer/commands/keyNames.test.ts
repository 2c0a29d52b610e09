import { describe, expect, it, vi } from 'vitest'
import { keysForReaders, keysLabel, pressed, typesText } from '../../../src/renderer/src/commands/keyNames.ts'

const press = (key: string, code: string, held: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, code, ...held })
const ctrl = { ctrlKey: true }

describe('a pressed key', () => {
  it('is matched by what it types, wherever it is on the keyboard', () => {
    expect(pressed(press('k', 'KeyK', ctrl), 'Mod-k', false)).toBe(true)
    // Dvorak: the K lies where others have a V.
    expect(pressed(press('k', 'KeyV', ctrl), 'Mod-k', false)).toBe(true)
    expect(pressed(press('x', 'KeyK', ctrl), 'Mod-k', false)).toBe(false)
  })

  it.each([
    ['Hangul', 'ㅏ'],
    ['Cyrillic', 'л'],
    ['Greek', 'κ'],
  ])('is told by where it lies where it types %s', (_script, key) => {
    expect(pressed(press(key, 'KeyK', ctrl), 'Mod-k', false)).toBe(true)
    expect(pressed(press(key, 'KeyJ', ctrl), 'Mod-k', false)).toBe(false)
  })

  it('is the same key with Caps Lock', () => {
    expect(pressed(press('S', 'KeyS', ctrl), 'Mod-s', false)).toBe(true)
    expect(pressed(press('s', 'KeyS', { ...ctrl, shiftKey: true }), 'Mod-Shift-s', false)).toBe(true)
    expect(pressed(press('S', 'KeyS', ctrl), 'Mod-Shift-s', false)).toBe(false)
  })

  it.each(['Dead', '˜'])('is matched by its place on the keyboard if Option makes it %s on a Mac', (key) => {
    expect(pressed(press(key, 'KeyN', { metaKey: true, altKey: true }), 'Mod-Alt-n', true)).toBe(true)
  })

  it('is no shortcut when AltGr types a letter of its own', () => {
    const polish = press('ń', 'KeyN', { ...ctrl, altKey: true })
    vi.spyOn(polish, 'getModifierState').mockImplementation((name) => name === 'AltGraph')
    expect(pressed(polish, 'Mod-Alt-n', false)).toBe(false)
  })

  it('types text unless a modifier makes it a shortcut', () => {
    expect(typesText(press('?', 'Slash', { shiftKey: true }))).toBe(true)
    expect(typesText(press('/', 'Slash', ctrl))).toBe(false)
    expect(typesText(press('F8', 'F8'))).toBe(false)
  })

  it('matches only with exactly its modifiers', () => {
    expect(pressed(press('V', 'KeyV', { ...ctrl, shiftKey: true }), 'Mod-Shift-v', false)).toBe(true)
    expect(pressed(press('v', 'KeyV', ctrl), 'Mod-Shift-v', false)).toBe(false)
    expect(pressed(press('k', 'KeyK', { ...ctrl, altKey: true }), 'Mod-k', false)).toBe(false)
    expect(pressed(press('k', 'KeyK', { metaKey: true }), 'Mod-k', true)).toBe(true)
    expect(pressed(press('k', 'KeyK', { metaKey: true }), 'Mod-k', false)).toBe(false)
    expect(pressed(press('?', 'Slash', { shiftKey: true }), 'Mod-/ ?', false)).toBe(true)
  })
})

it('writes keys as keyboards show them, and as screen readers expect them', () => {
  expect(keysLabel('Mod-Shift-k', false)).toBe('Ctrl+Shift+K')
  expect(keysLabel('Mod-Shift-k', true)).toBe('⌘⇧K')
  expect(keysLabel('Alt-ArrowUp', false)).toBe('Alt+↑')
  expect(keysLabel(undefined)).toBe('')
  expect(keysForReaders('Mod-k', false)).toBe('Control+K')
})
