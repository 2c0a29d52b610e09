import { createPinia, setActivePinia } from 'pinia'
import { type Component, createApp, effectScope, h } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import FindBar from '../../../../src/renderer/src/editor/find/FindBar.vue'
import type { Command } from '../../../../src/renderer/src/commands/command.ts'
import { pageCommands } from '../../../../src/renderer/src/commands/pageCommands.ts'
import { useCommands } from '../../../../src/renderer/src/commands/commandStore.ts'
import { Finder } from '../../../../src/renderer/src/editor/find/index.ts'
import { lineAt } from '../../../../src/renderer/src/editor/menus/anchor.ts'
import CommandPalette from '../../../../src/renderer/src/commands/CommandPalette.vue'
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
  const ofPage = effectScope().run(() => pageCommands({ toggle: nothing, preview: nothing, export: nothing }))
  return [...(ofPage ?? []), ...inFindBar]
}

const keysOf = ({ keys = '' }: Command): readonly string[] => keys.split(' ').filter((one) => one !== '')

describe('each command that shows keys', () => {
  it('of the page is run by the listener of the document', () => {
    const ran: string[] = []
    const shown = commandsOfPage().filter(({ keys }) => keys !== undefined)
    expect(shown.filter(({ bound }) => bound !== 'page')).toEqual([])
    const told = shown.map((command) => ({
      ...command,
      enabled: () => true,
      run: () => void ran.push(command.id),
    }))
    cleanups.push(mount(CommandPalette).add(told))
    for (const command of told)
      for (const keys of keysOf(command)) {
        const press = pressOf(keys)
        document.dispatchEvent(press)
        expect(press.defaultPrevented, keys).toBe(true)
        expect(ran.splice(0), keys).toEqual([command.id])
      }
  })

  it('of the editor is taken by one of its plugins', async () => {
    const { commands } = writing(body(p('Words.')))
    const shown = commands.filter(({ keys }) => keys !== undefined)
    expect(shown.length).toBeGreaterThan(20)
    for (const command of shown)
      for (const keys of keysOf(command)) {
        expect(command.bound, command.id).toBe('editor')
        expect(await isTaken(keys, await stageOf(command.id)), `${command.id}: ${keys}`).toBe(true)
      }
  })

  it('says who binds them, and no other command does', () => {
    const all = [...commandsOfPage(), ...writing(body(p('Words.'))).commands]
    for (const { id, keys, bound } of all) expect(bound !== undefined, id).toBe(keys !== undefined)
  })
})

/** An article in which a command has something to do. */
async function stageOf(id: string): Promise<Writer> {
  if (id === 'turn.speaker') return writing(body(dialogue(turn('Mina', '“One|.”'))))
  if (id === 'insert.menu') return writing(body(p('|')))
  const writer = writing(body(p('One.'), p('Some <words> here.'), p('Three.')))
  if (id === 'text.toolbar')
    writer.menus.bubble.value = { anchor: lineAt(writer.view, 1), marks: new Set(), kind: '' }
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
