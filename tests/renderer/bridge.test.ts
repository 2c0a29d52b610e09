import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { reactive } from 'vue'
import { DEFAULT_SETTINGS, done } from '../../src/desk.ts'
import { desk, host, isDesktop } from '../../src/renderer/src/desk.ts'
import { useDraft } from '../../src/renderer/src/stores/draft.ts'
import { useHost } from '../../src/renderer/src/stores/host.ts'
import { useLibrary } from '../../src/renderer/src/stores/library.ts'
import { useSettings } from '../../src/renderer/src/stores/settings.ts'
import { openedDraft } from './stores/quietDesk.ts'

/** `window.galley` as Electron's bridge makes it: what crosses is a clone, and what cannot be cloned throws at once. */
const bridge = vi.hoisted(() => {
  const crossed: { readonly name: string; readonly values: unknown[] }[] = []
  const outcomes: Record<string, unknown> = {}
  const galley = new Proxy(
    {},
    {
      get:
        (_target, name: string) =>
        (...values: unknown[]) => {
          crossed.push({ name, values: structuredClone(values) })
          return Promise.resolve(structuredClone(outcomes[name] ?? { ok: true, value: null }))
        },
      has: () => true,
    },
  )
  Object.defineProperty(window, 'galley', { value: galley })
  return { crossed, outcomes }
})

/** Returns the arguments of the calls of one name that crossed. */
function crossedBy(name: string): unknown[][] {
  return bridge.crossed.filter((call) => call.name === name).map(({ values }) => values)
}

beforeEach(() => {
  setActivePinia(createPinia())
  bridge.crossed.length = 0
  bridge.outcomes.openDraft = done(openedDraft('ferry'))
  bridge.outcomes.createDraft = done(openedDraft('ferry'))
  bridge.outcomes.readSettings = done(DEFAULT_SETTINGS)
  bridge.outcomes.listDrafts = done({ total: 0, rows: [] })
  bridge.outcomes.saveDraft = done({ summary: openedDraft('ferry').summary, revision: '1'.repeat(64) })
})

describe('over Electron’s bridge', () => {
  it('settings cross, and the draft that is open is remembered', async () => {
    expect(isDesktop).toBe(true)
    useSettings().set({ theme: 'dark' })
    await useDraft().open('ferry')
    await vi.waitFor(() => {
      expect(crossedBy('writeSettings')).toContainEqual([{ lastDraft: 'ferry' }])
    })
    expect(crossedBy('writeSettings')).toContainEqual([{ theme: 'dark' }])
  })

  it('an opened draft shows its notices', async () => {
    const notices = ['They were put back.']
    bridge.outcomes.openDraft = done({ ...openedDraft('ferry'), notices })
    const draft = useDraft()
    await draft.open('ferry')
    const { useNotices } = await import('../../src/renderer/src/stores/notices.ts')
    expect(useNotices().list.map(({ text }) => text)).toEqual(notices)
  })

  it('a changed draft is saved', async () => {
    const draft = useDraft()
    await draft.open('ferry')
    draft.setMetadata({ byline: 'Mina', tags: ['sea'] })
    await draft.leave()
    expect(crossedBy('saveDraft')[0]?.[1]).toContain('Mina')
  })

  it('the library’s filter crosses', async () => {
    const library = useLibrary()
    library.setFilter({ text: 'ferry', tags: ['sea'] } as Parameters<typeof library.setFilter>[0])
    await library.loadRow(0)
    expect(crossedBy('listDrafts')[0]?.[0]).toMatchObject({ text: 'ferry' })
  })

  it('reactive data crosses as plain data, bytes included', async () => {
    const bytes = new Uint8Array([1, 2])
    const file = reactive({ name: 'a.png', mime: 'image/png', bytes })
    await host.saveFile(file)
    // A clone comes from another realm than the page's own objects.
    expect(crossedBy('saveFile')).toEqual(structuredClone([[{ name: 'a.png', mime: 'image/png', bytes }]]))
    await useHost().openExternal('https://example.com/')
    expect(crossedBy('openExternal')).toEqual([['https://example.com/']])
  })

  it('what cannot cross is a problem, not an error', async () => {
    const outcome = await desk.createDraft((() => 1) as never)
    expect(outcome.ok).toBe(false)
    expect(crossedBy('createDraft')).toEqual([])
  })
})
