import { createPinia, type Pinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type App, createApp, nextTick } from 'vue'
import { targets } from '../../../src/article/index.ts'
import { DEFAULT_SETTINGS, done, SETTINGS, type SettingsChange } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import { i18n } from '../../../src/renderer/src/i18n.ts'
import SettingsDialog from '../../../src/renderer/src/settings/SettingsDialog.vue'
import { useDialogs } from '../../../src/renderer/src/stores/dialogs.ts'
import { useLibrary } from '../../../src/renderer/src/stores/library.ts'
import { useSettings } from '../../../src/renderer/src/stores/settings.ts'

let app: App
let pinia: Pinia
let written: SettingsChange[] = []

beforeEach(() => {
  vi.restoreAllMocks()
  written = []
  pinia = createPinia()
  setActivePinia(pinia)
  vi.spyOn(desk, 'writeSettings').mockImplementation((change) => {
    written.push(change)
    return Promise.resolve(done(null))
  })
  const root = document.createElement('div')
  document.body.append(root)
  app = createApp(SettingsDialog).use(pinia).use(i18n)
  app.mount(root)
})

afterEach(() => {
  app.unmount()
  document.body.replaceChildren()
})

async function open(key = ''): Promise<void> {
  useDialogs().showSettings(key)
  await new Promise((resolve) => setTimeout(resolve, 20))
}

/** The control that a label names. */
function control(label: string): HTMLElement {
  const named = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === label)
  const found = document.getElementById(named?.htmlFor ?? '')
  if (found === null) throw new Error(`no control is named ${label}`)
  return found
}

const labels = (): string[] => [...document.querySelectorAll('.setting label')].map((dom) => dom.textContent)

async function search(query: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement>('input[type="search"]')
  if (field === null) throw new Error('there is no search')
  field.value = query
  field.dispatchEvent(new Event('input'))
  await nextTick()
}

describe('the Settings dialog', () => {
  it('has a control for every row with a section, under that section', async () => {
    await open()
    const shown = SETTINGS.filter((row) => row.section !== null && !('host' in row))
    expect(labels()).toHaveLength(shown.length)
    const headings = [...document.querySelectorAll('h3')].map(({ textContent }) => textContent)
    expect(headings.slice(0, 2)).toEqual(['Appearance', 'Writing'])
    for (const dom of document.querySelectorAll('.setting label')) control(dom.textContent)
  })

  it('stores a switch and a choice at once, each alone', async () => {
    await open()
    control('Focus mode').click()
    const theme = control('Theme') as HTMLSelectElement
    theme.value = 'dark'
    theme.dispatchEvent(new Event('change'))
    const zoom = control('Text size') as HTMLSelectElement
    expect([...zoom.options].map(({ textContent }) => textContent.trim())).toContain('125 %')
    zoom.value = '125'
    zoom.dispatchEvent(new Event('change'))
    expect(written).toEqual([{ focusMode: true }, { theme: 'dark' }, { zoom: 125 }])
    expect(useSettings().settings).toMatchObject({ focusMode: true, theme: 'dark', zoom: 125 })
  })

  it('resets a changed setting, and focuses its control', async () => {
    useSettings().set({ theme: 'dark' })
    await open()
    const reset = document.querySelectorAll<HTMLElement>('[aria-label^="Reset"]')
    expect([...reset].map((dom) => dom.getAttribute('aria-label'))).toEqual(['Reset “Theme” to its default'])
    reset[0]?.click()
    await nextTick()
    expect(useSettings().settings.theme).toBe(DEFAULT_SETTINGS.theme)
    expect(document.activeElement).toBe(control('Theme'))
    expect(document.querySelector('[aria-label^="Reset"]')).toBeNull()
  })

  it('finds settings by label, hint, keyword and value', async () => {
    await open()
    for (const [query, label] of [
      ['typewr', 'Typewriter mode'],
      ['half of the window', undefined],
      ['mid height', 'Typewriter mode'],
      ['night', 'Theme'],
      ['Dark', 'Theme'],
    ] as const) {
      await search(query)
      expect(labels()).toEqual(label === undefined ? [] : [label])
    }
    await search('zzz')
    expect(document.querySelector('[role="status"]')?.textContent).toContain('No setting matches “zzz”.')
  })

  it('finds settings while a Korean syllable is still being composed, and says so if there are none', async () => {
    useLibrary().state = {
      ...{
        folder: '/home/mina/원고',
        drafts: 0,
        trashed: 0,
        tags: [],
        people: [],
        series: [],
        filters: [],
        notices: [],
        version: 1,
      },
      index: { state: 'ready', done: 0, total: 0 },
    }
    await open()
    const field = document.querySelector<HTMLInputElement>('input[type="search"]')
    field?.dispatchEvent(new CompositionEvent('compositionstart'))
    await search('워')
    expect(document.querySelector('[role="status"]')?.textContent.trim()).toBe('No setting matches “워”.')
    await search('원고')
    expect(document.querySelector('[role="status"]')?.textContent.trim()).toBe('')
    expect(document.querySelector('.setting-path')?.textContent).toBe('/home/mina/원고')
    field?.dispatchEvent(new CompositionEvent('compositionend'))
  })

  it('leaves Escape to an input method that composes, and closes by the next', async () => {
    await open()
    const escape = (isComposing: boolean): KeyboardEvent =>
      new KeyboardEvent('keydown', { key: 'Escape', isComposing, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(escape(true))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(useDialogs().open).toBe('settings')
    document.activeElement?.dispatchEvent(escape(false))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(useDialogs().open).toBeNull()
  })

  it('opens at a setting and focuses it', async () => {
    await open('zoom')
    expect(document.activeElement).toBe(control('Text size'))
  })

  it('stores a language that is chosen by its name, or typed as a tag, and refuses what is none', async () => {
    await open()
    const field = control('Language of new drafts') as HTMLSelectElement
    const choose = async (value: string): Promise<void> => {
      field.value = value
      field.dispatchEvent(new Event('change'))
      await nextTick()
    }
    const names = [...field.options].map(({ text }) => text)
    expect(names).toEqual(expect.arrayContaining(['Follow the text', 'Korean', 'British English', 'Other…']))
    await choose('ko')
    await choose('*')
    const tag = document.getElementById(`${field.id}-tag`) as HTMLInputElement
    const leave = async (text: string): Promise<void> => {
      tag.value = text
      tag.dispatchEvent(new Event('input'))
      tag.dispatchEvent(new Event('change'))
      await nextTick()
    }
    await leave('not a tag')
    expect(tag.getAttribute('aria-invalid')).toBe('true')
    expect(document.querySelector('.is-wrong')?.textContent).toContain('Not a language tag')
    await leave('gd-gb')
    expect([field.value, field.selectedOptions[0]?.text]).toEqual([
      'gd-GB',
      'Scottish Gaelic (United Kingdom)',
    ])
    await choose('')
    expect(written).toEqual(['ko', 'gd-GB', ''].map((newDraftLanguage) => ({ newDraftLanguage })))
  })

  it('stores the byline of new drafts on one line', async () => {
    await open('newDraftByline')
    const field = control('Byline of new drafts') as HTMLInputElement
    expect(document.activeElement).toBe(field)
    field.value = '  Ida Renner '
    field.dispatchEvent(new Event('change'))
    expect(written).toEqual([{ newDraftByline: 'Ida Renner' }])
  })

  it('offers every form of export, and the one used last', async () => {
    await open()
    const field = control('Export as') as HTMLSelectElement
    expect([...field.options].map(({ value }) => value)).toEqual(['', ...targets.map(({ id }) => id)])
    field.value = 'html-fragment'
    field.dispatchEvent(new Event('change'))
    expect(written).toEqual([{ exportTarget: field.value }])
  })

  it('shows what another window changed', async () => {
    await open()
    vi.spyOn(desk, 'readSettings').mockResolvedValue(done({ ...DEFAULT_SETTINGS, typewriter: true }))
    await useSettings().refresh()
    await nextTick()
    expect(control('Typewriter mode').getAttribute('aria-checked')).toBe('true')
  })
})
