import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { isProxy, nextTick, watch } from 'vue'
import { DEFAULT_SETTINGS, done, problem, type Settings } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import { useSettings } from '../../../src/renderer/src/stores/settings.ts'

/** What crossed to the desk; each value has to pass the structured clone that Electron's bridge makes. */
let written: Settings[] = []

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
    expect(written).toEqual([{ ...DEFAULT_SETTINGS, zoom: 125, theme: 'dark' }])
  })

  it('are read once and written at each change', async () => {
    vi.spyOn(desk, 'readSettings').mockResolvedValue(done({ ...DEFAULT_SETTINGS, theme: 'dark' }))
    const store = useSettings()
    await store.load()
    expect(store.settings.theme).toBe('dark')
    expect(written).toEqual([])
    store.set({ focusMode: true })
    store.set({ lastDraft: 'tea-abcdef' })
    expect(written.map(({ focusMode, lastDraft }) => [focusMode, lastDraft])).toEqual([
      [true, ''],
      [true, 'tea-abcdef'],
    ])
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
