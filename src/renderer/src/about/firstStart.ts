import { version } from '../../../../package.json'
import { useDialogs } from '../stores/dialogs.ts'
import { useLibrary } from '../stores/library.ts'
import { useSettings } from '../stores/settings.ts'

/**
 * Opens the first start's pages over an empty library, once; after an update What's new, once. Call it when settings and
 * library have been read.
 */
export function greet(): void {
  const { settings, set } = useSettings()
  const dialogs = useDialogs()
  const isFirst = !settings.welcomed && useLibrary().draftCount === 0
  if (isFirst) dialogs.open = 'welcome'
  else if (settings.lastVersion !== '' && settings.lastVersion !== version) dialogs.open = 'news'
  if (!settings.welcomed || settings.lastVersion !== version) set({ welcomed: true, lastVersion: version })
}
