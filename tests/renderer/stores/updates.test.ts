import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { done, problem } from '../../../src/desk.ts'
import { host } from '../../../src/renderer/src/desk.ts'
import { useNotices } from '../../../src/renderer/src/stores/notices.ts'
import { useUpdates } from '../../../src/renderer/src/stores/updates.ts'

const READY = { status: 'ready', version: '2.0.0', notes: '* better' } as const

beforeEach(() => {
  setActivePinia(createPinia())
  vi.restoreAllMocks()
})

function shown() {
  return useNotices().list.map(({ text, actions }) => [text, ...actions.map(({ label }) => label)])
}

describe('a newer version', () => {
  test('is announced with what is new and a button that installs it', () => {
    const install = vi.spyOn(host, 'installUpdate').mockResolvedValue(done(null))
    const updates = useUpdates()
    updates.announce(READY)
    expect(shown()).toEqual([['Galley 2.0.0 is ready.', 'Restart and update', 'What is new']])
    useNotices().list[0]?.actions[1]?.run()
    expect(updates.areNotesOpen).toBe(true)
    useNotices().list[0]?.actions[0]?.run()
    expect(install).toHaveBeenCalledOnce()
    expect(updates.areNotesOpen).toBe(false)
  })

  test('is announced once: when it is ready, its first notice goes', () => {
    const updates = useUpdates()
    updates.announce({ ...READY, status: 'available' })
    updates.announce(READY)
    expect(shown().map(([text]) => text)).toEqual(['Galley 2.0.0 is ready.'])
  })

  test('is looked for when the writer asks, who hears that there is none', async () => {
    vi.spyOn(host, 'checkForUpdates').mockResolvedValue(done({ status: 'none', version: '', notes: '' }))
    await useUpdates().check()
    expect(shown()).toEqual([['Galley is up to date.']])
  })

  test('that cannot be looked for is told in three parts', async () => {
    vi.spyOn(host, 'checkForUpdates').mockResolvedValue(
      problem('failed', 'No network.', 'All is safe.', 'Try.'),
    )
    await useUpdates().check()
    expect(useNotices().list).toMatchObject([
      { tone: 'problem', text: 'No network.', detail: 'All is safe. Try.' },
    ])
  })
})
