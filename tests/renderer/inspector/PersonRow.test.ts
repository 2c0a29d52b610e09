import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, nextTick } from 'vue'
import { person } from '../../../src/article/index.ts'
import PersonRow from '../../../src/renderer/src/inspector/PersonRow.vue'
import { useCast } from '../../../src/renderer/src/stores/cast/cast.ts'
import { dialogue, turn } from '../../build.ts'
import { articleOf, useDraftDouble } from '../stores/draftDouble.ts'

vi.mock('../../../src/renderer/src/stores/draft.ts', async () => ({
  useDraft: (await import('../stores/draftDouble.ts')).useDraftDouble,
}))

/** Menus that are always open and drawn in place: where they hang is not tested here. */
vi.mock('reka-ui', async (original) => {
  const open = defineComponent({
    setup:
      (_props, { slots }) =>
      () =>
        h('div', slots.default?.()),
  })
  const all = await original<Record<string, unknown>>()
  return Object.fromEntries(
    Object.entries(all).map(([name, one]) => [name, name.startsWith('DropdownMenu') ? open : one]),
  )
})

afterEach(() => {
  vi.useRealTimers()
})

it('offers to merge with a person and names that person’s number of turns', async () => {
  vi.useFakeTimers()
  const pinia = createPinia()
  setActivePinia(pinia)
  const cast = useCast()
  const talk = dialogue(turn('Mina', '“One.”'), turn('Jun', '“Two.”'), turn('Mina', '“Three.”'))
  useDraftDouble().show('tea', articleOf([talk], [person('Mina'), person('Jun'), person('Abel')]))
  await nextTick()
  await vi.advanceTimersByTimeAsync(1000)
  const [mina] = cast.members
  if (mina === undefined) throw new Error('the cast is empty')
  const app = createApp({ render: () => h(PersonRow, { member: mina }) })
  const root = document.createElement('div')
  app.use(pinia).mount(root)
  expect(root.textContent).toContain('Jun1 turn')
  expect(root.textContent).toContain('Abel0 turns')
  expect(root.textContent).toContain('has 2 turns')
  app.unmount()
})
