import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/desk.ts'
import { settingsFolder } from '../../src/desk/disk/systemFolders.ts'
import { settingsFrom } from '../../src/settings.ts'
import { openSettings } from '../../src/web/settings.ts'
import { anotherPage, deskOver, refusal, settingsInMemory, tempFolder, value } from './library.ts'

const CHANGED = {
  ...DEFAULT_SETTINGS,
  theme: 'dark',
  libraryOpen: false,
  lastDraft: 'tram-abc123',
  typewriter: true,
  zoom: 125,
} as const

describe('settings', () => {
  it('use the default for every field with an invalid value', () => {
    expect(settingsFrom(CHANGED)).toEqual(CHANGED)
    expect(settingsFrom({ ...CHANGED, theme: 'pink', lastDraft: '../x', more: 1 })).toEqual({
      ...CHANGED,
      theme: 'system',
      lastDraft: '',
    })
    for (const nothing of [null, undefined, [], 'x', 7, {}])
      expect(settingsFrom(nothing)).toEqual(DEFAULT_SETTINGS)
  })

  it('persist across starts and leave other fields of the file alone', async () => {
    const folder = await tempFolder()
    await writeFile(join(folder, 'config.json'), '{"window":{"width":900}}')
    openSettings(folder).write(CHANGED)
    const again = openSettings(folder)
    expect(again.read()).toEqual(CHANGED)
    expect(again.notices).toEqual([])
    expect(JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'))).toEqual({
      ...CHANGED,
      window: { width: 900 },
    })
  })

  it('of two windows never overwrite each other’s', async () => {
    const folder = await tempFolder()
    const [one, other] = [openSettings(folder), openSettings(folder)]
    one.write({ theme: 'dark' })
    other.write({ zoom: 125 })
    for (const store of [one, other]) expect(store.read()).toMatchObject({ theme: 'dark', zoom: 125 })
  })

  it('keep fields that are no settings out of the file', async () => {
    const folder = await tempFolder()
    const change = { theme: 'dark', unknown: 1 } as const
    openSettings(folder).write(change)
    expect(JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'))).toEqual({ theme: 'dark' })
  })

  it('are told to listeners after each write, also if the disk refused it', async () => {
    const folder = await tempFolder()
    const store = openSettings(folder)
    const told: string[] = []
    store.onChange(({ theme }) => told.push(theme))
    store.write({ theme: 'dark' })
    await rm(join(folder, 'config.json'))
    await mkdir(join(folder, 'config.json'))
    expect(() => {
      store.write({ theme: 'light' })
    }).toThrow()
    expect(told).toEqual(['dark', 'light'])
  })

  it.each(['', '{"theme":', 'null', '[]', '"x"', '\0\0\0'])(
    'are set aside whole with a notice when the file is unreadable: %j',
    async (text) => {
      const folder = await tempFolder()
      await writeFile(join(folder, 'config.json'), text)
      const store = openSettings(folder)
      expect(store.read()).toEqual(DEFAULT_SETTINGS)
      expect(store.notices).toEqual([expect.stringContaining('The old file is kept as')])
      const aside = (await readdir(folder)).find((name) => name.startsWith('config.unreadable-'))
      expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe(text)
      store.write(CHANGED)
      expect(openSettings(folder).read()).toEqual(CHANGED)
    },
  )

  it('keep their last values when the file breaks while Galley runs', async () => {
    const folder = await tempFolder()
    const store = openSettings(folder)
    store.write(CHANGED)
    await writeFile(join(folder, 'config.json'), '{')
    expect(store.read()).toEqual(DEFAULT_SETTINGS)
    store.write(CHANGED)
    expect(store.read()).toEqual(CHANGED)
  })

  it('last as long as the process when no file can be written', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, 'config.json'))
    const store = openSettings(folder)
    expect(store.read()).toEqual(DEFAULT_SETTINGS)
    expect(store.notices).toHaveLength(1)
    expect(() => {
      store.write(CHANGED)
    }).toThrow()
    expect(store.read()).toEqual(CHANGED)
  })

  it('reach the page through the desk, and their notices with the library', async () => {
    const desk = await deskOver(await tempFolder(), { settings: settingsInMemory(['Set aside.']) })
    expect(value(await desk.readSettings())).toEqual(DEFAULT_SETTINGS)
    value(await desk.writeSettings(CHANGED))
    expect(value(await desk.readSettings())).toEqual(CHANGED)
    expect(value(await desk.library()).notices).toEqual(['Set aside.'])
    const improper = { ...CHANGED, lastDraft: '../x' }
    expect(refusal(await desk.writeSettings(improper)).code).toBe('invalid')
  })

  it('tell their notices to one page, and to the next when that one has ended', async () => {
    const desk = await deskOver(await tempFolder(), { settings: settingsInMemory(['Set aside.']) })
    const other = anotherPage(desk)
    for (const notices of [['Set aside.'], ['Set aside.']])
      expect(value(await desk.libraryState()).notices).toEqual(notices)
    expect(value(await other.libraryState()).notices).toEqual([])
    expect(value(await other.library()).notices).toEqual([])
    await desk.endPage()
    expect(value(await other.libraryState()).notices).toEqual(['Set aside.'])
  })
})

describe('the settings folder', () => {
  const at = (platform: NodeJS.Platform, env: Record<string, string> = {}) => ({
    platform,
    env,
    home: join('/home', 'ana'),
  })

  it('follows the conventions of each system', () => {
    expect(settingsFolder(at('linux'))).toBe(join('/home', 'ana', '.config', 'galley'))
    expect(settingsFolder(at('linux', { XDG_CONFIG_HOME: '/cfg' }))).toBe(join('/cfg', 'galley'))
    expect(settingsFolder(at('linux', { XDG_CONFIG_HOME: 'relative' }))).toContain('.config')
    expect(settingsFolder(at('win32', { APPDATA: 'R' }))).toBe(join('R', 'galley', 'Config'))
    expect(settingsFolder(at('darwin'))).toContain('Preferences')
  })
})

describe('the languages of the spelling checker', () => {
  it.each([[[]], [['en-US', 'en-GB', 'ko']], [['zh-Hant-TW']]])('may be %j', (spellingLanguages) => {
    expect(settingsFrom({ spellingLanguages }).spellingLanguages).toEqual(spellingLanguages)
  })

  it.each(
    ['en', null, [7], [''], ['en-US/../x'], ['e'], new Array<string>(21).fill('en')].map((value) => ({
      value,
    })),
  )('are the article’s own if the file has $value', ({ value }) => {
    expect(settingsFrom({ spellingLanguages: value }).spellingLanguages).toEqual([])
  })
})
