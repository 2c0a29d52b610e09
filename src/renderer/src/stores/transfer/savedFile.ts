import { host, isDesktop } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { type NoticeAction, useNotices } from '../notices.ts'

/** The file manager's name differs by system. */
function label(): string {
  const { platform } = navigator
  if (platform.startsWith('Mac')) return t('stores.savedFile.finder')
  return platform.startsWith('Win') ? t('stores.savedFile.explorer') : t('stores.savedFile.folder')
}

async function show(path: string): Promise<void> {
  const outcome = await host.showFile(path)
  if (!outcome.ok) useNotices().problem(outcome.problem)
}

/**
 * Returns the button that shows a saved file in the system's file manager. None in a browser, which shows no folders.
 * @param path as `saveFile` or `saveJobFile` returned it
 */
export function showFileActions(path: string): readonly NoticeAction[] {
  return isDesktop ? [{ label: label(), run: () => void show(path) }] : []
}
