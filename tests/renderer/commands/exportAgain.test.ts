import { createPinia, setActivePinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import { openDraftCommands } from '../../../src/renderer/src/commands/page/article.ts'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { useExporting } from '../../../src/renderer/src/stores/transfer/exporting.ts'
import { useLastExports } from '../../../src/renderer/src/stores/transfer/lastExports.ts'
import { quietDesk } from '../stores/quietDesk.ts'

it('Export again is disabled until the draft in sight was exported once', async () => {
  quietDesk()
  setActivePinia(createPinia())
  const nothing = (): void => undefined
  const command = openDraftCommands({ export: nothing }).find(({ id }) => id === 'article.exportAgain')
  expect(command?.keys).toBe('Mod-Shift-Alt-e')
  expect(command?.enabled?.()).toBe(false)
  await useDraft().open('ferry')
  expect(command?.enabled?.()).toBe(false)
  useLastExports().note('ferry', { way: 'clipboard', target: 'markdown' })
  expect(command?.enabled?.()).toBe(true)
  const again = vi.spyOn(useExporting(), 'exportAgain').mockResolvedValue()
  command?.run()
  // What exports is still being loaded when another draft comes into sight.
  await useDraft().open('tram')
  await vi.waitFor(() => {
    expect(again.mock.calls.map(([draft]) => draft?.id)).toEqual(['ferry'])
  })
  expect(command?.enabled?.()).toBe(false)
})
