import { EditorState, type Plugin } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import type { Schema } from '@tiptap/pm/model'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { after, type Copy, listedFiles, plant } from './plant.ts'

/** A command of the editor, added in just the files that ARCHITECTURE.md names. */

const CHANGES = {
  'src/renderer/src/editor/commands/editCommands.ts': after(
    "  const group = 'block'\n  return [\n",
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

let copy: Copy
beforeAll(async () => {
  copy = await plant(CHANGES)
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
    expect(await listedFiles('Add a command')).toEqual(expect.arrayContaining(Object.keys(CHANGES)))
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
