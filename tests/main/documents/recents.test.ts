import type { JumpListCategory, MenuItemConstructorOptions } from 'electron'
import { beforeEach, expect, test, vi } from 'vitest'
import { done, type LibraryRow } from '../../../src/desk.ts'
import { Recents, type RecentsParts } from '../../../src/main/documents/recents.ts'

const row = (id: string, title: string): LibraryRow => ({ id, title }) as LibraryRow

/** Sets up recents over doubles; `jumpLists` and `dockMenus` are what the system was given. */
function setup(
  platform: NodeJS.Platform,
  { isPackaged = true, rows = [row('tram-1a', 'Tram'), row('kite-2b', '')], removed = [] as string[] } = {},
) {
  const jumpLists: JumpListCategory[][] = []
  const dockMenus: MenuItemConstructorOptions[][] = []
  const opened: string[] = []
  const listDrafts = vi.fn(() => Promise.resolve(done({ total: rows.length, rows, version: 0 })))
  const recents = new Recents({
    app: {
      isPackaged,
      dock: { setMenu: (menu: unknown) => dockMenus.push(menu as MenuItemConstructorOptions[]) },
      setJumpList: (categories: JumpListCategory[]) => {
        jumpLists.push(categories)
        return 'ok'
      },
      getJumpListSettings: () => ({ minItems: 10, removedItems: removed.map((args) => ({ args })) }),
    } as unknown as RecentsParts['app'],
    Menu: { buildFromTemplate: (items: unknown) => items } as unknown as RecentsParts['Menu'],
    platform,
    desk: { listDrafts },
    open: (id) => opened.push(id),
  })
  return { recents, jumpLists, dockMenus, opened, listDrafts }
}

const later = () => vi.advanceTimersByTimeAsync(4000)

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

test('Windows lists the drafts with arguments that open them', async () => {
  const { recents, jumpLists } = setup('win32')
  recents.refreshLater()
  await later()
  expect(jumpLists).toMatchObject([
    [
      {
        type: 'custom',
        name: 'Recent drafts',
        items: [
          { type: 'task', title: 'Tram', args: '--open-draft=tram-1a', program: process.execPath },
          { title: 'Untitled draft', args: '--open-draft=kite-2b' },
        ],
      },
    ],
  ])
})

test('an item that was removed from the list in Windows does not return', async () => {
  const { recents, jumpLists } = setup('win32', { removed: ['--open-draft=tram-1a'] })
  recents.refreshLater()
  await later()
  expect(jumpLists[0]?.[0]?.items?.map(({ title }) => title)).toEqual(['Untitled draft'])
})

test('in development Windows gets no list: its items would start a bare Electron', async () => {
  const { recents, jumpLists } = setup('win32', { isPackaged: false })
  recents.refreshLater()
  await later()
  expect(jumpLists).toEqual([])
})

test('the Dock’s menu opens a draft', async () => {
  const { recents, dockMenus, opened } = setup('darwin')
  recents.refreshLater()
  await later()
  const [tram] = dockMenus[0] ?? []
  expect(tram?.label).toBe('Tram')
  ;(tram?.click as (() => void) | undefined)?.()
  expect(opened).toEqual(['tram-1a'])
})

test('several changes in a row make one new list', async () => {
  const { recents, listDrafts } = setup('darwin')
  recents.refreshLater()
  await vi.advanceTimersByTimeAsync(1000)
  recents.refreshLater()
  await later()
  expect(listDrafts).toHaveBeenCalledTimes(1)
})

test('Linux is asked for nothing', async () => {
  const { recents, listDrafts } = setup('linux')
  recents.refreshLater()
  await later()
  expect(listDrafts).not.toHaveBeenCalled()
})
