import type { NativeTheme } from 'electron'
import type { WatchedSettingsStore } from '../../desk/startup.ts'

/** Makes menus, dialogs and scroll bars follow the theme of the settings, at the start and at every change. */
export function setupTheme(
  nativeTheme: Pick<NativeTheme, 'themeSource'>,
  settings: Pick<WatchedSettingsStore, 'read' | 'onChange'>,
): void {
  nativeTheme.themeSource = settings.read().theme
  settings.onChange(({ theme }) => {
    nativeTheme.themeSource = theme
  })
}
