import type { App, ContextMenuParams, Menu, MenuItemConstructorOptions, WebContents } from 'electron'

type Contents = Pick<WebContents, 'replaceMisspelling' | 'session'>

/** What can be done about a word that the spelling checker does not know. */
function aboutSpelling(
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
    ...(suggestions.length > 0 ? suggestions : [{ label: 'No suggestions', enabled: false }]),
    {
      label: `Add “${misspelledWord}” to the dictionary`,
      click: () => {
        contents.session.addWordToSpellCheckerDictionary(misspelledWord)
      },
    },
    { type: 'separator' },
  ]
}

/** The menu for a place in the page; empty where there is nothing to write in and nothing to copy. */
export function contextMenuFor(contents: Contents, params: ContextMenuParams): MenuItemConstructorOptions[] {
  const { isEditable, editFlags, selectionText } = params
  if (!isEditable) return selectionText === '' ? [] : [{ role: 'copy' }]
  return [
    ...aboutSpelling(contents, params),
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { role: 'pasteAndMatchStyle', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ]
}

/** Electron shows no menu of its own where the text is clicked: without this nobody would see a suggestion. */
export function setupContextMenu(app: Pick<App, 'on'>, menu: Pick<typeof Menu, 'buildFromTemplate'>): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_shown, params) => {
      const items = contextMenuFor(contents, params)
      if (items.length > 0) menu.buildFromTemplate(items).popup()
    })
  })
}
