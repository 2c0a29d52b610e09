import { describe, expect, test } from 'vitest'
import { acceptsArguments, HOST_CALLS } from '../../../src/calls.ts'
import type { MenuItem } from '../../../src/desk.ts'

const accepts = (bar: unknown): boolean => acceptsArguments(HOST_CALLS.setMenus, [bar])

const save = {
  kind: 'command',
  id: 'article.save',
  label: 'Save',
  keys: 'Mod-s',
  isEnabled: true,
  isChecked: null,
}
const menu = (items: unknown, fields: object = {}): object => ({
  ...{ kind: 'menu', label: 'File', role: null, items },
  ...fields,
})

/** A menu in a menu, so many deep. */
function nested(depth: number): object {
  return depth === 0 ? save : menu([nested(depth - 1)])
}

describe('a menu bar', () => {
  test('of known items passes', () => {
    const items: readonly MenuItem[] = [
      { kind: 'separator' },
      { kind: 'role', role: 'copy', label: 'Copy' },
      { kind: 'draft', id: 'night-ferry-abcdef', label: 'Night ferry' },
      { kind: 'menu', label: 'Help', role: 'help', items: [] },
    ]
    expect(accepts([menu([save, ...items])])).toBe(true)
    expect(accepts([])).toBe(true)
  })

  test.each([
    ['no list', menu([save])],
    ['a command in the bar', [save]],
    ['a role that reloads', [menu([{ kind: 'role', role: 'reload', label: 'Reload' }])]],
    ['a role that opens developer tools', [menu([{ kind: 'role', role: 'toggleDevTools', label: 'Tools' }])]],
    ['an unknown kind', [menu([{ ...save, kind: 'script' }])]],
    ['a label without words', [menu([{ ...save, label: '' }])]],
    ['a label that is too long', [menu([{ ...save, label: 'a'.repeat(301) }])]],
    ['an id that is too long', [menu([{ ...save, id: 'a'.repeat(401) }])]],
    ['keys that are no text', [menu([{ ...save, keys: 7 }])]],
    ['a state that is no state', [menu([{ ...save, isChecked: 'yes' }])]],
    ['a draft that is a path', [menu([{ kind: 'draft', id: '../ferry', label: 'Ferry' }])]],
    ['a role of no menu', [menu([], { role: 'services' })]],
    ['items that are no list', [menu('items')]],
    ['nothing', [menu([null])]],
    ['too many items', [menu(Array.from({ length: 501 }, () => save))]],
    ['menus in menus without end', [nested(40)]],
  ])('with %s is refused', (_what, bar) => {
    expect(accepts(bar)).toBe(false)
  })
})
