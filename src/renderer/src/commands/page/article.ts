import { pickFiles } from '../../dom/pickFiles.ts'
import { useDialogs } from '../../stores/dialogs.ts'
import { useDraft } from '../../stores/draft.ts'
import { useTemplates } from '../../stores/rows/templates.ts'
import { usePreview } from '../../stores/preview.ts'
import { IMPORT_EXTENSIONS, useImporting } from '../../stores/transfer/importing.ts'
import { useLastExports } from '../../stores/transfer/lastExports.ts'
import { usePrinting } from '../../stores/transfer/printing.ts'
import { useRereading } from '../../stores/transfer/rereading.ts'
import { useSharing } from '../../stores/transfer/sharing.ts'
import { type Command, listedWords } from '../command.ts'
import type { PageActions } from './actions.ts'

/** Commands that make a draft. */
export function draftCommands(): readonly Command[] {
  const draft = useDraft()
  const importing = useImporting()
  return [
    {
      ...listedWords('newDraft'),
      id: 'article.new',
      group: 'article',
      keys: 'Mod-Alt-n',
      bound: 'page',
      run: () => void draft.create(),
    },
    {
      ...listedWords('import'),
      id: 'article.import',
      group: 'article',
      keys: 'Mod-o',
      bound: 'page',
      run: () => void pickFiles(IMPORT_EXTENSIONS, true).then((files) => importing.importFiles(files)),
    },
  ]
}

/** Commands that begin a draft from a template, or make a template. */
export function templateCommands(): readonly Command[] {
  const draft = useDraft()
  const templates = useTemplates()
  const stock = [
    ['recap', 'newRecap'],
    ['interview', 'newInterview'],
    ['photoStory', 'newPhotoStory'],
    ['news', 'newNews'],
  ] as const
  return [
    ...stock.map(([name, words]): Command => ({
      ...listedWords(words),
      id: `article.new.${name}`,
      group: 'article',
      run: () => void templates.create(name),
    })),
    {
      ...listedWords('saveTemplate'),
      id: 'article.saveTemplate',
      group: 'article',
      enabled: () => draft.id !== null,
      run: () => void templates.saveAs(draft.id ?? ''),
    },
    {
      ...listedWords('templates'),
      id: 'library.templates',
      group: 'library',
      run: () => (useDialogs().open = 'templates'),
    },
  ]
}

/**
 * Commands for the open draft. They stay in the list, disabled, while no draft is open, so that the palette shows what a
 * draft could be used for.
 */
export function openDraftCommands(actions: Pick<PageActions, 'export'>): readonly Command[] {
  const draft = useDraft()
  const preview = usePreview()
  const enabled = (): boolean => draft.id !== null
  return [
    {
      ...listedWords('preview'),
      id: 'article.preview',
      group: 'article',
      keys: 'Mod-Shift-p',
      bound: 'page',
      enabled,
      checked: () => preview.isOpen,
      run: preview.toggle,
    },
    {
      ...listedWords('export'),
      id: 'article.export',
      group: 'article',
      keys: 'Mod-Shift-e',
      bound: 'page',
      enabled,
      run: actions.export,
    },
    exportAgainCommand(),
    {
      ...listedWords('save'),
      id: 'article.save',
      group: 'article',
      keys: 'Mod-s',
      bound: 'page',
      enabled,
      run: () => void draft.saveNow(),
    },
    {
      ...listedWords('saveDraftFile'),
      id: 'article.saveDraftFile',
      group: 'article',
      enabled,
      run: () => void useSharing().saveDraftFile(),
    },
    {
      ...listedWords('copyLink'),
      id: 'article.copyLink',
      group: 'article',
      enabled,
      run: () => void useSharing().copyLink(draft.id ?? ''),
    },
    encodingCommand(),
    {
      ...listedWords('trash'),
      id: 'article.trash',
      group: 'article',
      enabled,
      run: () => void draft.moveToTrash(draft.id ?? ''),
    },
  ]
}

/** The command that reads the file of the open draft again, in another encoding. */
function encodingCommand(): Command {
  const draft = useDraft()
  return {
    ...listedWords('changeEncoding'),
    id: 'article.encoding',
    group: 'article',
    enabled: () => draft.id !== null,
    run: () => void useRereading().open(),
  }
}

/**
 * The command that repeats the last export of the open draft; disabled until there was one. What exports is loaded at the
 * first use, as the export dialog is, so the draft is remembered from the click.
 */
function exportAgainCommand(): Command {
  const draft = useDraft()
  const lastExports = useLastExports()
  return {
    ...listedWords('exportAgain'),
    id: 'article.exportAgain',
    group: 'article',
    keys: 'Mod-Shift-Alt-e',
    bound: 'page',
    enabled: () => draft.id !== null && lastExports.has(draft.id),
    run: () => {
      const { shown } = draft
      void import('../../stores/transfer/exporting.ts').then(({ useExporting }) =>
        useExporting().exportAgain(shown),
      )
    },
  }
}

/** Commands that put the open draft on paper. Mod+P searches the drafts, so printing has Alt with it. */
export function printCommands(): readonly Command[] {
  const draft = useDraft()
  const printing = usePrinting()
  const enabled = (): boolean => draft.id !== null
  return [
    {
      ...listedWords('print'),
      id: 'article.print',
      group: 'article',
      keys: 'Mod-Alt-p',
      bound: 'page',
      enabled,
      run: () => void printing.print(),
    },
    {
      ...listedWords('pdf'),
      id: 'article.pdf',
      group: 'article',
      enabled,
      run: () => void printing.savePdf(),
    },
  ]
}
