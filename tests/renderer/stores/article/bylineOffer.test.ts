import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { done } from '../../../../src/desk.ts'
import { desk } from '../../../../src/renderer/src/desk.ts'
import { offerByline } from '../../../../src/renderer/src/stores/article/bylineOffer.ts'
import { useNotices } from '../../../../src/renderer/src/stores/notices.ts'
import { useSettings } from '../../../../src/renderer/src/stores/settings.ts'

beforeEach(() => {
  vi.restoreAllMocks()
  setActivePinia(createPinia())
  vi.spyOn(desk, 'writeSettings').mockResolvedValue(done(null))
})

const offers = (): string[] => useNotices().list.map(({ text }) => text)

it('offers the first byline for new drafts, and takes it on a click', () => {
  offerByline('')
  expect(offers()).toEqual([])
  offerByline('Ida Renner')
  expect(offers()).toEqual(['Begin new drafts with the byline “Ida Renner”?'])
  useNotices().list[0]?.actions[0]?.run()
  expect(useSettings().settings.newDraftByline).toBe('Ida Renner')
})

it('offers a byline once', () => {
  offerByline('Ida Renner')
  useNotices().list = []
  offerByline('Jun Harrow')
  expect(offers()).toEqual([])
})

it('offers nothing where new drafts have a byline', () => {
  useSettings().set({ newDraftByline: 'Ida Renner' })
  offerByline('Jun Harrow')
  expect(offers()).toEqual([])
})
