import { host, isDesktop } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { type NoticeAction, useNotices } from '../notices.ts'

/** Returns what the button that shows a file is called: the file manager's name differs by system. */
export function showFileLabel(): string {
  const { platform } = navigator
  if (platform.startsWith('Mac')) return t('stores.savedFile.finder')
  return platform.startsWith('Win') ? t('stores.savedFile.explorer') : t('stores.savedFile.folder')
}

/** Shows a file in the system's file manager. @param path of a saved file, or of the settings */
export async function showFile(path: string): Promise<void> {
  const outcome = await host.showFile(path)
  if (!outcome.ok) useNotices().problem(outcome.problem)
}

/**
 * Returns the button that shows a saved file in the system's file manager. None in a browser, which shows no folders.
 * @param path as `saveFile` or `saveJobFile` returned it
 */
export function showFileActions(path: string): readonly NoticeAction[] {
  return isDesktop ? [{ label: showFileLabel(), run: () => void showFile(path) }] : []
}
