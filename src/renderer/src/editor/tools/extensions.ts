import { Extension, type Extensions } from '@tiptap/core'
import { keymap } from '@tiptap/pm/keymap'
import type { Command } from '@tiptap/pm/state'
import { InputRules } from '../typing/inputRules.ts'
import { bubblePlugin } from '../menus/bubble.ts'
import { handlePlugin } from '../menus/handle.ts'
import { linkPlugin, openLink } from '../menus/link.ts'
import type { Menus } from '../menus/menus.ts'
import { slashPlugin } from '../menus/slash.ts'
import { type SpellingSource, SpellingOfNames } from '../spelling/index.ts'
import { type ViewSettings, viewSettingsPlugin } from './viewSettings.ts'

export interface ToolOptions {
  readonly menus: Menus
  readonly viewSettings: ViewSettings
  readonly spelling: SpellingSource
  /** The article's language, as a BCP 47 tag. */
  readonly language: () => string
  /** The element that the handle in the margin is placed in. */
  readonly frame: () => Element | null
  readonly blockMenu: Command
}

/** What stands ready around the text: menus, what typed signs turn into, ways to look at the page. */
export function toolExtensions({
  menus,
  viewSettings,
  spelling,
  language,
  frame,
  blockMenu,
}: ToolOptions): Extensions {
  const drawn = Extension.create({
    name: 'menus',
    // Before the blocks: while a menu is open, its keys are its own.
    priority: 450,
    addProseMirrorPlugins: () => [
      slashPlugin(menus),
      bubblePlugin(menus),
      linkPlugin(),
      handlePlugin(menus, frame),
      keymap({ 'Mod-Shift-k': openLink(menus), 'Alt-Enter': blockMenu }),
      viewSettingsPlugin(viewSettings),
    ],
  })
  return [drawn, InputRules.configure({ language }), SpellingOfNames.configure(spelling)]
}
