import type { App, ContextMenuParams, Menu, MenuItemConstructorOptions, WebContents } from 'electron'
import { t } from '../messages.ts'

/** As much of web contents as a menu's items need. */
type Contents = Pick<WebContents, 'replaceMisspelling' | 'session'>

/** Returns the items for a misspelt word: suggestions, and to add it to the dictionary. */
function spellingItems(
  contents: Contents,
  { misspelledWord, dictionarySuggestions }: ContextMenuParams,
): MenuItemConstructorOptions[] {
  if (misspelledWord === '') return []
  const suggestions = dictionarySuggestions.map((label): MenuItemConstructorOptions => ({
    label,
    click: () => {
      contents.replaceMisspelling(label)
    },
  }))
  return [
    ...(suggestions.length > 0 ? suggestions : [{ label: t('contextMenu.noSuggestions'), enabled: false }]),
    {
      label: t('contextMenu.addWord', { word: misspelledWord }),
      click: () => {
        contents.session.addWordToSpellCheckerDictionary(misspelledWord)
      },
    },
    { type: 'separator' },
  ]
}

/** Returns the menu for a place in the page; empty where nothing can be edited or copied. */
export function contextMenuFor(contents: Contents, params: ContextMenuParams): MenuItemConstructorOptions[] {
  const { isEditable, editFlags, selectionText } = params
  if (!isEditable) return selectionText === '' ? [] : [{ role: 'copy' }]
  return [
    ...spellingItems(contents, params),
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { role: 'pasteAndMatchStyle', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ]
}

/** Shows a menu at a right click. Electron has none of its own, and so would never show a suggestion. */
export function setupContextMenu(app: Pick<App, 'on'>, menu: Pick<typeof Menu, 'buildFromTemplate'>): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_shown, params) => {
      const items = contextMenuFor(contents, params)
      if (items.length > 0) menu.buildFromTemplate(items).popup()
    })
  })
}
