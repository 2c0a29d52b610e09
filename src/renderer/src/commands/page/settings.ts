import { SETTINGS, type Settings } from '../../../../desk.ts'
import { t } from '../../i18n.ts'
import { valueLabel } from '../../settingTexts.ts'
import { useDialogs } from '../../stores/dialogs.ts'
import { useHost } from '../../stores/host.ts'
import { isSettingHere, useSettings } from '../../stores/settings.ts'
import { type Command, type Group, listedWords } from '../command.ts'
import type { PageActions } from './actions.ts'

/**
 * The commands that change settings, made from the rows of `src/settings.ts`: a toggle is one command, a list one command per
 * value, a size three (larger, smaller, actual). Nothing here names a setting.
 */

/** Any row of the table of settings. */
type Row = (typeof SETTINGS)[number]
/** The rows with one kind of control: `RowWith<'toggle'>`. */
type RowWith<Kind extends Row['control']> = Extract<Row, { readonly control: Kind }>

/** The names in keys of the page's catalogue that end with `.keywords`: `focusMode`, `zoom.larger`, `theme`. */
type SettingWords<Key = Parameters<typeof t>[0]> = Key extends `settings.${infer Name}.keywords`
  ? Name
  : never

/** Label and keywords of a setting's command from the page's catalogue. A name without both does not compile. */
function settingWords(name: SettingWords): ReturnType<typeof listedWords> {
  return {
    label: () => t(`settings.${name}.label`),
    keywords: () => t(`settings.${name}.keywords`),
  }
}

/** Where a setting's command is listed: how the page looks, and what has keys, is changed while writing. */
function placeOf(row: Row): { readonly group: Group; readonly id: string } {
  const isView = row.section === null || row.section === 'appearance' || 'keys' in row
  return isView ? { group: 'view', id: `view.${row.key}` } : { group: 'settings', id: `settings.${row.key}` }
}

/** The command that turns a setting on and off; it is checked while the setting is on. */
function toggleCommand(row: RowWith<'toggle'>): Command {
  const store = useSettings()
  const { key, keys } = row
  return {
    ...settingWords(key),
    ...placeOf(row),
    ...(keys === undefined ? {} : { keys, bound: 'page' as const }),
    checked: () => store.settings[key],
    run: () => {
      store.set({ [key]: !store.settings[key] })
    },
  }
}

/** A command for each value of a setting, "Theme: Dark"; the chosen one is checked. */
function choiceCommands(row: RowWith<'choice'>): readonly Command[] {
  const store = useSettings()
  const { key, choices } = row
  const { group, id } = placeOf(row)
  return choices.map((value) => ({
    label: () =>
      t('settingsDialog.command', {
        setting: t(`settings.${key}.label`),
        value: valueLabel(row, value),
      }),
    keywords: () => t(`settings.${key}.keywords`),
    id: `${id}.${value}`,
    group,
    checked: () => store.settings[key] === value,
    run: () => {
      store.set({ [key]: value })
    },
  }))
}

/**
 * The commands of a size, how far each moves along the list of sizes (null returns to the default), and its keys. A browser
 * zooms its pages by these keys, so they are bound on the desktop alone.
 */
const STEPS = [
  ['larger', 1, 'Mod-= Mod-+'],
  ['smaller', -1, 'Mod--'],
  ['actual', null, 'Mod-0'],
] as const

/** Commands that change a size. At either end of its list it stays as it is. */
function stepCommands({ key, choices, default: actual }: RowWith<'steps'>): readonly Command[] {
  const store = useSettings()
  const stepped = (step: 1 | -1 | null): Settings[typeof key] => {
    const size = store.settings[key]
    return step === null ? actual : (choices[choices.indexOf(size) + step] ?? size)
  }
  const { isDesktop } = useHost()
  return STEPS.map(([name, step, keys]) => ({
    ...settingWords(`${key}.${name}`),
    id: `view.${name}`,
    group: 'view',
    ...(isDesktop ? { keys, bound: 'page' as const } : {}),
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

/** The command of a setting that is changed in the dialog alone: it opens the dialog there. */
function fieldCommand(row: RowWith<'exportName' | 'language' | 'languages' | 'line' | 'target'>): Command {
  const { label, keywords } = settingWords(row.key)
  return {
    label: () => t('settingsDialog.field', { setting: label() }),
    keywords,
    ...placeOf(row),
    run: () => {
      useDialogs().showSettings(row.key)
    },
  }
}

/** The command that opens the Settings dialog. */
function dialogCommand(): Command {
  return {
    ...listedWords('openSettings'),
    id: 'app.settings',
    group: 'settings',
    keys: 'Mod-,',
    bound: 'page',
    run: () => {
      useDialogs().showSettings()
    },
  }
}

/** The commands of the settings, in the order of their rows. Call it in a setup: it uses stores. */
export function settingCommands({ toggle }: Pick<PageActions, 'toggle'>): readonly Command[] {
  const ofRows = SETTINGS.filter(isSettingHere).flatMap((row): readonly Command[] => {
    switch (row.control) {
      case 'toggle':
        return [toggleCommand(row)]
      case 'choice':
        return choiceCommands(row)
      case 'steps':
        return stepCommands(row)
      case 'panel':
        return [panelCommand(row, toggle)]
      case 'language':
      case 'line':
      case 'languages':
      case 'target':
      case 'exportName':
        return [fieldCommand(row)]
      case null:
        return []
    }
  })
  return [dialogCommand(), ...ofRows]
}
