import { watchEffect } from 'vue'
import { t } from '../../i18n.ts'
import { useDialogs } from '../../stores/dialogs.ts'
import { useLibrary } from '../../stores/library.ts'
import { useLists } from '../../stores/rows/lists.ts'
import { type Command, listedWords } from '../command.ts'
import { useCommands } from '../commandStore.ts'

/** A menu bar has room for so many commands of saved filters, and for so long a name. */
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

/** A command for each saved filter, which shows its drafts. */
function filterCommands(): readonly Command[] {
  const lists = useLists()
  return lists.filters.slice(0, MAX_FILTERS).map((saved) => {
    const name = saved.name.slice(0, MAX_NAME_LENGTH)
    return {
      label: () => t('library.filters.command', { name }),
      keywords: () => t('library.filters.keywords'),
      id: `library.filter.${name}`,
      group: 'library',
      checked: () => lists.applied?.name === saved.name,
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
