import { useDialogs } from '../../stores/dialogs.ts'
import { type Command, listedWords } from '../command.ts'
import { useCommands } from '../commandStore.ts'

/** Commands that show the other commands, the log, and what is known about the app itself. */
export function helpCommands(): readonly Command[] {
  // The palette, the sheet and the report watch these flags of the store.
  const commands = useCommands()
  const dialogs = useDialogs()
  return [
    {
      ...listedWords('palette'),
      id: 'help.palette',
      group: 'help',
      keys: 'Mod-k',
      bound: 'page',
      run: () => {
        commands.isPaletteOpen = true
      },
    },
    {
      ...listedWords('shortcuts'),
      id: 'help.keys',
      group: 'help',
      keys: 'Mod-/ ?',
      bound: 'page',
      run: () => {
        commands.isSheetOpen = true
      },
    },
    {
      ...listedWords('report'),
      id: 'help.report',
      group: 'help',
      run: () => {
        commands.isReportOpen = true
      },
    },
    {
      ...listedWords('news'),
      id: 'help.whatsNew',
      group: 'help',
      run: () => {
        dialogs.open = 'news'
      },
    },
    {
      ...listedWords('licences'),
      id: 'help.licences',
      group: 'help',
      run: () => {
        dialogs.open = 'licences'
      },
    },
    {
      ...listedWords('about'),
      id: 'help.about',
      group: 'help',
      run: () => {
        dialogs.open = 'about'
      },
    },
  ]
}
