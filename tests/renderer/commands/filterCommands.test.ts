import { createPinia, setActivePinia } from 'pinia'
import { expect, it } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { isMenuBar } from '../../../src/contract/host/menus.ts'
import { MAX_LABEL_LENGTH } from '../../../src/contract/lists.ts'
import { useCommands } from '../../../src/renderer/src/commands/commandStore.ts'
import { menuBar } from '../../../src/renderer/src/commands/menuBar.ts'
import { useFilterCommands } from '../../../src/renderer/src/commands/page/filters.ts'
import { useLibrary } from '../../../src/renderer/src/stores/library.ts'

const FILTER = { text: '', state: '', tag: '', person: '', sort: 'edited' } as const

it('gives each saved filter a command of its own, however long their names begin alike', async () => {
  setActivePinia(createPinia())
  const library = useLibrary()
  const beginning = '항구의 다섯 사람 👩‍👩‍👧'.padEnd(MAX_LABEL_LENGTH - 6, 'long ')
  const names = [`${beginning} first`, `${beginning} other`]
  library.state = { filters: names.map((name) => ({ name, filter: FILTER })), series: [] } as never
  const scope = effectScope()
  scope.run(useFilterCommands)
  await nextTick()
  const commands = useCommands().all
  expect(new Set(commands.map(({ id }) => id)).size).toBe(2)
  expect(commands.map(({ label }) => label())).toEqual(
    names.map((name) => expect.stringContaining(name) as unknown),
  )
  const labels = commands.map(({ menuLabel }) => menuLabel?.() ?? '')
  expect(labels[0]).toMatch(/항구.*….*first/)
  expect(labels[1]).toMatch(/other/)
  expect(Math.max(...labels.map(({ length }) => length))).toBeLessThan(90)
  expect(isMenuBar(menuBar({ commands, recentDrafts: [], isMac: false, isBlocked: false }))).toBe(true)
  scope.stop()
})
