import { createPinia, setActivePinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import { createApp, nextTick } from 'vue'
import { done } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import PrintedNotes from '../../../src/renderer/src/editor/PrintedNotes.vue'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { usePrinting } from '../../../src/renderer/src/stores/transfer/printing.ts'
import { article, fn, p } from '../../build.ts'
import { openedDraft, quietDesk } from '../stores/quietDesk.ts'

it('draws the footnotes with their marks while the article is printed, and only then', async () => {
  quietDesk()
  const pinia = createPinia()
  setActivePinia(pinia)
  const written = article('Ice', '', p('It froze', fn('See **Dusk**,\np. 4')), p('and thawed', fn('1999')))
  vi.spyOn(desk, 'openDraft').mockResolvedValue(done(openedDraft('ice', written)))
  await useDraft().open('ice')
  const place = document.createElement('div')
  const app = createApp(PrintedNotes).use(pinia)
  app.mount(place)
  expect(place.querySelector('li')).toBeNull()
  usePrinting().begin()
  await nextTick()
  const notes = [...place.querySelectorAll('li')].map(({ innerHTML }) => innerHTML)
  expect(notes).toEqual(['See <strong>Dusk</strong>,<br>p. 4', '1999'])
  usePrinting().end()
  await nextTick()
  expect(place.querySelector('li')).toBeNull()
  app.unmount()
})
