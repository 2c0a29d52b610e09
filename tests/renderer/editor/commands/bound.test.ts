import { createPinia, setActivePinia } from 'pinia'
import { type Component, createApp, defineComponent, effectScope, h } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import FindBar from '../../../../src/renderer/src/editor/find/FindBar.vue'
import type { Command } from '../../../../src/renderer/src/commands/command.ts'
import { pageCommands } from '../../../../src/renderer/src/commands/page/index.ts'
import { useCommands } from '../../../../src/renderer/src/commands/commandStore.ts'
import { editCommands } from '../../../../src/renderer/src/editor/commands/editCommands.ts'
import { Finder } from '../../../../src/renderer/src/editor/find/index.ts'
import { anchorAt } from '../../../../src/renderer/src/editor/menus/popoverAnchor.ts'
import { usePageKeys } from '../../../../src/renderer/src/commands/usePageKeys.ts'
import { dialogue, p, turn } from '../../../build.ts'
import { body, writing } from '../keys/writing.ts'
import { perform, type Writer } from '../writer.ts'

/** The press that keys name, as a keyboard with Caps Lock on sends it. */
function pressOf(keys: string): KeyboardEvent {
  const parts = keys.split(/-(?!$)/)
  const key = parts.pop() ?? ''
  return new KeyboardEvent('keydown', {
    key: key.length === 1 ? key.toUpperCase() : key,
    code: /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : '',
    keyCode: key === '\\' ? 220 : key.length === 1 ? key.toUpperCase().charCodeAt(0) : 0,
    ctrlKey: parts.includes('Mod'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
    bubbles: true,
    cancelable: true,
  })
}

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

/** Mounts a component; returns the commands of its page. */
function mount(component: Component, props: Record<string, unknown> = {}): ReturnType<typeof useCommands> {
  const pinia = createPinia()
  setActivePinia(pinia)
  const app = createApp({ render: () => h(component, props) })
  app.use(pinia).mount(document.createElement('div'))
  cleanups.push(() => {
    app.unmount()
  })
  return useCommands()
}

function commandsOfPage(): readonly Command[] {
  const inFindBar = mount(FindBar, { finder: new Finder() }).all
  const nothing = (): void => undefined
  const ofPage = effectScope().run(() => pageCommands({ toggle: nothing, export: nothing }))
  return [...(ofPage ?? []), ...inFindBar]
}

const PageKeys = defineComponent(() => {
  usePageKeys()
  return () => null
})

const keysOf = ({ keys = '' }: Command): readonly string[] => keys.split(' ').filter((one) => one !== '')

describe('a command with keys', () => {
  it('is run by the listener of the document if it is bound there', () => {
    const ran: string[] = []
    const shown = commandsOfPage().filter(({ keys }) => keys !== undefined)
    expect(shown.filter(({ bound }) => bound !== 'page')).toEqual([])
    const recorded = shown.map((command) => ({
      ...command,
      enabled: () => true,
      run: () => void ran.push(command.id),
    }))
    cleanups.push(mount(PageKeys).add(recorded))
    for (const command of recorded)
      for (const keys of keysOf(command)) {
        const press = pressOf(keys)
        document.dispatchEvent(press)
        expect(press.defaultPrevented, keys).toBe(true)
        expect(ran.splice(0), keys).toEqual([command.id])
      }
  })

  it('is handled by a plugin of the editor if it is bound in the keymap or by a menu', async () => {
    const { commands } = writing(body(p('Words.')))
    const shown = commands.filter(({ keys }) => keys !== undefined)
    expect(shown.length).toBeGreaterThan(20)
    for (const command of shown)
      for (const keys of keysOf(command)) {
        expect(['editor', 'here'], command.id).toContain(command.bound)
        expect(await isTaken(keys, await stageOf(command.id)), `${command.id}: ${keys}`).toBe(true)
      }
  })

  it('is in the editor’s keymap if and only if it is bound there', () => {
    const { view, commands } = writing(body(p('Words.')))
    const inKeymap = editCommands(view.state.schema).flatMap(({ id, keys }) =>
      keys === undefined ? [] : [id],
    )
    const bound = commands.filter((command) => command.bound === 'editor').map(({ id }) => id)
    expect(bound).toEqual(inKeymap)
  })

  it('says where it is bound, and a command without keys does not', () => {
    const all = [...commandsOfPage(), ...writing(body(p('Words.'))).commands]
    for (const { id, keys, bound } of all) expect(bound !== undefined, id).toBe(keys !== undefined)
  })

  it('shares no key with another command', () => {
    const all = [...commandsOfPage(), ...writing(body(p('Words.'))).commands]
    const owners = new Map<string, string[]>()
    for (const command of all)
      for (const keys of keysOf(command)) owners.set(keys, [...(owners.get(keys) ?? []), command.id])
    expect([...owners].filter(([, ids]) => ids.length > 1)).toEqual([])
  })
})

/** An article in which a command has something to do. */
async function stageOf(id: string): Promise<Writer> {
  if (id === 'turn.speaker') return writing(body(dialogue(turn('Mina', '“One|.”'))))
  if (id === 'insert.menu') return writing(body(p('|')))
  const other = id.endsWith('Note') ? 'TK' : 'Three.'
  const writer = writing(body(p('One.'), p('Some <words> here.'), p(other)))
  if (id === 'text.toolbar')
    writer.menus.bubble.value = { anchor: anchorAt(writer.view, 1), marks: new Set(), kind: '' }
  if (id === 'mark.clear') await perform(writer, { press: 'Mod-b' })
  if (id === 'undo' || id === 'redo') await perform(writer, { type: 'other' })
  if (id === 'redo') await perform(writer, { press: 'Mod-z' })
  return writer
}

async function isTaken(keys: string, writer: Writer): Promise<boolean> {
  const { view, menus } = writer
  if (keys === '/') {
    await perform(writer, { type: '/' })
    return menus.slash.value !== null
  }
  menus.focusBubble = () => true
  const press = pressOf(keys)
  return view.someProp('handleKeyDown', (handle) => handle(view, press)) === true
}
