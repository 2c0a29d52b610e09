import { useDialogs } from '../../stores/dialogs.ts'
import { type Command, listedWords } from '../command.ts'
import { useCommands } from '../commandStore.ts'
import { useHost } from '../../stores/host.ts'
import { useUpdates } from '../../stores/updates.ts'

/** Commands that show the other commands, the log, what is known about the app itself, and whether it is the newest. */
export function helpCommands(): readonly Command[] {
  return [...listCommands(), ...updateCommands(), ...aboutCommands()]
}

/** Commands that show the other commands. The palette and the sheet watch these flags of the store. */
function listCommands(): readonly Command[] {
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
      ...listedWords('cheatSheet'),
      id: 'help.cheatSheet',
      group: 'help',
      run: () => {
        dialogs.open = 'cheatSheet'
      },
    },
  ]
}

/** Looks for a newer Galley. Not in a browser: its page is as new as its host, which its owner updates. */
function updateCommands(): readonly Command[] {
  const updates = useUpdates()
  if (!useHost().isDesktop) return []
  return [{ ...listedWords('updates'), id: 'help.updates', group: 'help', run: () => void updates.check() }]
}

/** Commands that show the log, what is new, licences and versions. */
function aboutCommands(): readonly Command[] {
  const commands = useCommands()
  const dialogs = useDialogs()
  return [
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
