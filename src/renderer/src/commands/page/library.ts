import { nextTick } from 'vue'
import { pickFiles, pickFolder } from '../../dom/pickFiles.ts'
import { useHost } from '../../stores/host.ts'
import { useJobs } from '../../stores/transfer/jobs.ts'
import { type Command, listedWords } from '../command.ts'
import type { PageActions } from './actions.ts'

/** Focuses the library's search field and selects its text; opens the library first if it is folded or a closed drawer. */
async function focusDraftSearch(toggle: PageActions['toggle']): Promise<void> {
  const field = document.querySelector<HTMLInputElement>('.library input[type="search"]')
  if (field?.checkVisibility() !== true) {
    toggle('library')
    await nextTick()
  }
  field?.focus()
  field?.select()
}

/** Commands for the library as a whole: search, backup, import, its folder. */
export function libraryCommands({ toggle }: Pick<PageActions, 'toggle'>): readonly Command[] {
  const jobs = useJobs()
  return [
    {
      ...listedWords('searchDrafts'),
      id: 'library.search',
      group: 'library',
      keys: 'Mod-p',
      bound: 'page',
      run: () => void focusDraftSearch(toggle),
    },
    {
      ...listedWords('backUp'),
      id: 'library.backup',
      group: 'library',
      run: () => void jobs.backUp(),
    },
    {
      ...listedWords('restoreBackup'),
      id: 'library.zip',
      group: 'library',
      run: () => void pickFiles('.zip', false).then((files) => jobs.importFiles(files)),
    },
    {
      ...listedWords('importFolder'),
      id: 'library.folder',
      group: 'library',
      run: () => void pickFolder().then((files) => jobs.importFiles(files)),
    },
    {
      ...listedWords('chooseLibrary'),
      id: 'library.choose',
      group: 'library',
      run: () => void useHost().chooseLibrary(),
    },
  ]
}
