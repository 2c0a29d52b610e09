import { isDraftId } from './contract/draftId.ts'
import type { Outcome } from './contract/outcome.ts'

/**
 * The app's memory of its writer's habits: one row a setting, from which the type, the defaults and the guard follow. To add a
 * setting, add a row; hosts keep it and the page reads it from then on. Its label in the palette and in dialogs is the
 * page's. Settings may be lost, so they never hold a word of a draft.
 */

/** One setting: its name, its default and its valid values. */
export interface SettingRow<Key extends string, Value> {
  readonly key: Key
  readonly default: Value
  /** All values, in the order in which they are offered; empty for a setting without a list, such as an id. */
  readonly choices: readonly Value[]
  /** Returns true if a value of unknown origin (a settings file, a page) can be used. */
  readonly isValid: (value: unknown) => boolean
}

/** The colours of the app; `system` follows the machine. */
export const THEMES = ['system', 'light', 'dark'] as const

/** Sizes of the article's type, in per cent of its own. */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200] as const

function choice<Key extends string, Value>(
  key: Key,
  choices: readonly Value[],
  value: NoInfer<Value>,
): SettingRow<Key, Value> {
  return { key, default: value, choices, isValid: (given) => choices.some((each) => each === given) }
}

function toggle<Key extends string>(key: Key, value: boolean): SettingRow<Key, boolean> {
  return choice<Key, boolean>(key, [true, false], value)
}

/** Every setting. The order is that of the settings file. */
export const SETTINGS = [
  choice('theme', THEMES, 'system'),
  toggle('libraryOpen', true),
  toggle('inspectorOpen', true),
  /** The id of the draft that was open last; '' for none. */
  {
    key: 'lastDraft',
    default: '',
    choices: [],
    isValid: (value) => value === '' || (typeof value === 'string' && isDraftId(value)),
  } satisfies SettingRow<'lastDraft', string> as SettingRow<'lastDraft', string>,
  /** All blocks but the one with the caret are dimmed. */
  toggle('focusMode', false),
  /** The line with the caret stays at mid height. */
  toggle('typewriter', false),
  /** The text takes the width of the page rather than a column's. */
  toggle('fullWidth', false),
  /** The size of the article's type, in per cent. */
  choice('zoom', ZOOMS, 100),
] as const

type Rows = (typeof SETTINGS)[number]

/** The values of all settings, by key. */
export type Settings = { readonly [Row in Rows as Row['key']]: Row['default'] }

/** The values of a new installation. */
export const DEFAULT_SETTINGS = Object.fromEntries(SETTINGS.map((row) => [row.key, row.default])) as Settings

/** Returns true if every setting is there with a valid value. Further fields are ignored. */
export function isSettings(value: unknown): value is Settings {
  if (typeof value !== 'object' || value === null) return false
  const given = value as Readonly<Record<string, unknown>>
  return SETTINGS.every((row) => row.isValid(given[row.key]))
}

/** Returns settings from data of unknown origin: each value that is missing or not valid becomes its default. */
export function settingsFrom(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return DEFAULT_SETTINGS
  const given = value as Readonly<Record<string, unknown>>
  const valid = SETTINGS.filter((row) => row.isValid(given[row.key]))
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(valid.map(({ key }) => [key, given[key]])) }
}

/** The calls about settings. */
export interface SettingsCalls {
  readSettings(): Promise<Outcome<Settings>>
  writeSettings(settings: Settings): Promise<Outcome<null>>
}
