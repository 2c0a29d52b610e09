import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { done, problem } from '../../../src/desk.ts'
import { host } from '../../../src/renderer/src/desk.ts'
import { useHost } from '../../../src/renderer/src/stores/host.ts'
import { useNotices } from '../../../src/renderer/src/stores/notices.ts'

beforeEach(() => {
  vi.restoreAllMocks()
  setActivePinia(createPinia())
})

describe('the host', () => {
  it('shows pictures of the named draft and data URLs, and none from the web', () => {
    const { imageUrl } = useHost()
    expect(imageUrl('ferry', 'images/a b.png')).toBe('/drafts/ferry/images/a%20b.png')
    expect(imageUrl('ferry', 'data:image/png;base64,AA==')).toBe('data:image/png;base64,AA==')
    expect(imageUrl('ferry', 'https://example.com/a.png')).toBe(null)
  })

  it('opens web addresses in the browser, and no other addresses', async () => {
    const opened = vi.spyOn(host, 'openExternal').mockResolvedValue(done(null))
    await useHost().openExternal('javascript:alert(1)')
    await useHost().openExternal('https://example.com/')
    expect(opened.mock.calls).toEqual([['https://example.com/']])
  })

  it('opens a draft in a new window, and says why it did not', async () => {
    const opened = vi.spyOn(host, 'openInNewWindow').mockResolvedValue(done(null))
    await useHost().openInNewWindow('ferry')
    expect(opened.mock.calls).toEqual([['ferry']])
    opened.mockResolvedValue(problem('failed', 'No window.', '', ''))
    await useHost().openInNewWindow('')
    expect(useNotices().list.map(({ text }) => text)).toEqual(['No window.'])
  })

  it('says why the drafts folder was not changed', async () => {
    vi.spyOn(host, 'chooseLibrary').mockResolvedValue(problem('denied', 'Not in the browser.', '', ''))
    await useHost().chooseLibrary()
    expect(useNotices().list.map(({ text }) => text)).toEqual(['Not in the browser.'])
  })

  it('leaves the page alone after another drafts folder was chosen: the desktop app starts anew', async () => {
    const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => undefined)
    vi.spyOn(host, 'chooseLibrary').mockResolvedValue(done('/elsewhere'))
    await useHost().chooseLibrary()
    expect(reload).not.toHaveBeenCalled()
    expect(useNotices().list).toEqual([])
  })
})
