import { EditorState } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test } from 'vitest'
import { schema } from '../../../src/article/index.ts'
import { isMenuBar } from '../../../src/contract/host/menus.ts'
import type { MenuCommand, MenuItem } from '../../../src/desk.ts'
import type { Command } from '../../../src/renderer/src/commands/command.ts'
import { menuBar } from '../../../src/renderer/src/commands/menuBar.ts'
import { namedIds } from '../../../src/renderer/src/commands/menuTable.ts'
import { type PageActions, pageCommands } from '../../../src/renderer/src/commands/page/index.ts'
import { closedCommands } from '../../../src/renderer/src/editor/tools/closedCommands.ts'
import { paletteCommands } from '../../../src/renderer/src/editor/tools/paletteCommands.ts'
import { createMenus } from '../../../src/renderer/src/editor/menus/menus.ts'
import { EVERYTHING } from '../editor/everything.ts'

beforeEach(() => {
  setActivePinia(createPinia())
})

const nothing = (): void => undefined

/** The commands of a page without a draft. */
function pageList(): readonly Command[] {
  return pageCommands(new Proxy({} as PageActions, { get: () => nothing }))
}

/** The menu bar of some commands. */
function barOf(commands: readonly Command[], { isMac = false, isBlocked = false } = {}): readonly MenuItem[] {
  return menuBar({ commands, recentDrafts: [], isMac, isBlocked })
}

/** The commands of a menu and of the menus in it. */
function commandsIn(items: readonly MenuItem[]): readonly MenuCommand[] {
  return items.flatMap((item) =>
    item.kind === 'command' ? [item] : item.kind === 'menu' ? commandsIn(item.items) : [],
  )
}

/** The labels of a menu's items: commands by their ids, roles by theirs, separators as lines. */
function linesOf(items: readonly MenuItem[]): readonly string[] {
  return items.map((item) => {
    if (item.kind === 'separator') return '-'
    if (item.kind === 'menu') return `${item.label} >`
    return item.kind === 'role' ? `(${item.role})` : item.id
  })
}

function menuNamed(items: readonly MenuItem[], label: string): readonly MenuItem[] {
  for (const item of items) {
    if (item.kind !== 'menu') continue
    const found = item.label === label ? item.items : menuNamed(item.items, label)
    if (found.length > 0) return found
  }
  return []
}

const command = (id: string, group: Command['group'], fields: Partial<Command> = {}): Command => ({
  id,
  group,
  label: () => id,
  run: nothing,
  ...fields,
})

describe('the menu bar', () => {
  test('has every command once, but for undo and redo, and for settings, which have their dialog', () => {
    const list = [...pageList(), ...closedCommands()]
    const ids = commandsIn(barOf(list)).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const missing = list.filter(({ id, group }) => !ids.includes(id) && group !== 'settings')
    expect(missing.map(({ id }) => id)).toEqual(['undo', 'redo'])
    expect(ids).toContain('app.settings')
  })

  test.each([false, true])('is one that the host accepts (macOS: %s)', (isMac) => {
    const bar = barOf([...pageList(), ...closedCommands()], { isMac })
    expect(isMenuBar(structuredClone(bar))).toBe(true)
  })

  test('has the names and keys of the command list', () => {
    const list = [...pageList(), ...closedCommands()]
    for (const { id, label, keys } of commandsIn(barOf(list))) {
      const named = list.find((each) => each.id === id)
      expect([named?.label(), named?.menuLabel?.()]).toContain(label)
      expect(keys).toBe(named?.keys ?? '')
    }
  })

  test('has the menus of each system', () => {
    const list = [...pageList(), ...closedCommands()]
    const titles = ['File', 'Edit', 'Insert', 'Format', 'View', 'Window', 'Help']
    expect(linesOf(barOf(list))).toEqual(titles.map((title) => `${title} >`))
    expect(linesOf(barOf(list, { isMac: true }))).toEqual(['Galley', ...titles].map((title) => `${title} >`))
    expect(linesOf(menuNamed(barOf(list, { isMac: true }), 'Galley')).slice(0, 3)).toEqual([
      'help.about',
      '-',
      'app.settings',
    ])
  })

  test('puts a command that the table does not name where its group is', () => {
    const bar = barOf([...pageList(), command('insert.ruler', 'insert'), command('view.ruler', 'view')])
    expect(linesOf(menuNamed(bar, 'Insert'))).toEqual(['insert.ruler'])
    expect(linesOf(menuNamed(bar, 'More'))).toContain('view.ruler')
  })

  test('leaves out menus without items, and separators without neighbours', () => {
    const bar = barOf([command('article.new', 'article')])
    expect(linesOf(bar)).not.toContain('Insert >')
    expect(linesOf(menuNamed(bar, 'File'))).toEqual(['article.new', '-', '(close)', '(quit)'])
  })

  test('says what is enabled and checked', () => {
    const bar = barOf([
      command('view.focusMode', 'view', { checked: () => true }),
      command('article.save', 'article', { enabled: () => false }),
    ])
    expect(commandsIn(bar)).toMatchObject([
      { id: 'article.save', isEnabled: false, isChecked: null },
      { id: 'view.focusMode', isEnabled: true, isChecked: true },
    ])
  })

  test('has no enabled command while a dialog is open', () => {
    const enabled = commandsIn(barOf(pageList(), { isBlocked: true })).filter(({ isEnabled }) => isEnabled)
    expect(enabled).toEqual([])
  })

  test('lists recent drafts by their titles', () => {
    const bar = menuBar({
      commands: [],
      recentDrafts: [
        { id: 'night-ferry-abcdef', title: 'Night ferry' },
        { id: 'untitled-abcdef', title: '' },
        { id: 'long-abcdef', title: 'L'.repeat(200) },
      ],
      isMac: false,
      isBlocked: false,
    })
    expect(menuNamed(bar, 'Open recent')).toEqual([
      { kind: 'draft', id: 'night-ferry-abcdef', label: 'Night ferry' },
      { kind: 'draft', id: 'untitled-abcdef', label: 'Untitled' },
      { kind: 'draft', id: 'long-abcdef', label: 'L'.repeat(80) },
    ])
  })

  test('names no command that there will never be', () => {
    const ids = [...pageList(), ...closedCommands()].map(({ id }) => id)
    expect(namedIds().filter((id) => !ids.includes(id))).toEqual([])
  })
})

describe('without a draft', () => {
  test('the editor’s commands are all there, disabled', () => {
    const view = new EditorView(null, { state: EditorState.create({ doc: schema.nodeFromJSON(EVERYTHING) }) })
    const open = paletteCommands(view, createMenus(), () => false)
    const closed = closedCommands()
    const find = closed.filter(({ id }) => /^(find|replace)/.test(id))
    expect(closed.map(({ id }) => id)).toEqual([...open, ...find].map(({ id }) => id))
    expect(closed.filter(({ enabled }) => enabled?.() !== false)).toEqual([])
    view.destroy()
  })
})
