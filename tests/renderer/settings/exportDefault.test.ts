import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type App, createApp, h, nextTick, ref } from 'vue'
import { done, problem } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import ExportDialog from '../../../src/renderer/src/export/ExportDialog.vue'
import { i18n } from '../../../src/renderer/src/i18n.ts'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { useExporting } from '../../../src/renderer/src/stores/transfer/exporting.ts'
import { useSettings } from '../../../src/renderer/src/stores/settings.ts'
import { quietDesk } from '../stores/quietDesk.ts'

let app: App
const isOpen = ref(false)
let prepared: string[] = []

beforeEach(() => {
  quietDesk()
  vi.spyOn(desk, 'exportDraft').mockResolvedValue(problem('failed', 'a', 'b', 'c'))
  vi.spyOn(desk, 'keepRevision').mockResolvedValue(done(1 as never))
  const pinia = createPinia()
  setActivePinia(pinia)
  prepared = []
  isOpen.value = false
  vi.spyOn(useExporting(), 'prepare').mockImplementation((id) => {
    prepared.push(id)
    return Promise.resolve()
  })
  const model = { get: () => isOpen.value, set: (value: boolean) => (isOpen.value = value) }
  app = createApp({
    render: () => h(ExportDialog, { modelValue: model.get(), 'onUpdate:modelValue': model.set }),
  })
  app
    .use(pinia)
    .use(i18n)
    .mount(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  app.unmount()
  document.body.replaceChildren()
})

async function open(): Promise<string | undefined> {
  isOpen.value = true
  await nextTick()
  isOpen.value = false
  await nextTick()
  return prepared.at(-1)
}

it('the export dialog opens with the form of the settings, else with the one used last', async () => {
  expect(await open()).toBe('html-page')
  useSettings().set({ exportTarget: 'html-fragment' })
  expect(await open()).toBe('html-fragment')
  useSettings().set({ exportTarget: '' })
  expect(await open()).toBe('html-fragment')
  useSettings().set({ exportTarget: 'no-such-target' })
  expect(await open()).toBe('html-fragment')
})

it('the export dialog closes when another draft comes into sight, by a link or a file of the system', async () => {
  await useDraft().open('ferry')
  isOpen.value = true
  await nextTick()
  await useDraft().open('kettle')
  await nextTick()
  expect([useDraft().id, isOpen.value]).toEqual(['kettle', false])
})
