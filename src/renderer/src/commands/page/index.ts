import type { Command } from '../command.ts'
import type { PageActions } from './actions.ts'
import { draftCommands, openDraftCommands, printCommands, templateCommands } from './article.ts'
import { listCommands } from './filters.ts'
import { helpCommands } from './help.ts'
import { libraryCommands } from './library.ts'
import { settingCommands } from './settings.ts'
import { windowCommands } from './window.ts'

export type { PageActions } from './actions.ts'

/**
 * The commands that need no editor: new draft, import, export, settings, the library, help. Each file has the rows
 * of one subject; `App.vue` adds them to the list (`commandStore.ts`) for as long as the page exists.
 */

/** The commands of the page, whether or not a draft is open. Call it in a setup: it uses stores. */
export function pageCommands(actions: PageActions): readonly Command[] {
  return [
    ...draftCommands(),
    ...templateCommands(),
    ...openDraftCommands(actions),
    ...printCommands(),
    ...settingCommands(actions),
    ...libraryCommands(actions),
    ...listCommands(),
    ...windowCommands(),
    ...helpCommands(),
  ]
}
