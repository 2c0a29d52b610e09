import type { Schema } from '@tiptap/pm/model'
import type { Command as EditorCommand } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { type Command, type Group, listedWords } from '../../commands/command.ts'
import { t } from '../../i18n.ts'
import { emptyBlock, insertBlock } from '../commands/blocks.ts'
import { editCommands } from '../commands/editCommands.ts'
import { PARAGRAPH } from '../commands/kinds.ts'
import { linkTarget, openLink } from '../menus/link.ts'
import type { Menus } from '../menus/menus.ts'
import { completeQuery, openSlash } from '../menus/slash.ts'
import { openFootnote } from '../menus/footnotes/footnotes.ts'
import { openNote, stepToNote, toggleTodo } from '../menus/notes.ts'

/**
 * What the palette can do in an open editor. `enabled` runs a command without dispatch, as ProseMirror commands allow: true
 * if it would do something at the current selection.
 */

/** Opens the slash menu at the caret; if the paragraph has words, in a new paragraph below it. */
function openSlashBelow(view: EditorView): void {
  if (!openSlash(view)) insertBlock(emptyBlock(PARAGRAPH, view.state.schema))(view.state, view.dispatch)
  openSlash(view)
}

/** Returns the editor's own commands, bound to an open view; without one they are disabled. */
function boundEditCommands(schema: Schema, view: EditorView | null): readonly Command[] {
  return editCommands(schema).map(({ command, keys, ...words }) => ({
    ...words,
    ...(keys === undefined ? {} : { keys, bound: 'editor' as const }),
    enabled: () => view?.editable === true && command(view.state, undefined, view),
    run: () => {
      view?.focus()
      if (view !== null) command(view.state, view.dispatch, view)
    },
  }))
}

function isInBody({ view }: Pick<OpenEditor, 'view'>): boolean {
  return view.editable && view.state.selection.$from.index(0) === 2
}

/** An open editor with its menus. */
interface OpenEditor {
  readonly view: EditorView
  readonly menus: Menus
  readonly openBlockMenu: () => boolean
}

/** What a command does in an open editor; without one it is disabled. */
function within(
  editor: OpenEditor | null,
  isEnabled: (editor: OpenEditor) => boolean,
  run: (editor: OpenEditor) => void,
): Pick<Command, 'enabled' | 'run'> {
  return {
    enabled: () => editor !== null && isEnabled(editor),
    run: () => {
      if (editor !== null) run(editor)
    },
  }
}

/** Commands that open the slash menu. Its plugin binds its key. */
function slashCommands(editor: OpenEditor | null): readonly Command[] {
  return [
    {
      ...listedWords('insertMenu'),
      id: 'insert.menu',
      group: 'insert',
      keys: '/',
      bound: 'here',
      ...within(editor, isInBody, ({ view }) => {
        openSlashBelow(view)
      }),
    },
    {
      ...listedWords('insertEmbed'),
      id: 'insert.embed',
      group: 'insert',
      ...within(editor, isInBody, ({ view }) => {
        openSlashBelow(view)
        completeQuery(view, 'embed')
      }),
    },
  ]
}

/** Commands that open one of the other menus. The menus' plugins bind their keys. */
function menuCommands(editor: OpenEditor | null): readonly Command[] {
  return [
    {
      ...listedWords('link'),
      id: 'mark.link',
      group: 'text',
      keys: 'Mod-Shift-k',
      bound: 'here',
      typed: { label: () => t('editor.typed.link.label'), text: () => t('editor.typed.link.text') },
      ...within(
        editor,
        ({ view }) => view.editable && linkTarget(view.state) !== null,
        ({ view, menus }) => {
          openLink(menus)(view.state, view.dispatch, view)
        },
      ),
    },
    {
      ...listedWords('toolbar'),
      id: 'text.toolbar',
      group: 'text',
      keys: 'Alt-F10',
      bound: 'here',
      ...within(
        editor,
        ({ menus }) => menus.bubble.value !== null,
        ({ menus }) => {
          menus.focusBubble()
        },
      ),
    },
    {
      ...listedWords('blockMenu'),
      id: 'block.menu',
      group: 'block',
      keys: 'Alt-Enter',
      bound: 'here',
      ...within(editor, isInBody, ({ openBlockMenu }) => {
        openBlockMenu()
      }),
    },
  ]
}

/** Commands for footnotes and notes to self. The menus' plugins bind their keys. */
function noteCommands(editor: OpenEditor | null): readonly Command[] {
  const rows = [
    ['footnote', 'insert', 'Mod-Shift-Alt-f', ({ menus }) => openFootnote(menus)],
    ['comment', 'text', 'Mod-Alt-m', ({ menus }) => openNote(menus)],
    ['todo', 'text', 'Mod-Alt-t', () => toggleTodo],
    ['nextNote', 'text', 'Mod-Alt-j', () => stepToNote(1)],
    ['previousNote', 'text', 'Mod-Alt-k', () => stepToNote(-1)],
  ] as const satisfies readonly (readonly [string, Group, string, (editor: OpenEditor) => EditorCommand])[]
  return rows.map(([name, group, keys, commandOf]) => ({
    ...listedWords(name),
    ...{ id: `note.${name}`, group, keys, bound: 'here' },
    ...within(
      editor,
      (open) => open.view.editable && commandOf(open)(open.view.state, undefined, open.view),
      (open) => {
        commandOf(open)(open.view.state, open.view.dispatch, open.view)
      },
    ),
  }))
}

const openingCommands = (editor: OpenEditor | null): readonly Command[] => [
  ...slashCommands(editor),
  ...menuCommands(editor),
  ...noteCommands(editor),
]

/**
 * Returns the commands of an open editor, for the palette and the shortcut sheet.
 * @param openBlockMenu opens the menu of the block around the caret; returns false if there is none
 */
export function paletteCommands(
  view: EditorView,
  menus: Menus,
  openBlockMenu: () => boolean,
): readonly Command[] {
  return [...boundEditCommands(view.state.schema, view), ...openingCommands({ view, menus, openBlockMenu })]
}

/** Returns the same commands while no editor is open, all disabled: what a draft could be used for. */
export function closedPaletteCommands(schema: Schema): readonly Command[] {
  return [...boundEditCommands(schema, null), ...openingCommands(null)]
}
