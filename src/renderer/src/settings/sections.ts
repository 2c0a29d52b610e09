import { SETTINGS } from '../../../desk.ts'
import { SECTIONS, type SettingSection } from '../../../settings.ts'
import { matchScore } from '../commands/match.ts'
import { optionalText, t } from '../i18n.ts'
import { valueLabel } from '../settingTexts.ts'
import { isSettingHere } from '../stores/settings.ts'

/** What the Settings dialog shows: the rows of `src/settings.ts` by section, with their words, and which of them match. */

type Row = (typeof SETTINGS)[number]
/** A row that the dialog shows. */
export type ShownRow = Exclude<Row, { readonly control: 'panel' | null }> & {
  readonly section: SettingSection
}

/** One section of the dialog. */
export interface ShownSection {
  readonly name: SettingSection
  readonly rows: readonly ShownRow[]
}

function isShown(row: Row): row is ShownRow {
  return row.section !== null && row.control !== null && row.control !== 'panel' && isSettingHere(row)
}

/** The words by which a setting is found: those that it shows, its section, and the keywords of its commands. */
function wordsOf(row: ShownRow): readonly string[] {
  return [
    t(`settings.${row.key}.label`),
    optionalText(`settings.${row.key}.hint`),
    optionalText(`settings.${row.key}.keywords`),
    t(`settingsDialog.sections.${row.section}`),
    ...(row.control === 'choice' || row.control === 'steps'
      ? row.choices.map((value) => valueLabel(row, value))
      : []),
  ]
}

/** A score of 3 and more are scattered letters, which would find too much in a hint. */
const MAX_SCORE = 2

/** Returns true if a search finds one of the texts. Everything is found without a search. */
export function isFound(query: string, texts: readonly string[]): boolean {
  return texts.some((text) => (matchScore(query, text) ?? Infinity) <= MAX_SCORE)
}

/**
 * The sections with the rows that a search finds, in the order in which the dialog shows them. A section without rows is
 * left out, but for those that show more than rows.
 * @param extra the words of what a section shows besides its rows
 */
export function shownSections(
  query: string,
  extra: Readonly<Partial<Record<SettingSection, readonly string[]>>>,
): readonly ShownSection[] {
  return SECTIONS.map((name) => ({
    name,
    rows: SETTINGS.filter(isShown).filter((row) => row.section === name && isFound(query, wordsOf(row))),
  })).filter(({ name, rows }) => rows.length > 0 || isFound(query, extra[name] ?? []))
}
