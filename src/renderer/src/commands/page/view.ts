import { SETTINGS, type Settings } from '../../../../desk.ts'
import { t } from '../../i18n.ts'
import { useSettings } from '../../stores/settings.ts'
import type { Command, CommandWords } from '../command.ts'
import type { PageActions } from './actions.ts'

/**
 * The commands of the group "View", made from the rows of `src/settings.ts`: a toggle is one command, a list one command per
 * value, a size three (larger, smaller, actual). Nothing here names a setting.
 */

/** Any row of the table of settings. */
type Row = (typeof SETTINGS)[number]
/** The rows with commands of one kind: `RowWith<'toggle'>`. */
type RowWith<Kind extends Row['command']> = Extract<Row, { readonly command: Kind }>

/** The names in keys of the page's catalogue that end with `.keywords`: `focusMode`, `zoom.larger`, `theme.commands.dark`. */
type SettingWords<Key = Parameters<typeof t>[0]> = Key extends `settings.${infer Name}.keywords`
  ? Name
  : never

/** Label and keywords of a setting's command from the page's catalogue. A name without both does not compile. */
function settingWords(name: SettingWords): CommandWords {
  return {
    label: () => t(`settings.${name}.label`),
    keywords: () => t(`settings.${name}.keywords`),
  }
}

/** The command that turns a setting on and off; it is checked while the setting is on. */
function toggleCommand({ key, keys }: RowWith<'toggle'>): Command {
  const store = useSettings()
  return {
    ...settingWords(key),
    id: `view.${key}`,
    group: 'view',
    ...(keys === undefined ? {} : { keys, bound: 'page' as const }),
    checked: () => store.settings[key],
    run: () => {
      store.set({ [key]: !store.settings[key] })
    },
  }
}

/** A command for each value of a setting; the chosen one is checked. */
function choiceCommands({ key, choices }: RowWith<'choices'>): readonly Command[] {
  const store = useSettings()
  return choices.map((value) => ({
    ...settingWords(`${key}.commands.${value}`),
    id: `view.${key}.${value}`,
    group: 'view',
    checked: () => store.settings[key] === value,
    run: () => {
      store.set({ [key]: value })
    },
  }))
}

/** The commands of a size, and how far each moves along the list of sizes; null returns to the default. */
const STEPS = [
  ['larger', 1],
  ['smaller', -1],
  ['actual', null],
] as const

/** Commands that change a size. At either end of its list it stays as it is. */
function stepCommands({ key, choices, default: actual }: RowWith<'steps'>): readonly Command[] {
  const store = useSettings()
  const stepped = (step: 1 | -1 | null): Settings[typeof key] => {
    const size = store.settings[key]
    return step === null ? actual : (choices[choices.indexOf(size) + step] ?? size)
  }
  return STEPS.map(([name, step]) => ({
    ...settingWords(`${key}.${name}`),
    id: `view.${name}`,
    group: 'view',
    run: () => {
      store.set({ [key]: stepped(step) })
    },
  }))
}

/** The command that opens and closes a side panel. What that means depends on the window's width: the frame does it. */
function panelCommand({ key, side, keys }: RowWith<'panel'>, togglePanel: PageActions['toggle']): Command {
  return {
    ...settingWords(key),
    id: `view.${side}`,
    group: 'view',
    keys,
    bound: 'page',
    run: () => {
      togglePanel(side)
    },
  }
}

/** Commands that change how the page looks, in the order of the settings' rows. Call it in a setup: it uses stores. */
export function viewCommands({ toggle }: Pick<PageActions, 'toggle'>): readonly Command[] {
  return SETTINGS.flatMap((row): readonly Command[] => {
    switch (row.command) {
      case 'toggle':
        return [toggleCommand(row)]
      case 'choices':
        return choiceCommands(row)
      case 'steps':
        return stepCommands(row)
      case 'panel':
        return [panelCommand(row, toggle)]
      case null:
        return []
    }
  })
}
