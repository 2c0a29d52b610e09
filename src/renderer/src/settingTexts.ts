import type { SETTINGS } from '../../desk.ts'
import { t } from './i18n.ts'

type Row = (typeof SETTINGS)[number]
/** A setting that is one of a few values. */
export type ChoiceRow = Extract<Row, { readonly control: 'choice' }>
type StepsRow = Extract<Row, { readonly control: 'steps' }>

/** The key of each value's words, such as `settings.theme.values.dark`. One without words does not compile below. */
type ValueKey<Each extends Row = ChoiceRow> = Each extends ChoiceRow
  ? `settings.${Each['key']}.values.${Each['choices'][number]}`
  : never

/** Returns the words of a value of a setting, in the language in use: "Dark", "125 %". */
export function valueLabel(row: ChoiceRow | StepsRow, value: number | string): string {
  if (row.control === 'steps') return t('settingsDialog.percent', { value: String(value) })
  return t(`settings.${row.key}.values.${String(value)}` as ValueKey)
}
