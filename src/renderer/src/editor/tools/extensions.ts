import { Extension, type Extensions } from '@tiptap/core'
import { keymap } from '@tiptap/pm/keymap'
import type { Command } from '@tiptap/pm/state'
import { InputRules, type TypographyOptions } from '../typing/inputRules.ts'
import { bubblePlugin } from '../menus/bubble.ts'
import { footnotesPlugin, openFootnote } from '../menus/footnotes/footnotes.ts'
import { handlePlugin } from '../menus/handle.ts'
import { linkPlugin, openLink } from '../menus/link.ts'
import type { Menus } from '../menus/menus.ts'
import { notesPlugin, openNote, stepToNote, toggleTodo } from '../menus/notes.ts'
import { slashPlugin } from '../menus/slash.ts'
import { type SpellingSource, SpellingOfNames } from '../spelling/index.ts'
import { type ViewSettings, viewSettingsPlugin } from './viewSettings.ts'

/** What the tools work with. Functions are called each time, so that a change shows at once. */
export interface ToolOptions {
  readonly menus: Menus
  readonly viewSettings: ViewSettings
  readonly spelling: SpellingSource
  readonly typography: TypographyOptions
  /** The element that the handle in the margin is positioned in; null before it is mounted. */
  readonly frame: () => Element | null
  /** Opens the menu of the caret's block. */
  readonly blockMenu: Command
}

/** The Tiptap extensions of the tools: menus with their keys, input rules, spelling, view settings. */
export function toolExtensions({
  menus,
  viewSettings,
  spelling,
  typography,
  frame,
  blockMenu,
}: ToolOptions): Extensions {
  const drawn = Extension.create({
    name: 'menus',
    // Before the blocks' plugins: an open menu handles its keys first.
    priority: 450,
    addProseMirrorPlugins: () => [
      slashPlugin(menus),
      bubblePlugin(menus),
      linkPlugin(),
      notesPlugin(menus),
      footnotesPlugin(menus),
      handlePlugin(menus, frame),
      keymap({
        'Mod-Shift-k': openLink(menus),
        'Mod-Alt-m': openNote(menus),
        'Mod-Alt-t': toggleTodo,
        'Mod-Alt-j': stepToNote(1),
        'Mod-Alt-k': stepToNote(-1),
        'Mod-Shift-Alt-f': openFootnote(menus),
        'Alt-Enter': blockMenu,
      }),
      viewSettingsPlugin(viewSettings),
    ],
  })
  return [drawn, InputRules.configure(typography), SpellingOfNames.configure(spelling)]
}
