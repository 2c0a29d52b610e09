import { createPinia, type Pinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type App, type Component, createApp } from 'vue'
import { version } from '../../../package.json'
import { DEFAULT_SETTINGS, done, type SettingsChange } from '../../../src/desk.ts'
import AboutDialog from '../../../src/renderer/src/about/AboutDialog.vue'
import { codeParts, newestPart, newsSections } from '../../../src/renderer/src/about/changelog.ts'
import { greet } from '../../../src/renderer/src/about/firstStart.ts'
import LicencesDialog from '../../../src/renderer/src/about/LicencesDialog.vue'
import NewsDialog from '../../../src/renderer/src/about/NewsDialog.vue'
import WelcomeDialog from '../../../src/renderer/src/about/WelcomeDialog.vue'
import { desk, host } from '../../../src/renderer/src/desk.ts'
import { i18n } from '../../../src/renderer/src/i18n.ts'
import { type AppDialog, useDialogs } from '../../../src/renderer/src/stores/dialogs.ts'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { useLibrary } from '../../../src/renderer/src/stores/library.ts'
import { useSettings } from '../../../src/renderer/src/stores/settings.ts'

let app: App | null = null
let pinia: Pinia
let written: SettingsChange[] = []

beforeEach(() => {
  vi.restoreAllMocks()
  written = []
  vi.spyOn(desk, 'writeSettings').mockImplementation((change) => {
    written.push(change)
    return Promise.resolve(done(null))
  })
  pinia = createPinia()
  setActivePinia(pinia)
})

afterEach(() => {
  app?.unmount()
  app = null
  document.body.replaceChildren()
})

async function show(component: Component, dialog: AppDialog): Promise<string> {
  app = createApp(component).use(pinia).use(i18n)
  app.mount(document.body.appendChild(document.createElement('div')))
  useDialogs().open = dialog
  await vi.waitFor(() => {
    expect(document.querySelector('.sheet')).not.toBeNull()
  })
  await new Promise((resolve) => setTimeout(resolve, 20))
  return document.querySelector('.sheet')?.textContent ?? ''
}

function press(label: string): void {
  const button = [...document.querySelectorAll('button')].find((dom) => dom.textContent.trim() === label)
  if (button === undefined) throw new Error(`no button says ${label}`)
  button.click()
}

describe('the start', () => {
  const start = async (settings: SettingsChange, drafts: number): Promise<AppDialog | null> => {
    vi.spyOn(desk, 'readSettings').mockResolvedValue(done({ ...DEFAULT_SETTINGS, ...settings }))
    await useSettings().load()
    vi.spyOn(useLibrary(), 'draftCount', 'get').mockReturnValue(drafts)
    greet()
    return useDialogs().open
  }

  it('shows the first pages over an empty library, once', async () => {
    expect(await start({}, 0)).toBe('welcome')
    expect(written).toEqual([{ welcomed: true, lastVersion: version }])
  })

  it('shows no first pages where there are drafts, and none later', async () => {
    expect(await start({}, 3)).toBeNull()
    expect(written).toEqual([{ welcomed: true, lastVersion: version }])
  })

  it('shows nothing and writes nothing at the next start', async () => {
    expect(await start({ welcomed: true, lastVersion: version }, 0)).toBeNull()
    expect(written).toEqual([])
  })

  it('shows what is new once after an update', async () => {
    expect(await start({ welcomed: true, lastVersion: '0.0.9' }, 3)).toBe('news')
    expect(written).toEqual([{ welcomed: true, lastVersion: version }])
  })
})

describe('the first pages', () => {
  it('are three, and end with a sample that becomes a draft', async () => {
    const create = vi.spyOn(useDraft(), 'create').mockResolvedValue('sample')
    expect(await show(WelcomeDialog, 'welcome')).toContain('1 of 3')
    press('Next')
    await new Promise((resolve) => setTimeout(resolve))
    press('Next')
    await new Promise((resolve) => setTimeout(resolve))
    expect(document.querySelector('.sheet')?.textContent).toContain('3 of 3')
    press('Open sample')
    await vi.waitFor(() => {
      expect(create).toHaveBeenCalledOnce()
    })
    expect(useDialogs().open).toBeNull()
    const kinds = JSON.stringify(create.mock.calls[0]?.[0]?.doc)
    for (const kind of ['figure', 'caption', 'dialogue', 'turn', 'embed', 'source'])
      expect(kinds).toContain(`"type":"${kind}"`)
  })

  it('begin at the button that turns the page', async () => {
    await show(WelcomeDialog, 'welcome')
    expect(document.activeElement?.textContent.trim()).toBe('Next')
  })

  it('are left by Escape', async () => {
    await show(WelcomeDialog, 'welcome')
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await new Promise((resolve) => setTimeout(resolve))
    expect(useDialogs().open).toBeNull()
  })
})

describe('About', () => {
  it('shows the version and what the app runs on, and leads to licences and news', async () => {
    vi.spyOn(host, 'appInfo').mockResolvedValue(done({ electron: '45.4.1', chromium: '', node: '24.1.0' }))
    const text = await show(AboutDialog, 'about')
    expect(text).toContain(`Version ${version}`)
    expect(text).toContain('Electron45.4.1')
    expect(text).not.toContain('Chromium')
    expect(text).toContain('© The Galley authors. Licensed under MIT.')
    press('Licences')
    expect(useDialogs().open).toBe('licences')
  })
})

describe('Licences', () => {
  it('lists each package with its whole licence', async () => {
    const list = [{ name: 'pinia', version: '4.1.0', licence: 'MIT', text: 'The MIT License' }, { name: 7 }]
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(list))))
    expect(await show(LicencesDialog, 'licences')).toContain('pinia 4.1.0, MITThe MIT License')
    expect(document.querySelectorAll('details')).toHaveLength(1)
    vi.unstubAllGlobals()
  })

  it('says so if the build made no list', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('no', { status: 404 })))
    expect(await show(LicencesDialog, 'licences')).toContain('This copy has none.')
    vi.unstubAllGlobals()
  })
})

describe('What’s new', () => {
  it('is the newest part of the changelog', async () => {
    const text =
      '# Changelog\n\nIntro.\n\n## 1.1.0\n\n### Added\n* One\n  thing.\n* Two.\n\n## 1.0.0\n\n* Old.\n'
    expect(newsSections(newestPart(text))).toEqual([{ subject: 'Added', entries: ['One thing.', 'Two.'] }])
    await show(NewsDialog, 'news')
    await vi.waitFor(() => {
      expect(document.querySelectorAll('.news li').length).toBeGreaterThan(3)
    })
  })

  it('reads entries without a subject, without a bullet, and of two versions', () => {
    expect(newsSections('Mended.\nAnd more.\n\nAlso this.\n\n### Added\r\n- A\n  b.\n')).toEqual([
      { subject: '', entries: ['Mended. And more.', 'Also this.'] },
      { subject: 'Added', entries: ['A b.'] },
    ])
  })

  it('shows code as code, without backticks', async () => {
    expect(codeParts('Files of `.galley`, and `a`b')).toEqual(['Files of ', '.galley', ', and ', 'a', 'b'])
    expect(codeParts('a lone ` stays')).toEqual(['a lone ` stays'])
    await show(NewsDialog, 'news')
    await vi.waitFor(() => {
      expect([...document.querySelectorAll('.news code')].map((dom) => dom.textContent)).toContain('.galley')
    })
    expect(document.querySelector('.news')?.textContent).not.toContain('`')
  })
})
