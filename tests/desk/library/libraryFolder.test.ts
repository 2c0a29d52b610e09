import Conf from 'conf'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { desktopFolder } from '../../../src/desk/disk/systemFolders.ts'
import { defaultLibrary, readChosenLibrary } from '../../../src/desk/library/libraryFolder.ts'
import { setupLibraryMemory } from '../../../src/main/preferences.ts'
import { tempFolder } from '../library.ts'

// electron-store is conf in Electron's folders. The test names the folder itself, so conf alone does the same.
vi.mock('electron-store', () => ({
  default: class extends Conf {
    constructor({ name, ...options }: { readonly name: string; readonly cwd: string }) {
      super({ ...options, configName: name })
    }
  },
}))

const PLATFORMS = ['win32', 'darwin', 'linux'] as const

describe('the library that the writer chose', () => {
  it('in the desktop app is the one that the browser host opens', async () => {
    const folder = await tempFolder()
    expect(readChosenLibrary(folder)).toBe('')
    const chosen = resolve('/volumes/drafts')
    setupLibraryMemory(folder).write(chosen)
    expect(readChosenLibrary(folder)).toBe(chosen)
  })

  it.each(PLATFORMS)('is noted where Electron keeps the data of the product on %s', async (platform) => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8')) as { readonly productName: string }
    const folder = desktopFolder({ platform, home: '/home/ana', env: {} })
    expect(basename(folder)).toBe(manifest.productName)
  })

  it('is noted in the folder of the system’s convention', () => {
    const home = join('/home', 'ana')
    expect(desktopFolder({ platform: 'linux', home, env: {} })).toBe(join(home, '.config', 'Galley'))
    expect(desktopFolder({ platform: 'linux', home, env: { XDG_CONFIG_HOME: '/cfg' } })).toBe(
      join('/cfg', 'Galley'),
    )
    expect(desktopFolder({ platform: 'win32', home, env: { APPDATA: 'R' } })).toBe(join('R', 'Galley'))
    expect(desktopFolder({ platform: 'darwin', home, env: {} })).toBe(
      join(home, 'Library', 'Application Support', 'Galley'),
    )
  })

  it.each(['', '{"folder":', '{"folder": 7}', 'null', '{"folder": "drafts"}'])(
    'is none if the note is unreadable or names no whole path: %j',
    async (text) => {
      const folder = await tempFolder()
      await writeFile(join(folder, 'library.json'), text)
      expect(readChosenLibrary(folder)).toBe('')
    },
  )
})

describe('the library of a writer who chose none', () => {
  /** Makes a home directory whose Documents were moved, and puts drafts into those of its libraries. */
  async function homeWith(...holders: readonly string[]) {
    const home = await tempFolder()
    const usual = join(home, 'Documents', 'Galley')
    const moved = join(home, 'OneDrive', 'Documents', 'Galley')
    for (const [name, folder] of Object.entries({ usual, moved })) {
      await mkdir(join(folder, '.trash'), { recursive: true })
      if (!holders.includes(name)) continue
      await mkdir(join(folder, 'tram-9-znnkoq'))
      await writeFile(join(folder, 'tram-9-znnkoq', 'article.json'), '{}')
    }
    const documents = join(home, 'OneDrive', 'Documents')
    return { usual, moved, home, open: () => defaultLibrary(documents, { platform: 'win32', home, env: {} }) }
  }

  it('is in the Documents folder that the system names', async () => {
    const { open, moved } = await homeWith()
    expect(await open()).toBe(moved)
  })

  it('stays in the home directory’s Documents while only that has drafts', async () => {
    const { open, usual } = await homeWith('usual')
    expect(await open()).toBe(usual)
  })

  it('is in the Documents folder that the system names if both have drafts', async () => {
    const { open, moved } = await homeWith('usual', 'moved')
    expect(await open()).toBe(moved)
  })

  it('is in Documents if the system names the home directory', async () => {
    const { home } = await homeWith()
    const at = { platform: 'linux' as const, home, env: {} }
    expect(await defaultLibrary(home, at)).toBe(join(home, 'Documents', 'Galley'))
    expect(await defaultLibrary(undefined, at)).toBe(join(home, 'Documents', 'Galley'))
  })
})
