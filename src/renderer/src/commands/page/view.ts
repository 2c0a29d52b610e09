import { THEMES, ZOOMS } from '../../../../desk.ts'
import { useSettings } from '../../stores/settings.ts'
import { type Command, listedWords, type ListedCommand } from '../command.ts'
import type { PageActions } from './actions.ts'

/** Sets the next larger (1) or smaller (-1) size of text, or the normal one (0). Stays at either end of the list. */
function zoom(step: 1 | -1 | 0): void {
  const store = useSettings()
  const at = ZOOMS.indexOf(store.settings.zoom)
  store.set({ zoom: step === 0 ? 100 : (ZOOMS[at + step] ?? store.settings.zoom) })
}

/** A view setting that is on or off. */
function viewToggle(name: 'focusMode' | 'typewriter' | 'fullWidth', keys?: string): Command {
  const store = useSettings()
  return {
    ...listedWords(name),
    id: `view.${name}`,
    group: 'view',
    ...(keys === undefined ? {} : { keys, bound: 'page' as const }),
    checked: () => store.settings[name],
    run: () => {
      store.set({ [name]: !store.settings[name] })
    },
  }
}

/** Ids, words and steps of the zoom commands. */
const ZOOM_STEPS = [
  ['larger', 'zoomIn', 1],
  ['smaller', 'zoomOut', -1],
  ['actual', 'zoomReset', 0],
] as const

/** Commands that change the size of the text. */
function zoomCommands(): readonly Command[] {
  return ZOOM_STEPS.map(([id, name, step]) => ({
    ...listedWords(name),
    id: `view.${id}`,
    group: 'view',
    run: () => {
      zoom(step)
    },
  }))
}

/** The words of each theme's command. */
const THEME_NAMES = {
  system: 'themeSystem',
  light: 'themeLight',
  dark: 'themeDark',
} as const satisfies Readonly<Record<(typeof THEMES)[number], ListedCommand>>

/** A command for each theme; the chosen one is checked. */
function themeCommands(): readonly Command[] {
  const store = useSettings()
  return THEMES.map((theme) => ({
    ...listedWords(THEME_NAMES[theme]),
    id: `view.theme.${theme}`,
    group: 'view',
    checked: () => store.settings.theme === theme,
    run: () => {
      store.set({ theme })
    },
  }))
}

/** Commands that change how the page looks. */
export function viewCommands({ toggle }: Pick<PageActions, 'toggle'>): readonly Command[] {
  const panels = [
    ['library', 'toggleLibrary', 'Mod-Shift-l'],
    ['inspector', 'toggleInspector', 'Mod-Shift-u'],
  ] as const
  return [
    viewToggle('focusMode', 'F8'),
    viewToggle('typewriter', 'F9'),
    viewToggle('fullWidth'),
    ...zoomCommands(),
    ...panels.map(([side, name, keys]): Command => ({
      ...listedWords(name),
      id: `view.${side}`,
      group: 'view',
      keys,
      bound: 'page',
      run: () => {
        toggle(side)
      },
    })),
    ...themeCommands(),
  ]
}
