import type { Menu, MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { setupMenu } from '../../../src/main/windows/menu.ts'

/** Returns the template of the menu on a platform. */
function menuOn(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  let template: unknown
  setupMenu({
    Menu: {
      buildFromTemplate: (items) => items as unknown as Menu,
      setApplicationMenu: (menu) => {
        template = menu
      },
    },
    platform,
  })
  return template as MenuItemConstructorOptions[]
}

/** Returns each item's role, or its label if it has none. */
function roles(items: readonly MenuItemConstructorOptions[]): unknown[] {
  return items.map(({ role, label }) => role ?? label)
}

test('the menu has the system’s own menus, by role', () => {
  expect(roles(menuOn('linux'))).toEqual(['fileMenu', 'editMenu', 'View', 'windowMenu', 'help'])
})

test('the menu starts with the app’s own on a Mac', () => {
  expect(roles(menuOn('darwin'))[0]).toBe('appMenu')
})

test('the menu has no item that reloads the page', () => {
  expect(JSON.stringify(menuOn('win32'))).not.toMatch(/reload/i)
})
