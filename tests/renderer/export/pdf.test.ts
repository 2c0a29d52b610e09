import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type App, createApp, h, nextTick, ref } from 'vue'
import { done, problem } from '../../../src/desk.ts'
import { desk, host } from '../../../src/renderer/src/desk.ts'
import ExportDialog from '../../../src/renderer/src/export/ExportDialog.vue'
import { i18n } from '../../../src/renderer/src/i18n.ts'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { useHost } from '../../../src/renderer/src/stores/host.ts'
import { callsTo, quietDesk } from '../stores/quietDesk.ts'

let app: App
const isOpen = ref(false)

/** Opens the export dialog of a draft, on the desktop or in a browser. */
async function openDialog(isDesktop: boolean): Promise<void> {
  quietDesk()
  vi.spyOn(desk, 'exportDraft').mockResolvedValue(problem('failed', 'a', 'b', 'c'))
  vi.spyOn(desk, 'keepRevision').mockResolvedValue(
    done({ number: 1, at: 0, reason: 'export', name: '', words: 0 }),
  )
  const pinia = createPinia()
  setActivePinia(pinia)
  Object.assign(useHost(), { isDesktop })
  await useDraft().open('ferry')
  const set = (value: boolean): void => {
    isOpen.value = value
  }
  app = createApp({ render: () => h(ExportDialog, { modelValue: isOpen.value, 'onUpdate:modelValue': set }) })
  app
    .use(pinia)
    .use(i18n)
    .mount(document.body.appendChild(document.createElement('div')))
  isOpen.value = true
  await nextTick()
}

beforeEach(() => {
  isOpen.value = false
})
afterEach(() => {
  app.unmount()
  document.body.replaceChildren()
})

const radio = (name: string): HTMLElement | null =>
  document.querySelector(`[role="radio"][aria-label="${name}"]`)
const button = (name: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === name)
const dialogText = (): string => document.querySelector('[role="dialog"]')?.textContent ?? ''

it('saves a PDF on the paper that was picked, at first that of the country, with the dialog out of the way', async () => {
  await openDialog(true)
  const dialogs: boolean[] = []
  const saved = vi.spyOn(host, 'savePdf').mockImplementation(() => {
    dialogs.push(document.querySelector('[role="dialog"]') !== null)
    return Promise.resolve(done('/home/mina/ferry.pdf'))
  })
  radio('PDF')?.click()
  await nextTick()
  expect(radio('Letter')?.getAttribute('aria-checked')).toBe('true')
  expect(dialogText()).toContain('issue')
  expect(button('Copy code')?.disabled).toBe(true)
  radio('A4')?.click()
  await nextTick()
  button('Save as…')?.click()
  await vi.waitFor(() => {
    expect(saved.mock.calls).toEqual([['ferry.pdf', 'A4']])
  })
  expect(dialogs).toEqual([false])
  expect(isOpen.value).toBe(false)
  await vi.waitFor(() => {
    expect(callsTo('keepRevision')).toHaveLength(1)
  })
})

it('says in a browser that its print dialog opens, and leaves the paper to it', async () => {
  await openDialog(false)
  const saved = vi.spyOn(host, 'savePdf').mockResolvedValue(done(null))
  radio('PDF')?.click()
  await nextTick()
  expect(dialogText()).toContain('print dialog')
  expect(radio('A4')).toBeNull()
  button('Open print dialog')?.click()
  await vi.waitFor(() => {
    expect(saved).toHaveBeenCalledTimes(1)
  })
})

it('offers paper for PDF alone', async () => {
  await openDialog(true)
  expect(radio('A4')).toBeNull()
})
