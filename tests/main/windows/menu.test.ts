import type { Menu, MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { setupMenu } from '../../../src/main/windows/menu.ts'

function menuOn(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  let set: unknown
  setupMenu({
    Menu: {
      buildFromTemplate: (template) => template as unknown as Menu,
      setApplicationMenu: (menu) => {
        set = menu
      },
    },
    platform,
  })
  return set as MenuItemConstructorOptions[]
}

function roles(items: readonly MenuItemConstructorOptions[]): unknown[] {
  return items.map(({ role, label }) => role ?? label)
}

test('the menu is the system’s own, by role', () => {
  expect(roles(menuOn('linux'))).toEqual(['fileMenu', 'editMenu', 'View', 'windowMenu', 'help'])
})

test('a Mac has the app’s menu before it', () => {
  expect(roles(menuOn('darwin'))[0]).toBe('appMenu')
})

test('nothing in it reloads the page under a writer', () => {
  expect(JSON.stringify(menuOn('win32'))).not.toMatch(/reload/i)
})
