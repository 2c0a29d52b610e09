import type { EditorView } from '@tiptap/pm/view'
import { type Command, listedWords } from '../../commands/command.ts'
import { emptyBlock, insertBlock } from '../commands/blocks.ts'
import { editCommands } from '../commands/editCommands.ts'
import { PARAGRAPH } from '../commands/kinds.ts'
import { linkTarget, openLink } from '../menus/link.ts'
import type { Menus } from '../menus/menus.ts'
import { completeQuery, openSlash } from '../menus/slash.ts'

/**
 * What the palette can do in an open editor. `enabled` runs a command without dispatch, as ProseMirror commands allow: true
 * if it would do something at the current selection.
 */

/** Opens the slash menu at the caret; if the paragraph has words, in a new paragraph below it. */
function openSlashBelow(view: EditorView): void {
  if (!openSlash(view)) insertBlock(emptyBlock(PARAGRAPH, view.state.schema))(view.state, view.dispatch)
  openSlash(view)
}

/** The editor's own commands, bound to an open view. */
function boundEditCommands(view: EditorView): readonly Command[] {
  return editCommands(view.state.schema).map(({ command, keys, ...words }) => ({
    ...words,
    ...(keys === undefined ? {} : { keys, bound: 'editor' as const }),
    enabled: () => view.editable && command(view.state, undefined, view),
    run: () => {
      view.focus()
      command(view.state, view.dispatch, view)
    },
  }))
}

function isInBody(view: EditorView): boolean {
  return view.editable && view.state.selection.$from.index(0) === 2
}

/** Commands that open one of the menus. The menus' plugins bind their keys. */
function menuCommands(view: EditorView, menus: Menus, openBlockMenu: () => boolean): readonly Command[] {
  return [
    {
      ...listedWords('insertMenu'),
      id: 'insert.menu',
      group: 'insert',
      keys: '/',
      bound: 'here',
      enabled: () => isInBody(view),
      run: () => {
        openSlashBelow(view)
      },
    },
    {
      ...listedWords('insertEmbed'),
      id: 'insert.embed',
      group: 'insert',
      enabled: () => isInBody(view),
      run: () => {
        openSlashBelow(view)
        completeQuery(view, 'embed')
      },
    },
    {
      ...listedWords('link'),
      id: 'mark.link',
      group: 'text',
      keys: 'Mod-Shift-k',
      bound: 'here',
      enabled: () => view.editable && linkTarget(view.state) !== null,
      run: () => {
        openLink(menus)(view.state, view.dispatch, view)
      },
    },
    {
      ...listedWords('toolbar'),
      id: 'text.toolbar',
      group: 'text',
      keys: 'Alt-F10',
      bound: 'here',
      enabled: () => menus.bubble.value !== null,
      run: () => {
        menus.focusBubble()
      },
    },
    {
      ...listedWords('blockMenu'),
      id: 'block.menu',
      group: 'block',
      keys: 'Alt-Enter',
      bound: 'here',
      enabled: () => isInBody(view),
      run: () => {
        openBlockMenu()
      },
    },
  ]
}

/**
 * The commands of an open editor, for the palette and the shortcut sheet.
 * @param openBlockMenu opens the menu of the block around the caret; returns false if there is none
 */
export function paletteCommands(
  view: EditorView,
  menus: Menus,
  openBlockMenu: () => boolean,
): readonly Command[] {
  return [...boundEditCommands(view), ...menuCommands(view, menus, openBlockMenu)]
}
