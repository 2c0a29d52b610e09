import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { effectScope, type EffectScope, ref } from 'vue'
import type { HostEvent, MenuItem } from '../../../src/desk.ts'
import type { Command } from '../../../src/renderer/src/commands/command.ts'
import { useCommands } from '../../../src/renderer/src/commands/commandStore.ts'
import { useNativeMenus } from '../../../src/renderer/src/commands/useNativeMenus.ts'
import { startHostEvents } from '../../../src/renderer/src/hostEvents.ts'
import { useCaret } from '../../../src/renderer/src/stores/article/caret.ts'
import { useHost } from '../../../src/renderer/src/stores/host.ts'
import { useLibrary } from '../../../src/renderer/src/stores/library.ts'

let scope: EffectScope
let send: (event: HostEvent) => void = () => undefined

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  scope = effectScope()
  vi.stubGlobal('galley', {
    onHostEvent: (listener: typeof send) => {
      send = listener
    },
  })
  vi.spyOn(useLibrary(), 'search').mockResolvedValue([])
})
afterEach(() => {
  scope.stop()
  document.body.replaceChildren()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const command = (id: string, fields: Partial<Command> = {}): Command => ({
  id,
  group: 'article',
  label: () => id,
  run: () => undefined,
  ...fields,
})

/** Starts the menus on a desktop with these commands. Returns the descriptions that were sent. */
async function start(commands: readonly Command[], closed: readonly Command[] = [], isDesktop = true) {
  const host = useHost()
  Object.assign(host, { isDesktop })
  const sent: (readonly MenuItem[])[] = []
  vi.spyOn(host, 'setMenus').mockImplementation((bar) => void sent.push(bar))
  useCommands().add(commands)
  scope.run(() => {
    useNativeMenus(() => Promise.resolve(closed))
  })
  startHostEvents()
  await vi.advanceTimersByTimeAsync(1000)
  return sent
}

/** Lets the caret rest, and the menus follow. */
async function rest(): Promise<void> {
  useCaret().setPosition({ block: 0, selected: '' })
  await vi.advanceTimersByTimeAsync(1000)
}

describe('the native menus', () => {
  test('are sent at the start and when a command comes or goes', async () => {
    const sent = await start([command('article.save')])
    expect(JSON.stringify(sent.at(-1))).toContain('article.save')
    const remove = useCommands().add([command('article.trash')])
    await vi.advanceTimersByTimeAsync(1000)
    expect(JSON.stringify(sent.at(-1))).toContain('article.trash')
    remove()
    await vi.advanceTimersByTimeAsync(1000)
    expect(JSON.stringify(sent.at(-1))).not.toContain('article.trash')
  })

  test('ask the commands again only when the caret rests, and send nothing that is the same', async () => {
    const state = { isEnabled: false }
    const enabled = vi.fn(() => state.isEnabled)
    const sent = await start([command('article.save', { enabled })])
    const [asked, count] = [enabled.mock.calls.length, sent.length]
    await rest()
    expect(enabled.mock.calls.length).toBe(asked + 1)
    expect(sent).toHaveLength(count)
    state.isEnabled = true
    await rest()
    expect(sent).toHaveLength(count + 1)
  })

  test('follow what is checked, once for a series of changes', async () => {
    const isOn = ref(false)
    const sent = await start([command('view.focusMode', { group: 'view', checked: () => isOn.value })])
    const count = sent.length
    for (const value of [true, false, true]) isOn.value = value
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent).toHaveLength(count + 1)
    expect(JSON.stringify(sent.at(-1))).toContain('"isChecked":true')
  })

  test('keep the items of a closed editor, until the editor has its own', async () => {
    const closed = command('mark.strong', { group: 'text', enabled: () => false })
    const sent = await start([], [closed])
    expect(JSON.stringify(sent.at(-1))).toMatch(/"mark.strong".*?"isEnabled":false/)
    useCommands().add([command('mark.strong', { group: 'text' })])
    await vi.advanceTimersByTimeAsync(1000)
    const text = JSON.stringify(sent.at(-1))
    expect(text).toMatch(/"mark.strong".*?"isEnabled":true/)
    expect(text.split('"id":"mark.strong"')).toHaveLength(2)
  })

  test('run the command that was chosen, if it is enabled', async () => {
    const run = vi.fn()
    await start([command('article.save', { run }), command('article.trash', { run, enabled: () => false })])
    send({ kind: 'command', id: 'article.save' })
    send({ kind: 'command', id: 'article.trash' })
    send({ kind: 'command', id: 'article.nothing' })
    expect(run).toHaveBeenCalledTimes(1)
  })

  test('run nothing while a dialog is open, and show that', async () => {
    const run = vi.fn()
    const sent = await start([command('article.save', { run })])
    const dialog = Object.assign(document.createElement('div'), { className: 'palette' })
    document.body.append(dialog)
    await vi.advanceTimersByTimeAsync(1000)
    expect(JSON.stringify(sent.at(-1))).toContain('"isEnabled":false')
    send({ kind: 'command', id: 'article.save' })
    expect(run).not.toHaveBeenCalled()
    dialog.remove()
    await vi.advanceTimersByTimeAsync(1000)
    send({ kind: 'command', id: 'article.save' })
    expect(run).toHaveBeenCalledTimes(1)
  })

  test('are not described in a browser', async () => {
    expect(await start([command('article.save')], [], false)).toEqual([])
  })
})
