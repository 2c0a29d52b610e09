import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type App, type Component, createApp, h, nextTick, shallowRef } from 'vue'
import { done, type LibraryState } from '../../../src/desk.ts'
import { host as hostCalls } from '../../../src/renderer/src/desk.ts'
import { i18n } from '../../../src/renderer/src/i18n.ts'
import ExportNameControl from '../../../src/renderer/src/settings/ExportNameControl.vue'
import LanguagesControl from '../../../src/renderer/src/settings/LanguagesControl.vue'
import LibraryFolder from '../../../src/renderer/src/settings/LibraryFolder.vue'
import SettingsFile from '../../../src/renderer/src/settings/SettingsFile.vue'
import { useHost } from '../../../src/renderer/src/stores/host.ts'
import { useLibrary } from '../../../src/renderer/src/stores/library.ts'
import { quietDesk } from '../stores/quietDesk.ts'

let app: App | undefined
let root: HTMLElement

beforeEach(() => {
  vi.restoreAllMocks()
  quietDesk()
  setActivePinia(createPinia())
  root = document.body.appendChild(document.createElement('div'))
})

afterEach(() => {
  app?.unmount()
  document.body.replaceChildren()
})

/** Mounts a control over a value, which the returned function reads. */
async function mount<Value>(control: Component, value: Value): Promise<() => Value> {
  const model = shallowRef<{ readonly value: Value }>({ value })
  const props = () => ({
    ...{ id: 'field', modelValue: model.value.value, describedBy: 'hint' },
    'onUpdate:modelValue': (changed: Value) => (model.value = { value: changed }),
  })
  app = createApp({ render: () => h(control, props()) }).use(i18n)
  app.mount(root)
  await nextTick()
  return () => model.value.value
}

function field(): HTMLInputElement {
  const found = root.querySelector('input')
  if (found === null) throw new Error('there is no field')
  return found
}

async function fill(text: string, event: 'submit' | 'change'): Promise<void> {
  field().value = text
  field().dispatchEvent(new Event('input'))
  const target = event === 'submit' ? root.querySelector('form') : field()
  target?.dispatchEvent(new Event(event, { cancelable: true }))
  await nextTick()
}

const button = (label: string): HTMLButtonElement | undefined =>
  [...root.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent.trim()) === label,
  )
const error = (): string => root.querySelector('[role="alert"]')?.textContent ?? ''

describe('the list of languages', () => {
  it('adds a language once, by its proper tag', async () => {
    const value = await mount<readonly string[]>(LanguagesControl, ['ko'])
    await fill('en-gb', 'submit')
    expect([value(), field().value]).toEqual([['ko', 'en-GB'], ''])
    await fill('KO', 'submit')
    expect(value()).toEqual(['ko', 'en-GB'])
    const suggested = [...root.querySelectorAll('option')].map((option) => option.value)
    expect(suggested).toContain('en-US')
    expect(suggested).not.toContain('en-GB')
  })

  it('keeps what is no language in the field, says so, and takes it back when it is corrected', async () => {
    const value = await mount<readonly string[]>(LanguagesControl, ['ko'])
    await fill('no language', 'submit')
    expect([value(), field().value]).toEqual([['ko'], 'no language'])
    expect(error()).toContain('Not a language tag')
    expect([field().getAttribute('aria-invalid'), field().getAttribute('aria-describedby')]).toEqual([
      'true',
      'field-refused',
    ])
    field().dispatchEvent(new Event('input'))
    await nextTick()
    expect([error(), field().getAttribute('aria-describedby')]).toEqual(['', 'hint'])
  })

  it('removes a language and focuses the field', async () => {
    const value = await mount<readonly string[]>(LanguagesControl, ['ko', 'de'])
    button('Remove Korean')?.click()
    await nextTick()
    await nextTick()
    expect(value()).toEqual(['de'])
    expect(document.activeElement).toBe(field())
  })
})

describe('the name of exports', () => {
  it('is stored when the field is left, and shows an example while it is typed', async () => {
    const value = await mount(ExportNameControl, '{slug}')
    expect(root.textContent).toContain('Example: night-tram.html')
    field().value = '{title}_{slug}'
    field().dispatchEvent(new Event('input'))
    await nextTick()
    expect(root.textContent).toContain('Example: the-night-tram_night-tram.html')
    expect(value()).toBe('{slug}')
    await fill(' {title} ', 'change')
    expect([value(), field().value]).toEqual(['{title}', '{title}'])
  })

  it.each([
    ['{date}', 'All articles would have the same file name.'],
    ['a/{slug}', 'File names cannot have slashes, colons, quotation marks'],
    ['{slug}{name}', 'Galley knows only the fields {slug}, {title} and {date}.'],
    [`{slug}${'a'.repeat(60)}`, 'This is too long for a file name.'],
  ])('%s is refused with what to do, and stays in the field', async (pattern, words) => {
    const value = await mount(ExportNameControl, '{slug}')
    await fill(pattern, 'change')
    expect([value(), field().value]).toEqual(['{slug}', pattern])
    expect(error()).toContain(words)
    expect(error()).toContain('Nothing was changed.')
    expect(field().getAttribute('aria-invalid')).toBe('true')
  })
})

describe('the library’s folder', () => {
  beforeEach(() => {
    useLibrary().$patch({ state: { folder: '/home/jo/Drafts' } as LibraryState })
  })

  it('is shown, with the button that changes it on the desktop alone', async () => {
    Object.assign(useHost(), { isDesktop: true })
    const chosen = vi.spyOn(hostCalls, 'chooseLibrary').mockResolvedValue(done(null))
    await mount(LibraryFolder, null)
    expect(root.textContent).toContain('/home/jo/Drafts')
    button('Change library folder…')?.click()
    expect(chosen).toHaveBeenCalledOnce()
  })

  it('in a browser says how Galley is started with another', async () => {
    Object.assign(useHost(), { isDesktop: false })
    await mount(LibraryFolder, null)
    expect(root.textContent).toContain('/home/jo/Drafts')
    expect(root.textContent).toContain('--library DIR')
    expect(root.querySelector('button')).toBeNull()
  })
})

describe('the settings file', () => {
  it('is named with its place and shown in its folder', async () => {
    const path = '/home/jo/.config/Galley/settings.json'
    vi.spyOn(hostCalls, 'settingsFile').mockResolvedValue(done(path))
    const shown = vi.spyOn(hostCalls, 'showFile').mockResolvedValue(done(null))
    await mount(SettingsFile, null)
    await vi.waitFor(() => {
      expect(root.textContent).toContain(path)
    })
    button('Show in folder')?.click()
    expect(shown.mock.calls).toEqual([[path]])
  })

  it('is not mentioned where the host does not say where it is', async () => {
    vi.spyOn(hostCalls, 'settingsFile').mockResolvedValue(done(''))
    await mount(SettingsFile, null)
    await new Promise((resolve) => setTimeout(resolve))
    expect(root.textContent).toBe('')
  })
})
