import { useDialogs } from '../../stores/dialogs.ts'
import { type Command, listedWords } from '../command.ts'
import { useCommands } from '../commandStore.ts'
import { useHost } from '../../stores/host.ts'
import { useUpdates } from '../../stores/updates.ts'

/** Commands that show the other commands, the log, what is known about the app itself, and whether it is the newest. */
export function helpCommands(): readonly Command[] {
  // The palette, the sheet and the report watch these flags of the store.
  const commands = useCommands()
  const dialogs = useDialogs()
  const updates = useUpdates()
  const { isDesktop } = useHost()
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
    // A page in a browser is as new as its host, which its owner updates.
    ...(isDesktop
      ? [
          {
            ...listedWords('updates'),
            id: 'help.updates',
            group: 'help' as const,
            run: () => void updates.check(),
          },
        ]
      : []),
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
