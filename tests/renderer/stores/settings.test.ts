import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { isProxy, nextTick, watch } from 'vue'
import { DEFAULT_SETTINGS, done, problem, type Settings, type SettingsChange } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import { useSettings } from '../../../src/renderer/src/stores/settings.ts'

/** What crossed to the desk; each value has to pass the structured clone that Electron's bridge makes. */
let written: SettingsChange[] = []

beforeEach(() => {
  vi.restoreAllMocks()
  setActivePinia(createPinia())
  written = []
  vi.spyOn(desk, 'writeSettings').mockImplementation((settings) => {
    expect(isProxy(settings)).toBe(false)
    written.push(structuredClone(settings))
    return Promise.resolve(done(null))
  })
})

describe('the settings', () => {
  it('cross to the desk as plain data', async () => {
    vi.spyOn(desk, 'readSettings').mockResolvedValue(done({ ...DEFAULT_SETTINGS, zoom: 125 }))
    const store = useSettings()
    await store.load()
    store.set({ theme: 'dark' })
    expect(written).toEqual([{ theme: 'dark' }])
    expect(store.settings).toEqual({ ...DEFAULT_SETTINGS, zoom: 125, theme: 'dark' })
  })

  it('are read once and written at each change', async () => {
    vi.spyOn(desk, 'readSettings').mockResolvedValue(done({ ...DEFAULT_SETTINGS, theme: 'dark' }))
    const store = useSettings()
    await store.load()
    expect(store.settings.theme).toBe('dark')
    expect(written).toEqual([])
    store.set({ focusMode: true })
    store.set({ lastDraft: 'tea-abcdef' })
    // A field that this page did not change may be changed by another window.
    expect(written).toEqual([{ focusMode: true }, { lastDraft: 'tea-abcdef' }])
  })

  it('keep what was changed before they were read', async () => {
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof done<Settings>>>()
    vi.spyOn(desk, 'readSettings').mockReturnValue(promise)
    const store = useSettings()
    const loading = store.load()
    store.set({ theme: 'dark' })
    store.set({ focusMode: true })
    resolve(done({ ...DEFAULT_SETTINGS, zoom: 125 }))
    await loading
    expect(store.settings).toEqual({ ...DEFAULT_SETTINGS, zoom: 125, theme: 'dark', focusMode: true })
  })

  it('notify their watchers', async () => {
    const store = useSettings()
    const seen: boolean[] = []
    watch(
      () => store.settings.typewriter,
      (on) => seen.push(on),
    )
    store.set({ typewriter: true })
    await nextTick()
    expect(seen).toEqual([true])
  })

  it('are the defaults if they cannot be read, and do not change the defaults', async () => {
    vi.spyOn(desk, 'readSettings').mockResolvedValue(problem('failed', 'a', 'b', 'c'))
    const store = useSettings()
    await store.load()
    store.set({ theme: 'light' })
    expect(store.settings).toEqual({ ...DEFAULT_SETTINGS, theme: 'light' })
    expect(DEFAULT_SETTINGS.theme).toBe('system')
  })
})

describe('settings that another window changed', () => {
  /** The settings file, which both windows read and write. */
  let file: Settings = DEFAULT_SETTINGS
  /** Resolves the writes that are still on their way. */
  let answers: (() => void)[] = []

  beforeEach(() => {
    file = DEFAULT_SETTINGS
    answers = []
    vi.spyOn(desk, 'readSettings').mockImplementation(() => Promise.resolve(done(file)))
    vi.spyOn(desk, 'writeSettings').mockImplementation(
      (change) =>
        new Promise((resolve) => {
          answers.push(() => {
            file = { ...file, ...change }
            resolve(done(null))
          })
        }),
    )
  })

  const answer = async (): Promise<void> => {
    for (const resolve of answers.splice(0)) resolve()
    await new Promise((resolve) => setTimeout(resolve))
  }

  it('are followed, but for panels and the draft on screen', async () => {
    const store = useSettings()
    await store.load()
    file = { ...file, theme: 'dark', libraryOpen: false, lastDraft: 'tea-abcdef' }
    await store.refresh()
    expect(store.settings).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
  })

  it('wait for a change of this window that is not written yet', async () => {
    const store = useSettings()
    await store.load()
    store.set({ theme: 'light' })
    file = { ...file, theme: 'dark', zoom: 150 }
    await store.refresh()
    expect(store.settings.theme).toBe('light')
    await answer()
    expect(store.settings).toMatchObject({ theme: 'light', zoom: 150 })
    expect(file).toMatchObject({ theme: 'light', zoom: 150 })
  })

  it('do not undo a change that is made while they are read', async () => {
    const store = useSettings()
    await store.load()
    file = { ...file, zoom: 150 }
    const reading = store.refresh()
    store.set({ theme: 'light' })
    await reading
    expect(store.settings.theme).toBe('light')
    await answer()
    expect(store.settings).toMatchObject({ theme: 'light', zoom: 150 })
  })

  it('leave the object alone if nothing changed, so that nothing is drawn again', async () => {
    const store = useSettings()
    await store.load()
    const before = store.settings
    await store.refresh()
    expect(store.settings).toBe(before)
  })
})
