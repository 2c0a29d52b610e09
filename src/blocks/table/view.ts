import { Table } from '@lucide/vue'
import { chainCommands } from '@tiptap/pm/commands'
import { Plugin } from '@tiptap/pm/state'
import type { Schema } from '@tiptap/pm/model'
import { defineAsyncComponent } from 'vue'
import type { BlockView } from '../_view/view.ts'
import { leanView, vueChrome } from '../_view/leanView.ts'
import { underAll } from '../_view/neighbours.ts'
import { attribute, type NodeJSON, textOf } from '../node.ts'
import { breakInCell, changedEnd, deleteInTable, goToCell, repairedTable, typeOverCells } from './commands.ts'
import { cellsOf, tableOf } from './grid.ts'
import { t } from './messages.ts'
import { focusCaption, focusMenu, goToRow } from './page/caretMoves.ts'

export { emptySelectedCells, pasteIntoTable, tablePlace } from './commands.ts'
export { pasteLinesIntoCell, stripOfCells, tabbedCells, tableIn } from './page/pasteCells.ts'
export { tableCommands } from './page/tableCommands.ts'

const SIDES: Readonly<Record<string, string>> = { l: 'left', c: 'center', r: 'right' }

/** How many columns the style can align: see `styles/article/table.css`. */
const MAX_ALIGNED = 12

/** Returns the alignment of the columns as custom properties: `--side-2: right`. */
function sidesOf(align: string): string {
  return Array.from(
    align.slice(0, MAX_ALIGNED),
    (side, column) => `--side-${String(column + 1)}: ${SIDES[side] ?? 'start'}`,
  ).join('; ')
}

/** Returns the words of a table's first row. */
function firstWords(table: NodeJSON): string {
  const [row = []] = cellsOf(table)
  const words = row.map((cell) => cell.map(textOf).join('').replaceAll('\n', ' ').trim())
  return words.filter((each) => each !== '').join(' · ')
}

/** Returns a new table: three rows of three cells below a header row. */
function emptyTable(schema: Schema) {
  return schema.nodeFromJSON(
    tableOf(
      Array.from({ length: 3 }, () => [[], [], []]),
      { header: 'row' },
    ),
  )
}

/** Tables in the editor. The tools of a table are loaded after the page, like a dialog: the cells do not wait for them. */
export const view: BlockView = {
  block: 'table',
  kinds: [
    {
      id: 'table',
      label: () => t('kind.label'),
      keywords: () => t('kind.keywords'),
      section: 'Text',
      icon: Table,
      type: 'table',
      turns: false,
      empty: emptyTable,
    },
  ],
  nodes: {
    table: {
      label: () => t('kind.label'),
      outline: {
        icon: Table,
        row: (table) => ({
          level: 0,
          label: attribute(table, 'title') || firstWords(table) || t('kind.label'),
          detail: '',
        }),
      },
    },
  },
  nodeViews: {
    table: leanView({
      tag: 'figure',
      content: 'table',
      chromeFirst: true,
      className: 'table',
      chrome: vueChrome(defineAsyncComponent(() => import('./TableTools.vue'))),
      attributes: ({ attrs }) => ({
        'data-block': 'table',
        'data-header': String(attrs.header),
        style: sidesOf(String(attrs.align)),
      }),
    }),
  },
  keys: () => ({
    Tab: goToCell(1),
    'Shift-Tab': chainCommands(focusCaption, goToCell(-1)),
    ArrowUp: goToRow(-1),
    ArrowDown: goToRow(1),
    'Alt-F10': focusMenu,
    Enter: breakInCell,
    ...underAll('Backspace', deleteInTable(-1)),
    ...underAll('Delete', deleteInTable(1)),
  }),
  plugins: () => [
    new Plugin({
      props: { handleTextInput: typeOverCells },
      appendTransaction: (transactions, _before, state) =>
        transactions.some(({ docChanged }) => docChanged)
          ? (repairedTable(state) ?? repairedTable(state, changedEnd(transactions)))
          : null,
    }),
  ],
}
