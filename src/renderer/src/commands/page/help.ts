import { type Command, listedWords } from '../command.ts'
import { useCommands } from '../commandStore.ts'

/** Commands that show the other commands, and the log. */
export function helpCommands(): readonly Command[] {
  // The palette, the sheet and the report watch these flags of the store.
  const commands = useCommands()
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
  ]
}
