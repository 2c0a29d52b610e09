import { watchEffect } from 'vue'
import { graphemesOf } from '../../../../text/graphemes.ts'
import { t } from '../../i18n.ts'
import { useDialogs } from '../../stores/dialogs.ts'
import { useLibrary } from '../../stores/library.ts'
import { useLists } from '../../stores/rows/lists.ts'
import { type Command, listedWords } from '../command.ts'
import { useCommands } from '../commandStore.ts'

/** A menu bar has room for so many commands of saved filters, and for names of so many characters. */
const MAX_FILTERS = 40
const MAX_NAME_LENGTH = 60

/** Commands for series and saved filters: save the list's filter, edit its series. */
export function listCommands(): readonly Command[] {
  const library = useLibrary()
  const lists = useLists()
  const dialogs = useDialogs()
  return [
    {
      ...listedWords('saveFilter'),
      id: 'library.saveFilter',
      group: 'library',
      run: () => {
        dialogs.open = 'filters'
      },
    },
    {
      ...listedWords('editSeries'),
      id: 'library.editSeries',
      group: 'library',
      enabled: () => library.filter.tag !== '',
      run: () => {
        lists.edit(library.filter.tag)
      },
    },
  ]
}

/** Returns a name as a menu has room for it: a longer one without its middle, because names often differ at the end. */
function shortened(name: string): string {
  const characters = Array.from(graphemesOf(name), ({ segment }) => segment)
  if (characters.length <= MAX_NAME_LENGTH) return name
  const half = MAX_NAME_LENGTH / 2
  return `${characters.slice(0, half).join('').trimEnd()}…${characters
    .slice(1 - half)
    .join('')
    .trimStart()}`
}

/** A command for each saved filter, which shows its drafts. */
function filterCommands(): readonly Command[] {
  const lists = useLists()
  return lists.filters.slice(0, MAX_FILTERS).map((saved) => {
    const { name } = saved
    return {
      label: () => t('library.filters.command', { name }),
      menuLabel: () => t('library.filters.command', { name: shortened(name) }),
      keywords: () => t('library.filters.keywords'),
      id: `library.filter.${name}`,
      group: 'library',
      checked: () => lists.applied?.name === name,
      run: () => {
        lists.apply(saved)
      },
    }
  })
}

/** Keeps the commands of the saved filters in the list for as long as the caller's scope lives. */
export function useFilterCommands(): void {
  const commands = useCommands()
  watchEffect((onCleanup) => {
    onCleanup(commands.add(filterCommands()))
  })
}
