import type {
  App,
  Clipboard,
  ContextMenuParams,
  Menu,
  MenuItemConstructorOptions,
  WebContents,
} from 'electron'
import { safeUrl } from '../../text/url.ts'
import { t } from '../messages.ts'

/** As much of web contents as a menu's items need. */
type Contents = Pick<
  WebContents,
  'copyImageAt' | 'replaceMisspelling' | 'session' | 'showDefinitionForSelection'
>

/** What the context menu uses besides its web contents. */
export interface ContextMenuParts {
  readonly platform: NodeJS.Platform
  readonly clipboard: Pick<Clipboard, 'writeText'>
}

/** How many characters of a selection the item that looks it up quotes. */
const MAX_QUOTED_LENGTH = 30

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

/** Returns the item that looks the selection up; macOS alone has a dictionary to show. */
function lookUpItems(
  contents: Contents,
  { selectionText }: ContextMenuParams,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const words = selectionText.trim()
  if (platform !== 'darwin' || words === '') return []
  const isLong = words.length > MAX_QUOTED_LENGTH
  const quoted = isLong ? `${words.slice(0, MAX_QUOTED_LENGTH)}…` : words
  return [
    {
      label: t('contextMenu.lookUp', { words: quoted.replaceAll('&', '&&') }),
      click: () => {
        contents.showDefinitionForSelection()
      },
    },
    { type: 'separator' },
  ]
}

/** Returns the items for a link or a picture: to copy its address, to copy the picture. */
function copyItems(
  contents: Contents,
  { linkURL, mediaType, hasImageContents, x, y }: ContextMenuParams,
  clipboard: ContextMenuParts['clipboard'],
): MenuItemConstructorOptions[] {
  const url = linkURL === '' ? null : safeUrl(linkURL)
  return [
    ...(url === null
      ? []
      : [
          {
            label: t('contextMenu.copyLink'),
            click: () => {
              // A clipboard that cannot be written stays as it was: there is nothing to mend.
              clipboard.writeText(linkURL).catch(() => undefined)
            },
          },
        ]),
    ...(mediaType === 'image' && hasImageContents
      ? [
          {
            label: t('contextMenu.copyPicture'),
            click: () => {
              contents.copyImageAt(x, y)
            },
          },
        ]
      : []),
  ]
}

/** Returns the menu for a place in the page; empty where nothing can be edited or copied. */
export function contextMenuFor(
  contents: Contents,
  params: ContextMenuParams,
  { platform, clipboard }: ContextMenuParts,
): MenuItemConstructorOptions[] {
  const { isEditable, editFlags, selectionText } = params
  const lookUp = lookUpItems(contents, params, platform)
  const copy = copyItems(contents, params, clipboard)
  if (!isEditable) return [...lookUp, ...copy, ...(selectionText === '' ? [] : [{ role: 'copy' as const }])]
  return [
    ...spellingItems(contents, params),
    ...lookUp,
    ...copy,
    ...(copy.length === 0 ? [] : [{ type: 'separator' as const }]),
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { role: 'pasteAndMatchStyle', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ]
}

/**
 * Shows a menu at a right click, and at the caret for the keyboard's menu key. Electron has none of its own, and so would never
 * show a suggestion.
 */
export function setupContextMenu(
  app: Pick<App, 'on'>,
  menu: Pick<typeof Menu, 'buildFromTemplate'>,
  parts: ContextMenuParts,
): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_shown, params) => {
      const items = contextMenuFor(contents, params, parts)
      if (items.length === 0) return
      const { x, y, menuSourceType: sourceType } = params
      // Without a place the menu opens at the pointer, which the keyboard has not moved.
      menu.buildFromTemplate(items).popup(sourceType === 'keyboard' ? { x, y, sourceType } : {})
    })
  })
}
