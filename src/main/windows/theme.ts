import type { NativeTheme } from 'electron'
import type { Desk, Settings } from '../../desk.ts'

/**
 * Makes menus, dialogs and scroll bars follow the page's theme.
 * @param settings the settings at the start
 * @returns a function that wraps a desk, so that the theme also follows the settings written through it
 */
export function setupTheme(
  nativeTheme: Pick<NativeTheme, 'themeSource'>,
  settings: Settings,
): (desk: Desk) => Desk {
  nativeTheme.themeSource = settings.theme
  return (desk) => ({
    ...desk,
    writeSettings: (written) => {
      nativeTheme.themeSource = written.theme
      return desk.writeSettings(written)
    },
  })
}
