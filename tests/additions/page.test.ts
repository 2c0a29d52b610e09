import { EditorState, type Plugin } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import type { Schema } from '@tiptap/pm/model'
import { createPinia, setActivePinia } from 'pinia'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { after, type Copy, listedFiles, plant } from './plant.ts'

/** Additions to the page in just the files that ARCHITECTURE.md names: a command of the editor, and a setting. */

const COMMAND = {
  'src/renderer/src/editor/commands/editCommands.ts': after(
    "function blockCommands(): readonly EditCommand[] {\n  const group = 'block'\n  return [\n",
    `    {
      ...listedWords('selectAbove'),
      id: 'block.selectAbove',
      group,
      keys: 'Mod-Alt-q',
      command: (state, dispatch) => {
        dispatch?.(state.tr.insertText('Above. ', 0))
        return true
      },
    },\n`,
  ),
  'src/renderer/src/locales/en.json': after(
    '"list": {\n',
    '      "selectAbove": { "label": "Select above", "keywords": "up" },\n',
  ),
}

const SETTING = {
  'src/settings.ts': after('export const SETTINGS = [\n', "  toggle('writing', 'ruler', false, 'F7'),\n"),
  'src/renderer/src/locales/en.json': after(
    '"settings": {\n',
    '    "ruler": { "label": "Ruler", "keywords": "measure" },\n',
  ),
}

let copy: Copy
beforeAll(async () => {
  // One copy for all: each addition stays what its own files make of it.
  const english = 'src/renderer/src/locales/en.json'
  const both = (before: string): string => SETTING[english](COMMAND[english](before))
  copy = await plant({ ...COMMAND, ...SETTING, [english]: both })
})
afterAll(() => copy.remove())

interface EditorModules {
  readonly schema: Schema
  readonly paletteCommands: (
    view: EditorView,
    menus: unknown,
    open: () => boolean,
  ) => readonly { readonly id: string; readonly label: () => string; readonly bound?: string }[]
  readonly Keys: { readonly config: { addProseMirrorPlugins(this: unknown): Plugin[] } }
}

async function modulesOfCopy(): Promise<EditorModules> {
  const load = (file: string): Promise<EditorModules> => import(/* @vite-ignore */ copy.path(file))
  const { schema } = await load('src/article/index.ts')
  const { paletteCommands } = await load('src/renderer/src/editor/tools/paletteCommands.ts')
  const { Keys } = await load('src/renderer/src/editor/typing/keys.ts')
  return { schema, paletteCommands, Keys }
}

describe('a command of the editor', () => {
  test('changes only the files that are listed', async () => {
    expect(await listedFiles('Add a command')).toEqual(expect.arrayContaining(Object.keys(COMMAND)))
  })

  test('is in the palette and runs by its keys', async () => {
    const { schema, paletteCommands, Keys } = await modulesOfCopy()
    const plugins = Keys.config.addProseMirrorPlugins.call({ editor: { schema } })
    const view = new EditorView(null, { state: EditorState.create({ schema, plugins }) })
    const listed = paletteCommands(view, {}, () => false).find(({ id }) => id === 'block.selectAbove')
    expect(listed).toMatchObject({ bound: 'editor' })
    expect(listed?.label()).toBe('Select above')
    const press = new KeyboardEvent('keydown', { key: 'q', ctrlKey: true, altKey: true })
    expect(view.someProp('handleKeyDown', (handle) => handle(view, press))).toBe(true)
    view.destroy()
  })
})

/** A command as the palette lists it. */
interface Listed {
  readonly id: string
  readonly label: () => string
  readonly keywords?: () => string
  readonly keys?: string
  readonly bound?: string
  readonly checked?: () => boolean
  readonly run: () => void
}

interface SettingModules {
  readonly settingCommands: (actions: { readonly toggle: () => void }) => readonly Listed[]
  readonly useSettings: () => { readonly settings: Readonly<Record<string, unknown>> }
  readonly desk: { writeSettings(settings: unknown): Promise<unknown> }
}

async function settingModulesOfCopy(): Promise<SettingModules> {
  const load = (file: string): Promise<SettingModules> =>
    import(/* @vite-ignore */ copy.path(`src/renderer/src/${file}`))
  const { settingCommands } = await load('commands/page/settings.ts')
  const { useSettings } = await load('stores/settings.ts')
  const { desk } = await load('desk.ts')
  return { settingCommands, useSettings, desk }
}

describe('a setting', () => {
  test('changes only the files that are listed', async () => {
    expect(await listedFiles('Add a setting')).toEqual(expect.arrayContaining(Object.keys(SETTING)))
  })

  test('has a command in the palette that turns it on and off, with its words and keys', async () => {
    const { settingCommands, useSettings, desk } = await settingModulesOfCopy()
    setActivePinia(createPinia())
    const write = vi.spyOn(desk, 'writeSettings').mockResolvedValue({ ok: true, value: null })
    const command = settingCommands({ toggle: () => undefined }).find(({ id }) => id === 'view.ruler')
    expect(command).toMatchObject({ keys: 'F7', bound: 'page' })
    expect([command?.label(), command?.keywords?.()]).toEqual(['Ruler', 'measure'])
    for (const ruler of [true, false]) {
      command?.run()
      expect(useSettings().settings.ruler).toBe(ruler)
      expect(command?.checked?.()).toBe(ruler)
      expect(write).toHaveBeenLastCalledWith(expect.objectContaining({ ruler }))
    }
  })
})
