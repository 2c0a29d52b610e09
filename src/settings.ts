import { isDraftId } from './contract/draftId.ts'
import { languages } from './contract/guards.ts'
import type { Outcome } from './contract/outcome.ts'

/**
 * The app's memory of its writer's habits: one row a setting. The type, the defaults, the guard, the commands of the palette
 * and the fields of the inspector follow from the rows. To add a setting, add a row here and its label to the page's catalogue
 * as `settings.<key>`; a missing label does not compile. Hosts keep the settings in one file and the page reads it when it
 * starts. Settings may be lost, so they never hold a word of a draft.
 *
 * Example: `toggle('ruler', true, 'F7')` with `"ruler": { "label": "Ruler", "keywords": "measure" }` among the labels is
 * the palette's command "Ruler" (id `view.ruler`), which F7 runs and which is checked while the ruler is shown.
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

/** A setting that one command, `view.<key>`, turns on and off. */
interface ToggleRow<Key extends string> extends SettingRow<Key, boolean> {
  readonly command: 'toggle'
  /** The command's keys as ProseMirror names them (`Mod-Shift-k`), if it has any. */
  readonly keys?: string
}

/** A setting with a command for each value, `view.<key>.<value>`, and a field in the inspector. */
interface ChoiceRow<Key extends string, Value extends string> extends SettingRow<Key, Value> {
  readonly command: 'choices'
}

/** A size: `view.larger` and `view.smaller` move along its choices, `view.actual` returns to the default. */
interface StepsRow<Key extends string, Value extends number> extends SettingRow<Key, Value> {
  readonly command: 'steps'
}

/** Whether a side panel is open. Its command, `view.<side>`, has keys. On a narrow window it opens a drawer instead. */
interface PanelRow<Key extends string> extends SettingRow<Key, boolean> {
  readonly command: 'panel'
  readonly side: 'library' | 'inspector'
  readonly keys: string
}

/** A setting that the app remembers by itself: no command. */
interface HiddenRow<Key extends string, Value> extends SettingRow<Key, Value> {
  readonly command: null
}

/** The colours of the app; `system` follows the machine. */
const THEMES = ['system', 'light', 'dark'] as const

/** Sizes of the article's type, in per cent of its own. */
const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200] as const

/** Whether something may be downloaded: `ask` until the writer has said yes or no. */
const DOWNLOADS = ['ask', 'yes', 'no'] as const

/** Returns the row of a setting whose values are a list. */
function listed<Key extends string, Value>(
  key: Key,
  choices: readonly Value[],
  value: NoInfer<Value>,
): SettingRow<Key, Value> {
  return { key, default: value, choices, isValid: (given) => choices.some((each) => each === given) }
}

/** Returns the row of a setting that is on or off. */
function toggle<Key extends string>(key: Key, value: boolean, keys?: string): ToggleRow<Key> {
  return {
    ...listed<Key, boolean>(key, [true, false], value),
    command: 'toggle',
    ...(keys === undefined ? {} : { keys }),
  }
}

/** Every setting. The order is that of the palette and of the settings file. */
export const SETTINGS = [
  /** All blocks but the one with the caret are dimmed. */
  toggle('focusMode', false, 'F8'),
  /** The line with the caret stays at mid height. */
  toggle('typewriter', false, 'F9'),
  /** The text takes the width of the page rather than a column's. */
  toggle('fullWidth', false),
  /** The size of the article's type, in per cent. */
  { ...listed('zoom', ZOOMS, 100), command: 'steps' } satisfies StepsRow<string, number>,
  {
    ...listed<'libraryOpen', boolean>('libraryOpen', [true, false], true),
    command: 'panel',
    side: 'library',
    keys: 'Mod-Shift-l',
  } satisfies PanelRow<string>,
  {
    ...listed<'inspectorOpen', boolean>('inspectorOpen', [true, false], true),
    command: 'panel',
    side: 'inspector',
    keys: 'Mod-Shift-u',
  } satisfies PanelRow<string>,
  { ...listed('theme', THEMES, 'system'), command: 'choices' } satisfies ChoiceRow<string, string>,
  /** The languages of the spelling checker, as BCP 47 tags; none: the article's language. */
  {
    key: 'spellingLanguages',
    default: [] as readonly string[],
    choices: [],
    isValid: languages,
    command: null,
  } satisfies HiddenRow<'spellingLanguages', readonly string[]>,
  /** Whether dictionaries of the spelling checker may be downloaded. The writer is asked once. */
  { ...listed('spellingDownloads', DOWNLOADS, 'ask'), command: null } satisfies HiddenRow<string, string>,
  /** The id of the draft that was open last; '' for none. */
  {
    key: 'lastDraft',
    default: '' as string,
    choices: [],
    isValid: (value) => value === '' || (typeof value === 'string' && isDraftId(value)),
    command: null,
  } satisfies HiddenRow<'lastDraft', string>,
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
