import { isDraftId } from './contract/draftId.ts'
import { DEFAULT_EXPORT_NAME, exportNameFault } from './contract/exportName.ts'
import { languages } from './contract/guards.ts'
import type { Outcome } from './contract/outcome.ts'

/**
 * The app's memory of its writer's habits: one row a setting. The type, the defaults, the guard, the Settings dialog, the
 * commands of the palette and the fields of the inspector follow from the rows. To add a setting, add a row here and its
 * label to the page's catalogue as `settings.<key>`; a missing label does not compile. Hosts keep the settings in one file.
 * Settings may be lost, so they never hold a word of a draft.
 *
 * Example: `toggle('writing', 'ruler', true, 'F7')` with `"ruler": { "label": "Ruler", "keywords": "measure" }` among the
 * labels is a switch in the dialog's section Writing and the palette's command "Ruler" (id `view.ruler`), which F7 runs.
 */

/** The sections of the Settings dialog, in the order in which they are shown. */
export const SECTIONS = [
  'appearance',
  'writing',
  'spelling',
  'library',
  'history',
  'export',
  'updates',
] as const
export type SettingSection = (typeof SECTIONS)[number]

/** One setting: its name, where it is shown, its default and its valid values. */
export interface SettingRow<Key extends string, Value> {
  readonly key: Key
  /** Where the Settings dialog shows it; null for what belongs to a window or is remembered without being asked. */
  readonly section: SettingSection | null
  /** The host that has it, where the other can do nothing with it. */
  readonly host?: 'desktop'
  readonly default: Value
  /** All values, in the order in which they are offered; empty for a setting without a list, such as an id. */
  readonly choices: readonly Value[]
  /** Returns true if a value of unknown origin (a settings file, a page) can be used. */
  readonly isValid: (value: unknown) => boolean
}

/** A setting that one command turns on and off. */
interface ToggleRow<Key extends string> extends SettingRow<Key, boolean> {
  readonly control: 'toggle'
  /** The command's keys as ProseMirror names them (`Mod-Shift-k`), if it has any. */
  readonly keys?: string
}

/** One of a few values, with a command for each. */
interface ChoiceRow<Key extends string, Value extends string> extends SettingRow<Key, Value> {
  readonly control: 'choice'
}

/** A size: `view.larger` and `view.smaller` move along its choices, `view.actual` returns to the default. */
interface StepsRow<Key extends string, Value extends number> extends SettingRow<Key, Value> {
  readonly control: 'steps'
}

/** True while a side panel is open. Its command, `view.<side>`, has keys. On a narrow window it opens a drawer instead. */
interface PanelRow<Key extends string> extends SettingRow<Key, boolean> {
  readonly control: 'panel'
  readonly side: 'library' | 'inspector'
  readonly keys: string
}

/** A list of languages, as BCP 47 tags. Its command, `settings.<key>`, opens the dialog at it. */
interface LanguagesRow<Key extends string> extends SettingRow<Key, readonly string[]> {
  readonly control: 'languages'
}

/** One language, as a BCP 47 tag, or ''. Its command opens the dialog at it. */
interface LanguageRow<Key extends string> extends SettingRow<Key, string> {
  readonly control: 'language'
}

/** One line of text, or ''. Its command opens the dialog at it. */
interface LineRow<Key extends string> extends SettingRow<Key, string> {
  readonly control: 'line'
}

/** The id of a form of export, or ''. The page knows which there are. Its command opens the dialog at it. */
interface TargetRow<Key extends string> extends SettingRow<Key, string> {
  readonly control: 'target'
}

/** The pattern by which exported files are named. Its command opens the dialog at it. */
interface ExportNameRow<Key extends string> extends SettingRow<Key, string> {
  readonly control: 'exportName'
}

/** A setting that the app remembers by itself: no command, no field. */
interface HiddenRow<Key extends string, Value> extends SettingRow<Key, Value> {
  readonly control: null
}

/** The colours of the app; `system` follows the machine. */
const THEMES = ['system', 'light', 'dark'] as const

/** Sizes of the article's type, in per cent of its own. */
const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200] as const

/** Permission to download something: `ask` until the writer has said yes or no. */
const DOWNLOADS = ['ask', 'yes', 'no'] as const

/** The typeface of the article: Newsreader, Inter, or that of the system's windows. */
const FACES = ['serif', 'sans', 'system'] as const

/** How long the lines of the article are on the screen: 560, 660 or 760 px. */
const MEASURES = ['narrow', 'normal', 'wide'] as const

/** The distance of the article's lines on the screen: 1.45, 1.62 or 1.85 of the type's size. */
const LINE_HEIGHTS = ['tight', 'normal', 'loose'] as const

/** When a draft is saved: at each pause in typing, or after that many seconds without a key. */
const SAVE_PAUSES = ['pause', '1', '2', '5'] as const

/** The longest side of pictures in an export, in pixels; `original` leaves them as they are in the draft. */
const PICTURE_EDGES = ['1200', '1600', '2000', '2800', '4000', 'original'] as const

/** The quality of JPEG and WebP in an export, of 100. */
const PICTURE_QUALITIES = ['70', '82', '92'] as const

/** How often a version is kept: at each pause, or at most once in that many minutes. */
const VERSION_INTERVALS = ['pause', '5', '15', '60'] as const

/** How long a version without a name is kept: days in which its draft is open. */
const VERSION_LIFETIMES = ['forever', '365', '90', '30'] as const

/** What Galley does about newer versions of itself. */
const UPDATES = ['auto', 'ask', 'off'] as const

/** The screens that a page can be previewed on, or paper. */
const PREVIEW_WIDTHS = ['phone', 'tablet', 'desktop', 'paper'] as const

/** The colours of a previewed page, whatever those of the app are. */
const PREVIEW_THEMES = ['light', 'dark'] as const

/** Returns true for the id of a form of export, or ''. The page knows which there are. */
function isTargetId(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z0-9-]{0,60}$/.test(value)
}

/** Returns what rows of settings with a list of values share. */
function listed<Key extends string, Value>(
  section: SettingSection | null,
  key: Key,
  choices: readonly Value[],
  value: NoInfer<Value>,
): SettingRow<Key, Value> {
  const isValid = (given: unknown): boolean => choices.some((each) => each === given)
  return { section, key, default: value, choices, isValid }
}

/** Returns the row of a setting that is on or off. */
function toggle<Key extends string>(
  section: SettingSection,
  key: Key,
  value: boolean,
  keys?: string,
): ToggleRow<Key> {
  const row = listed<Key, boolean>(section, key, [true, false], value)
  return { ...row, control: 'toggle', ...(keys === undefined ? {} : { keys }) }
}

/** Returns the row of a setting that is one of a few values. */
function choice<Key extends string, Value extends string>(
  section: SettingSection,
  key: Key,
  choices: readonly Value[],
  value: NoInfer<Value>,
): ChoiceRow<Key, Value> {
  return { ...listed(section, key, choices, value), control: 'choice' }
}

/** Returns the row of a setting that is on or off and that the app remembers by itself. */
function hidden<Key extends string>(key: Key, value = false): HiddenRow<Key, boolean> {
  return { ...listed<Key, boolean>(null, key, [true, false], value), control: null }
}

/** Returns the row of a side panel, which is open at first. */
function panel<Key extends string>(key: Key, side: PanelRow<Key>['side'], keys: string): PanelRow<Key> {
  return { ...listed<Key, boolean>(null, key, [true, false], true), control: 'panel', side, keys }
}

/** Every setting. The order is that of the dialog's sections, the palette and the settings file. */
export const SETTINGS = [
  choice('appearance', 'theme', THEMES, 'system'),
  choice('appearance', 'textFace', FACES, 'serif'),
  choice('appearance', 'measure', MEASURES, 'normal'),
  choice('appearance', 'lineHeight', LINE_HEIGHTS, 'normal'),
  /** All blocks but the one with the caret are dimmed. */
  toggle('writing', 'focusMode', false, 'F8'),
  /** The line with the caret stays at mid height. */
  toggle('writing', 'typewriter', false, 'F9'),
  /** The text takes the width of the page rather than a column's. */
  toggle('appearance', 'fullWidth', false),
  /** The size of the article's type, in per cent. */
  { ...listed('appearance', 'zoom', ZOOMS, 100), control: 'steps' } satisfies StepsRow<string, number>,
  panel('libraryOpen', 'library', 'Mod-Shift-l'),
  panel('inspectorOpen', 'inspector', 'Mod-Shift-u'),
  /** The byline of new drafts and pasted text; '' for none. */
  {
    key: 'newDraftByline',
    section: 'writing',
    default: '' as string,
    choices: [],
    isValid: (value) => typeof value === 'string' && /^[^\p{Cc}\u2028\u2029]{0,200}$/u.test(value),
    control: 'line',
  } satisfies LineRow<'newDraftByline'>,
  /** The language of blank drafts and pasted text, as a BCP 47 tag; '': what the text is written in. */
  {
    key: 'newDraftLanguage',
    section: 'writing',
    default: '' as string,
    choices: [],
    isValid: (value) => value === '' || languages([value]),
    control: 'language',
  } satisfies LanguageRow<'newDraftLanguage'>,
  /** Typed marks become those of the article's language. Off, none of the next three acts. */
  toggle('writing', 'substitutions', true),
  toggle('writing', 'smartQuotes', true),
  toggle('writing', 'smartDashes', true),
  toggle('writing', 'smartEllipsis', true),
  choice('history', 'autosave', SAVE_PAUSES, 'pause'),
  choice('history', 'versionInterval', VERSION_INTERVALS, 'pause'),
  choice('history', 'versionLifetime', VERSION_LIFETIMES, 'forever'),
  /** The form that the export dialog opens with; '': the one that was used last. */
  {
    key: 'exportTarget',
    section: 'export',
    default: '' as string,
    choices: [],
    isValid: isTargetId,
    control: 'target',
  } satisfies TargetRow<'exportTarget'>,
  /** What exported files are called, as a pattern such as `{date}-{slug}`. */
  {
    key: 'exportName',
    section: 'export',
    default: DEFAULT_EXPORT_NAME as string,
    choices: [],
    isValid: (value) => typeof value === 'string' && exportNameFault(value) === null,
    control: 'exportName',
  } satisfies ExportNameRow<'exportName'>,
  choice('export', 'pictureEdge', PICTURE_EDGES, '2000'),
  choice('export', 'pictureQuality', PICTURE_QUALITIES, '82'),
  /** The languages of the spelling checker, as BCP 47 tags; none: the article's language. */
  {
    key: 'spellingLanguages',
    section: 'spelling',
    host: 'desktop',
    default: [] as readonly string[],
    choices: [],
    isValid: languages,
    control: 'languages',
  } satisfies LanguagesRow<'spellingLanguages'>,
  /** Permission to download dictionaries of the spelling checker. The writer is asked once. */
  { ...choice('spelling', 'spellingDownloads', DOWNLOADS, 'ask'), host: 'desktop' as const },
  /** Newer versions are downloaded by themselves, only after a click, or not even looked for. */
  { ...choice('updates', 'updates', UPDATES, 'auto'), host: 'desktop' as const },
  /** What is copied for a CMS has the headline and the standfirst in it, for which it may have fields of its own. */
  hidden('copyHeadline', true),
  hidden('copyStandfirst', true),
  /** The form that the preview shows; '' for the first one. */
  {
    key: 'previewTarget',
    section: null,
    default: '' as string,
    choices: [],
    isValid: isTargetId,
    control: null,
  } satisfies HiddenRow<'previewTarget', string>,
  { ...listed(null, 'previewWidth', PREVIEW_WIDTHS, 'phone'), control: null } satisfies HiddenRow<
    'previewWidth',
    string
  >,
  { ...listed(null, 'previewTheme', PREVIEW_THEMES, 'light'), control: null } satisfies HiddenRow<
    'previewTheme',
    string
  >,
  /** The id of the draft that was open last; '' for none. */
  {
    key: 'lastDraft',
    section: null,
    default: '' as string,
    choices: [],
    isValid: (value) => value === '' || (typeof value === 'string' && isDraftId(value)),
    control: null,
  } satisfies HiddenRow<'lastDraft', string>,
  /** The first start's pages were shown, or left. */
  hidden('welcomed'),
  /** True once a byline was offered for new drafts. */
  hidden('bylineOffered'),
  /** The sections of the inspector that are folded, by name. */
  {
    key: 'foldedSections',
    section: null,
    default: ['search', 'social', 'appearance'] as readonly string[],
    choices: [],
    isValid: (value) =>
      Array.isArray(value) &&
      value.length <= 40 &&
      value.every((name) => typeof name === 'string' && /^[a-z]{1,40}$/.test(name)),
    control: null,
  } satisfies HiddenRow<'foldedSections', readonly string[]>,
  /** The version of Galley that ran last; '' for none. After an update, What's new is shown once. */
  {
    key: 'lastVersion',
    section: null,
    default: '' as string,
    choices: [],
    isValid: (value) => typeof value === 'string' && value.length <= 40,
    control: null,
  } satisfies HiddenRow<'lastVersion', string>,
] as const

type Rows = (typeof SETTINGS)[number]

/** The values of all settings, by key. */
export type Settings = { readonly [Row in Rows as Row['key']]: Row['default'] }

/** New values of some settings; the others stay as they are. */
export type SettingsChange = Partial<Settings>

/** The values of a new installation. */
export const DEFAULT_SETTINGS = Object.fromEntries(SETTINGS.map((row) => [row.key, row.default])) as Settings

/** Returns true for an object whose settings all have valid values. Some may be missing; further fields are ignored. */
export function isSettingsChange(value: unknown): value is SettingsChange {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const given = value as Readonly<Record<string, unknown>>
  return SETTINGS.every((row) => !(row.key in given) || row.isValid(given[row.key]))
}

/** Returns a change without the fields that are no settings. */
export function knownSettings(change: SettingsChange): SettingsChange {
  return Object.fromEntries(Object.entries(change).filter(([key]) => key in DEFAULT_SETTINGS))
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
  /** Writes some settings. The others stay as they are in the file, where another window may have changed them. */
  writeSettings(change: SettingsChange): Promise<Outcome<null>>
}
