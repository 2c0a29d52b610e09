import type { ChecksFace } from '../block.ts'
import { attribute, hasText, textOf } from '../node.ts'
import { cellsOf, headerOf } from './grid.ts'
import { t } from './messages.ts'

/** Reports tables without a word, and those whose cells have no heading: screen readers read it out with each cell. */
export const checks: ChecksFace = {
  table: (table) => {
    const first =
      cellsOf(table)
        .flat()
        .find((cell) => cell.some(hasText)) ?? []
    const at = attribute(table, 'title') || first.map(textOf).join('').replaceAll('\n', ' ')
    if (!hasText(table)) return [{ level: 'warn', what: t('checks.empty'), at }]
    return headerOf(table) === 'none' ? [{ level: 'warn', what: t('checks.noHeader'), at }] : []
  },
}
