import type { KeyboardEvent, Menu, MenuItemConstructorOptions, WebContents } from 'electron'
import { describe, expect, test } from 'vitest'
import type { MenuItem } from '../../../src/desk.ts'
import { setupMenus } from '../../../src/main/menus/menuBar.ts'
import { Emitter, FakeApp } from '../electron.ts'

/** A menu as Electron builds it from a template: its items by id, with what can change. */
interface BuiltItem extends MenuItemConstructorOptions {
  items?: BuiltItem[]
}

class FakeMenu {
  readonly items: BuiltItem[]

  constructor(template: readonly MenuItemConstructorOptions[]) {
    const build = (options: readonly MenuItemConstructorOptions[]): BuiltItem[] =>
      options.map((item) => ({
        ...item,
        ...(Array.isArray(item.submenu) ? { items: build(item.submenu) } : {}),
      }))
    this.items = build(template)
  }

  #find(matches: (item: BuiltItem) => boolean, items = this.items): BuiltItem | null {
    for (const item of items) {
      const found = matches(item) ? item : this.#find(matches, item.items ?? [])
      if (found !== null) return found
    }
    return null
  }

  getMenuItemById = (id: string): BuiltItem | null => this.#find((item) => item.id === id)

  /** Chooses an item by its label, as a click does: a checkbox changes its mark first. */
  click(label: string, event: KeyboardEvent = {}): void {
    const item = this.#find((each) => each.label === label)
    if (item?.type === 'checkbox') item.checked = item.checked !== true
    item?.click?.(item as never, undefined, event)
  }

  titles = (): unknown[] => this.items.map(({ role, label }) => label ?? role)
}

/** A window with web contents that record the scripts that run in them. */
class FakePage extends Emitter {
  readonly scripts: unknown[] = []
  menu: FakeMenu | null = null
  focused = false
  isGone = false
  isFieldFocused = false
  readonly webContents = {
    executeJavaScript: (code: string, userGesture: boolean) => {
      this.scripts.push([code, userGesture])
      return this.isGone ? Promise.reject(new Error('gone')) : Promise.resolve(this.isFieldFocused)
    },
    isDestroyed: () => this.isGone,
  } as unknown as WebContents
  isFocused = (): boolean => this.focused
  setMenu = (menu: unknown): void => {
    this.menu = menu as FakeMenu
  }
}

/** Sets up the menu bar on a platform, with windows that the test makes. */
function barOn(platform: NodeJS.Platform) {
  const app = new FakeApp()
  const pages: FakePage[] = []
  const sent: unknown[] = []
  const shown: { application: FakeMenu | null } = { application: null }
  const setMenus = setupMenus({
    app: app.slice,
    Menu: {
      buildFromTemplate: (template) =>
        new FakeMenu(template as MenuItemConstructorOptions[]) as unknown as Menu,
      setApplicationMenu: (menu) => {
        shown.application = menu as unknown as FakeMenu
      },
    },
    platform,
    windowOf: (contents) => pages.find((page) => page.webContents === contents) ?? null,
    send: (contents, event) => {
      sent.push([pages.findIndex((page) => page.webContents === contents), event])
    },
    frontPage: () => pages[0]?.webContents ?? openPage().webContents,
  })
  function openPage(): FakePage {
    const page = new FakePage()
    pages.push(page)
    app.emit('browser-window-created', {}, page)
    return page
  }
  const focus = (page: FakePage): void => {
    for (const each of pages) each.focused = each === page
    app.emit('browser-window-focus', {}, page)
  }
  /** Lets the gesture's script run to its end. */
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return { setMenus, openPage, focus, settle, sent, pages, shown }
}

const command = (id: string, label: string, fields: object = {}): MenuItem => ({
  kind: 'command',
  ...{ id, label, keys: '', isEnabled: true, isChecked: null },
  ...fields,
})
const menu = (label: string, items: readonly MenuItem[]): MenuItem => ({
  kind: 'menu',
  label,
  role: null,
  items,
})

describe('before a page has described its menus', () => {
  test('there are File, Edit, View and Window', () => {
    expect(barOn('linux').shown.application?.titles()).toEqual(['File', 'editMenu', 'View', 'windowMenu'])
    expect(barOn('darwin').shown.application?.titles()[0]).toBe('appMenu')
  })

  test('no item reloads the page', () => {
    expect(JSON.stringify(barOn('win32').shown.application)).not.toMatch(/reload/i)
  })

  test('New draft opens a window where there is none, and makes a draft in it', async () => {
    const { shown, sent, pages, settle } = barOn('darwin')
    shown.application?.click('New draft')
    await settle()
    expect(pages).toHaveLength(1)
    expect(sent).toEqual([[0, { kind: 'command', id: 'article.new' }]])
  })
})

describe('a page’s menus', () => {
  test('are those of its window on Windows and Linux, with a letter to open each', () => {
    const { setMenus, openPage } = barOn('win32')
    const page = openPage()
    setMenus(page.webContents, [menu('File', [command('a', 'A')]), menu('Format', []), menu('Edit', [])])
    expect(page.menu?.titles()).toEqual(['&File', 'F&ormat', '&Edit'])
  })

  test('are those of the window in front on macOS', () => {
    const { setMenus, openPage, focus, shown } = barOn('darwin')
    const [one, other] = [openPage(), openPage()]
    focus(one)
    setMenus(one.webContents, [menu('One', [])])
    setMenus(other.webContents, [menu('Other', [])])
    expect(shown.application?.titles()).toEqual(['One'])
    focus(other)
    expect(shown.application?.titles()).toEqual(['Other'])
  })

  test('give way to the fallback on macOS when the window in front is closed', () => {
    const { setMenus, openPage, focus, shown } = barOn('darwin')
    const page = openPage()
    focus(page)
    setMenus(page.webContents, [menu('One', [])])
    page.emit('closed')
    expect(shown.application?.titles()).toContain('File')
  })

  test('show an ampersand as it is', () => {
    const { setMenus, openPage } = barOn('linux')
    const page = openPage()
    setMenus(page.webContents, [menu('File', [command('a', 'Salt & pepper')])])
    expect(page.menu?.getMenuItemById('a')?.label).toBe('Salt && pepper')
  })

  test('change in place when only states change', () => {
    const { setMenus, openPage } = barOn('linux')
    const page = openPage()
    const describeBar = (fields: object): readonly MenuItem[] => [
      menu('View', [command('focus', 'Focus', { isChecked: false, ...fields })]),
    ]
    setMenus(page.webContents, describeBar({}))
    const before = page.menu
    setMenus(page.webContents, describeBar({ isChecked: true, isEnabled: false }))
    expect(page.menu).toBe(before)
    expect(before?.getMenuItemById('focus')).toMatchObject({ checked: true, enabled: false })
    setMenus(page.webContents, describeBar({ label: 'Focus mode' }))
    expect(page.menu).not.toBe(before)
  })
})

describe('a chosen item', () => {
  /** A page on a platform with a bar of one menu. */
  function withItems(platform: NodeJS.Platform, items: readonly MenuItem[]) {
    const rig = barOn(platform)
    const page = rig.openPage()
    page.focused = true
    rig.setMenus(page.webContents, [menu('File', items)])
    const bar = platform === 'darwin' ? rig.shown.application : page.menu
    if (bar === null) throw new Error('there is no menu')
    return { ...rig, page, bar }
  }

  test('is sent to its page, as a gesture of the writer', async () => {
    const { bar, sent, page, settle } = withItems('linux', [
      command('article.import', 'Import…'),
      { kind: 'draft', id: 'night-ferry-abcdef', label: 'Night ferry' },
    ])
    bar.click('Import…')
    bar.click('Night ferry')
    await settle()
    expect(sent).toEqual([
      [0, { kind: 'command', id: 'article.import' }],
      [0, { kind: 'openDraft', id: 'night-ferry-abcdef' }],
    ])
    expect(page.scripts[0]).toEqual(['undefined', true])
  })

  test('of a page that is gone does nothing', async () => {
    const { bar, sent, page, settle } = withItems('linux', [command('article.save', 'Save')])
    page.isGone = true
    bar.click('Save')
    await settle()
    expect(sent).toEqual([])
  })

  test('keeps its mark until the page changes it', () => {
    const { bar } = withItems('linux', [command('focus', 'Focus', { isChecked: true })])
    bar.click('Focus')
    expect(bar.getMenuItemById('focus')?.checked).toBe(true)
  })

  test('shows the page’s keys and registers none', () => {
    const { bar } = withItems('linux', [
      command('save', 'Save', { keys: 'Mod-s' }),
      command('a', 'A', { keys: '/' }),
    ])
    expect(bar.getMenuItemById('save')).toMatchObject({
      accelerator: 'CommandOrControl+S',
      registerAccelerator: false,
    })
    expect(bar.getMenuItemById('a')).not.toHaveProperty('accelerator')
  })

  test('does not run by its keys on macOS: the page has them', async () => {
    const { bar, sent, settle } = withItems('darwin', [command('bold', 'Strong', { keys: 'Mod-b' })])
    bar.click('Strong', { triggeredByAccelerator: true, metaKey: true })
    await settle()
    expect(sent).toEqual([])
  })

  test('runs when it is chosen in the open menu with Return', async () => {
    const { bar, sent, settle } = withItems('darwin', [command('bold', 'Strong', { keys: 'Mod-b' })])
    bar.click('Strong', { triggeredByAccelerator: true })
    bar.click('Strong', { triggeredByAccelerator: false, metaKey: true })
    await settle()
    expect(sent).toHaveLength(2)
  })

  test.each(['undo', 'redo'] as const)('runs the page’s %s, whatever Chromium could', async (role) => {
    const { bar, sent, page, settle } = withItems('linux', [{ kind: 'role', role, label: 'Step' }])
    expect(bar.getMenuItemById(role)).not.toHaveProperty('role')
    bar.click('Step')
    await settle()
    expect(sent).toEqual([[0, { kind: 'command', id: role }]])
    page.isFieldFocused = true
    bar.click('Step')
    await settle()
    expect(sent).toHaveLength(1)
    expect(page.scripts.at(-1)).toEqual([expect.stringContaining(`execCommand('${role}')`), true])
  })

  test('undoes in a text field alone by its keys on macOS: in the article the page has them', async () => {
    const { bar, sent, page, settle } = withItems('darwin', [{ kind: 'role', role: 'undo', label: 'Undo' }])
    bar.click('Undo', { triggeredByAccelerator: true, metaKey: true })
    await settle()
    expect(sent).toEqual([])
    expect(page.scripts).toHaveLength(1)
  })
})
