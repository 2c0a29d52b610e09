import { nextTick } from 'vue'
import { THEMES, ZOOMS } from '../../../desk.ts'
import { pickFiles, pickFolder } from '../dom/pickFiles.ts'
import { useDraft } from '../stores/draft.ts'
import { IMPORT_EXTENSIONS, useImporting } from '../stores/transfer/importing.ts'
import { useJobs } from '../stores/transfer/jobs.ts'
import { useHost } from '../stores/host.ts'
import { useSettings } from '../stores/settings.ts'
import type { Command } from './command.ts'
import { useCommands } from './commandStore.ts'

/** What only the page's frame can do. */
export interface PageActions {
  readonly toggle: (side: 'library' | 'inspector') => void
  readonly preview: () => void
  readonly export: () => void
}

function newArticle(): readonly Command[] {
  const draft = useDraft()
  const importing = useImporting()
  const group = 'Article'
  return [
    {
      id: 'article.new',
      label: 'New draft',
      group,
      keys: 'Mod-Alt-n',
      bound: 'page',
      keywords: 'create start write blank',
      run: () => void draft.create(),
    },
    {
      id: 'article.import',
      label: 'Import…',
      group,
      keys: 'Mod-o',
      bound: 'page',
      keywords: 'open file text markdown html',
      run: () => void pickFiles(IMPORT_EXTENSIONS, true).then((files) => importing.importFiles(files)),
    },
  ]
}

function openArticle({ preview, export: exportArticle }: PageActions): readonly Command[] {
  const draft = useDraft()
  const isOpen = (): boolean => draft.id !== null
  const group = 'Article'
  return [
    {
      id: 'article.preview',
      label: 'Preview',
      group,
      keys: 'Mod-Shift-p',
      bound: 'page',
      enabled: isOpen,
      run: preview,
    },
    {
      id: 'article.export',
      label: 'Export…',
      group,
      keys: 'Mod-Shift-e',
      bound: 'page',
      keywords: 'html markdown save as publish copy',
      enabled: isOpen,
      run: exportArticle,
    },
    {
      id: 'article.save',
      label: 'Save now',
      group,
      keys: 'Mod-s',
      bound: 'page',
      enabled: isOpen,
      run: () => void draft.saveNow(),
    },
    {
      id: 'article.trash',
      label: 'Move this draft to the trash',
      group,
      enabled: isOpen,
      run: () => void draft.moveToTrash(draft.id ?? ''),
    },
  ]
}

/** The next size up or down, or the text's own. */
function zoomTo(step: 1 | -1 | 0): void {
  const store = useSettings()
  const at = ZOOMS.indexOf(store.settings.zoom)
  store.set({ zoom: step === 0 ? 100 : (ZOOMS[at + step] ?? store.settings.zoom) })
}

/** A habit of looking at the page, on or off. */
function habit(
  name: 'focusMode' | 'typewriter' | 'fullWidth',
  shown: Pick<Command, 'label' | 'keywords' | 'keys'>,
): Command {
  const store = useSettings()
  return {
    ...shown,
    id: `view.${name}`,
    group: 'View',
    ...(shown.keys === undefined ? {} : { bound: 'page' as const }),
    checked: () => store.settings[name],
    run: () => {
      store.set({ [name]: !store.settings[name] })
    },
  }
}

function zooms(): readonly Command[] {
  const sizes = [
    ['larger', 'Larger text', 'zoom in bigger', 1],
    ['smaller', 'Smaller text', 'zoom out', -1],
    ['actual', 'Text at its own size', 'zoom reset 100', 0],
  ] as const
  return sizes.map(([id, label, keywords, step]) => ({
    id: `view.${id}`,
    label,
    group: 'View',
    keywords,
    run: () => {
      zoomTo(step)
    },
  }))
}

function themes(): readonly Command[] {
  const store = useSettings()
  const labels = { system: 'Light or dark as the system is', light: 'Light', dark: 'Dark' } as const
  return THEMES.map((theme) => ({
    id: `view.theme.${theme}`,
    label: labels[theme],
    group: 'View',
    keywords: 'theme mode colours appearance night day',
    checked: () => store.settings.theme === theme,
    run: () => {
      store.set({ theme })
    },
  }))
}

function view({ toggle }: PageActions): readonly Command[] {
  return [
    habit('focusMode', { label: 'Focus mode', keywords: 'dim concentrate distraction', keys: 'F8' }),
    habit('typewriter', { label: 'Typewriter mode', keywords: 'centre middle line scroll', keys: 'F9' }),
    habit('fullWidth', { label: 'Full width', keywords: 'wide page measure column' }),
    ...zooms(),
    ...(['library', 'inspector'] as const).map((side): Command => ({
      id: `view.${side}`,
      label: `Show or hide the ${side}`,
      group: 'View',
      keys: side === 'library' ? 'Mod-Shift-l' : 'Mod-Shift-u',
      bound: 'page',
      keywords: 'panel side bar toggle',
      run: () => {
        toggle(side)
      },
    })),
    ...themes(),
  ]
}

/** Opens the library if it is folded or a closed drawer, and selects what is in its search field. */
async function searchDrafts(toggle: PageActions['toggle']): Promise<void> {
  const field = document.querySelector<HTMLInputElement>('.library input[type="search"]')
  if (field?.checkVisibility() !== true) {
    toggle('library')
    await nextTick()
  }
  field?.focus()
  field?.select()
}

function library({ toggle }: PageActions): readonly Command[] {
  const jobs = useJobs()
  const group = 'Library'
  return [
    {
      id: 'library.search',
      label: 'Search drafts',
      group,
      keys: 'Mod-p',
      bound: 'page',
      keywords: 'find article',
      run: () => void searchDrafts(toggle),
    },
    {
      id: 'library.backup',
      label: 'Back up the whole library…',
      group,
      keywords: 'zip copy',
      run: () => void jobs.backUp(),
    },
    {
      id: 'library.zip',
      label: 'Bring in a back-up…',
      group,
      keywords: 'zip restore import',
      run: () => void pickFiles('.zip', false).then((files) => jobs.importFiles(files)),
    },
    {
      id: 'library.folder',
      label: 'Bring in a folder…',
      group,
      keywords: 'markdown import',
      run: () => void pickFolder().then((files) => jobs.importFiles(files)),
    },
    {
      id: 'library.choose',
      label: 'Keep drafts somewhere else…',
      group,
      keywords: 'folder library location',
      run: () => void useHost().chooseLibrary(),
    },
  ]
}

function help(): readonly Command[] {
  const commands = useCommands()
  return [
    {
      id: 'help.palette',
      label: 'Commands and drafts',
      group: 'Help',
      keys: 'Mod-k',
      bound: 'page',
      run: () => {
        commands.paletteOpen = true
      },
    },
    {
      id: 'help.keys',
      label: 'Keyboard shortcuts',
      group: 'Help',
      keys: 'Mod-/ ?',
      bound: 'page',
      keywords: 'keys sheet help',
      run: () => {
        commands.sheetOpen = true
      },
    },
  ]
}

/** What can be done whether or not a draft is open. */
export function pageCommands(actions: PageActions): readonly Command[] {
  return [...newArticle(), ...openArticle(actions), ...view(actions), ...library(actions), ...help()]
}
