import type { Command } from '@tiptap/pm/state'
import {
  alignColumn,
  deleteColumn,
  deleteRow,
  deleteTable,
  insertColumn,
  insertRow,
  moveColumn,
  moveRow,
  toggleHeader,
  turnIntoDialogue,
} from '../commands.ts'
import { t } from '../messages.ts'

/** What can be done with the caret's row, column and table, in the order of the menus. */
const COMMANDS = {
  rowAbove: insertRow(0),
  rowBelow: insertRow(1),
  rowUp: moveRow(-1),
  rowDown: moveRow(1),
  deleteRow,
  columnBefore: insertColumn(0),
  columnAfter: insertColumn(1),
  columnBack: moveColumn(-1),
  columnForward: moveColumn(1),
  deleteColumn,
  headerRow: toggleHeader('row'),
  headerColumn: toggleHeader('column'),
  alignLeft: alignColumn('l'),
  alignCenter: alignColumn('c'),
  alignRight: alignColumn('r'),
  dialogue: turnIntoDialogue,
  deleteTable,
} as const satisfies Readonly<Record<string, Command>>

export type TableCommandId = keyof typeof COMMANDS

/** A command of tables with its name for the writer. */
export interface TableCommand {
  readonly id: TableCommandId
  readonly label: () => string
  readonly command: Command
}

/** All commands of tables. */
export const tableCommands: readonly TableCommand[] = (Object.keys(COMMANDS) as TableCommandId[]).map(
  (id) => ({
    id,
    label: () => t(`tools.${id}`),
    command: COMMANDS[id],
  }),
)
