import type { NativeTheme } from 'electron'
import type { Desk, Settings } from '../desk.ts'

/** Menus, dialogs and scroll bars follow the page's theme: the desk, with the system told of each change. */
export function setupTheme(
  nativeTheme: Pick<NativeTheme, 'themeSource'>,
  desk: Desk,
  settings: Settings,
): Desk {
  nativeTheme.themeSource = settings.theme
  return {
    ...desk,
    writeSettings: (given) => {
      nativeTheme.themeSource = given.theme
      return desk.writeSettings(given)
    },
  }
}
