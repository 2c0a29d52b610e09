import type { NativeTheme } from 'electron'
import type { Desk, Settings } from '../../desk.ts'

/**
 * Menus, dialogs and scroll bars follow the page's theme.
 * @returns a function that has the system follow the settings which are written through a desk
 */
export function setupTheme(
  nativeTheme: Pick<NativeTheme, 'themeSource'>,
  settings: Settings,
): (desk: Desk) => Desk {
  nativeTheme.themeSource = settings.theme
  return (desk) => ({
    ...desk,
    writeSettings: (given) => {
      nativeTheme.themeSource = given.theme
      return desk.writeSettings(given)
    },
  })
}
