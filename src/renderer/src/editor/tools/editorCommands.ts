import type { EditorView } from '@tiptap/pm/view'
import { linkTarget, openLink } from '../menus/link.ts'
import type { Menus } from '../menus/menus.ts'
import { complete, openSlash } from '../menus/slash.ts'
import { blockOf, putBlock } from '../commands/blocks.ts'
import type { Command } from '../../commands/command.ts'
import { editing } from '../commands/editing.ts'
import { PARAGRAPH } from '../commands/kinds.ts'

/** Opens the slash menu at the caret; where there are words, in a paragraph of its own below them. */
function openBelow(view: EditorView): void {
  if (!openSlash(view)) putBlock(blockOf(PARAGRAPH, view.state.schema))(view.state, view.dispatch)
  openSlash(view)
}

function edits(view: EditorView): readonly Command[] {
  return editing(view.state.schema).map(({ command, ...shown }) => ({
    ...shown,
    ...(shown.keys === undefined ? {} : { bound: 'editor' as const }),
    enabled: () => view.editable && command(view.state, undefined, view),
    run: () => {
      view.focus()
      command(view.state, view.dispatch, view)
    },
  }))
}

function inserts(view: EditorView): readonly Command[] {
  const inBody = (): boolean => view.editable && view.state.selection.$from.index(0) === 2
  return [
    {
      id: 'insert.menu',
      label: 'Insert a block…',
      group: 'Insert',
      keys: '/',
      bound: 'editor',
      keywords: 'slash menu add',
      enabled: inBody,
      run: () => {
        openBelow(view)
      },
    },
    {
      id: 'insert.embed',
      label: 'Insert embed…',
      group: 'Insert',
      keywords: 'video youtube instagram link player add new',
      enabled: inBody,
      run: () => {
        openBelow(view)
        complete(view, 'embed')
      },
    },
  ]
}

/** What can be done to the article of an open editor, for the palette. */
export function editorCommands(
  view: EditorView,
  menus: Menus,
  openBlockMenu: () => boolean,
): readonly Command[] {
  return [
    ...edits(view),
    ...inserts(view),
    {
      id: 'mark.link',
      label: 'Link…',
      group: 'Text',
      keys: 'Mod-Shift-k',
      bound: 'editor',
      keywords: 'url address href',
      enabled: () => view.editable && linkTarget(view.state) !== null,
      run: () => {
        openLink(menus)(view.state, view.dispatch, view)
      },
    },
    {
      id: 'text.toolbar',
      label: 'Go to the toolbar of the selection',
      group: 'Text',
      keys: 'Alt-F10',
      bound: 'editor',
      enabled: () => menus.bubble.value !== null,
      run: () => {
        menus.focusBubble()
      },
    },
    {
      id: 'block.menu',
      label: 'Block menu',
      group: 'Block',
      keys: 'Alt-Enter',
      bound: 'editor',
      keywords: 'handle turn into move',
      enabled: () => view.editable && view.state.selection.$from.index(0) === 2,
      run: () => {
        openBlockMenu()
      },
    },
  ]
}
