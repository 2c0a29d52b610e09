import { schema } from '../../../../article/index.ts'
import type { Command } from '../../commands/command.ts'
import { findCommands } from '../find/commands.ts'
import { closedPaletteCommands } from './paletteCommands.ts'

/** Returns the commands that an open editor adds, as they are while there is none: disabled. */
export function closedCommands(): readonly Command[] {
  return [...closedPaletteCommands(schema), ...findCommands(null)]
}
