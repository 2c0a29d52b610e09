import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type App, createApp, nextTick } from 'vue'
import { done } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import { useAppearance } from '../../../src/renderer/src/shell/useAppearance.ts'
import { useSettings } from '../../../src/renderer/src/stores/settings.ts'

let app: App
beforeEach(() => {
  vi.spyOn(desk, 'writeSettings').mockResolvedValue(done(null))
  const pinia = createPinia()
  setActivePinia(pinia)
  app = createApp({
    setup: () => {
      useAppearance()
      return () => null
    },
  }).use(pinia)
  app.mount(document.createElement('div'))
})
afterEach(() => {
  app.unmount()
})

it('theme and typeface are on the root element as soon as they change', async () => {
  const { dataset } = document.documentElement
  expect([dataset.theme, dataset.face]).toEqual(['light', 'serif'])
  useSettings().set({ theme: 'dark', textFace: 'sans' })
  await nextTick()
  expect([dataset.theme, dataset.face]).toEqual(['dark', 'sans'])
})

it('line length and line height are on the root element as soon as they change', async () => {
  const { dataset } = document.documentElement
  expect([dataset.measure, dataset.leading]).toEqual(['normal', 'normal'])
  useSettings().set({ measure: 'narrow', lineHeight: 'loose' })
  await nextTick()
  expect([dataset.measure, dataset.leading]).toEqual(['narrow', 'loose'])
})
