import { lineBreak } from './lineBreak.ts'
import { redo, undo } from '@tiptap/pm/history'
import { toggleMark } from '@tiptap/pm/commands'
import type { Schema } from '@tiptap/pm/model'
import type { Command as EditorCommand } from '@tiptap/pm/state'
import type { MarkName } from '../../../../article/index.ts'
import { editTurn, joinDialogues, splitDialogue } from '../../../../blocks/dialogue/view.ts'
import { moveBlock } from '../../../../blocks/_view/move.ts'
import { blockOf, deleteBlock, duplicateBlock, putBlock, turnInto } from './blocks.ts'
import type { Command } from '../../commands/command.ts'
import { kinds, turnable } from './kinds.ts'

/** A command of the editor: what it does to a state, and the keys the editor binds to it. */
export interface Editing extends Pick<Command, 'id' | 'label' | 'group' | 'keys' | 'keywords'> {
  readonly command: EditorCommand
}

const MARKS: readonly (readonly [MarkName, string, string, string])[] = [
  ['strong', 'Strong', 'Mod-b', 'bold heavy'],
  ['em', 'Emphasis', 'Mod-i', 'italic'],
  ['strike', 'Strike through', 'Mod-Shift-s', 'delete cross out'],
  ['code', 'Code', 'Mod-e', 'monospace'],
]

function marks(schema: Schema): readonly Editing[] {
  return MARKS.flatMap(([name, label, keys, keywords]) => {
    const type = schema.marks[name]
    return type === undefined
      ? []
      : [{ id: `mark.${name}`, label, group: 'Text' as const, keys, keywords, command: toggleMark(type) }]
  })
}

/** Takes every mark, links too, from the selection. */
const clearMarks: EditorCommand = (state, dispatch) => {
  const { from, to, empty } = state.selection
  if (empty || !Object.values(state.schema.marks).some((type) => state.doc.rangeHasMark(from, to, type)))
    return false
  dispatch?.(state.tr.removeMark(from, to))
  return true
}

function turns(): readonly Editing[] {
  return turnable.map((kind) => ({
    id: `turn.${kind.id}`,
    label: `Turn into ${kind.label.toLowerCase()}`,
    group: 'Turn into' as const,
    ...(kind.keys === undefined ? {} : { keys: kind.keys }),
    keywords: `${kind.keywords} change convert`,
    command: turnInto(kind),
  }))
}

/** Every kind but those that need an argument first, as an embed needs its address. */
function inserts(schema: Schema): readonly Editing[] {
  return kinds
    .filter(({ prompt }) => prompt === undefined)
    .map((kind) => ({
      id: `insert.${kind.id}`,
      label: `Insert ${kind.label.toLowerCase()}`,
      group: 'Insert' as const,
      keywords: `${kind.keywords} add new`,
      command: (state, dispatch) => putBlock(blockOf(kind, schema))(state, dispatch),
    }))
}

const BLOCK: readonly Editing[] = [
  {
    id: 'block.up',
    label: 'Move block up',
    group: 'Block',
    keys: 'Alt-ArrowUp',
    command: moveBlock(-1),
  },
  {
    id: 'block.down',
    label: 'Move block down',
    group: 'Block',
    keys: 'Alt-ArrowDown',
    command: moveBlock(1),
  },
  {
    id: 'block.duplicate',
    label: 'Duplicate block',
    group: 'Block',
    keys: 'Mod-Shift-d',
    keywords: 'copy repeat',
    command: duplicateBlock,
  },
  {
    id: 'block.delete',
    label: 'Delete block',
    group: 'Block',
    keys: 'Mod-Shift-Backspace',
    keywords: 'remove',
    command: deleteBlock,
  },
]

function rest(schema: Schema): readonly Editing[] {
  return [
    { id: 'mark.clear', label: 'Clear formatting', group: 'Text', keys: 'Mod-\\', command: clearMarks },
    {
      id: 'text.break',
      label: 'Break the line',
      group: 'Text',
      keys: 'Shift-Enter Mod-Enter',
      command: lineBreak(schema),
    },
    { id: 'undo', label: 'Undo', group: 'Text', keys: 'Mod-z', command: undo },
    {
      id: 'redo',
      label: 'Redo',
      group: 'Text',
      keys: 'Mod-Shift-z Mod-y',
      command: redo,
    },
  ]
}

function dialogue({ nodes: { turn } }: Schema): readonly Editing[] {
  if (turn === undefined) return []
  const group = 'Dialogue'
  return [
    {
      id: 'turn.speaker',
      label: 'Change who speaks…',
      group,
      keys: 'Mod-Shift-Enter',
      keywords: 'name speaker turn',
      command: editTurn(turn, 'speaker'),
    },
    {
      id: 'turn.addressee',
      label: 'Change who is spoken to…',
      group,
      keywords: 'addressee to turn',
      command: editTurn(turn, 'addressee'),
    },
    {
      id: 'turn.aside',
      label: 'Change the aside…',
      group,
      keywords: 'parenthetical laughing turn',
      command: editTurn(turn, 'parenthetical'),
    },
    {
      id: 'dialogue.split',
      label: 'Part the dialogue here',
      group,
      keywords: 'split turn',
      command: splitDialogue,
    },
    {
      id: 'dialogue.joinUp',
      label: 'Join with the dialogue above',
      group,
      keywords: 'merge',
      command: joinDialogues(-1),
    },
    {
      id: 'dialogue.joinDown',
      label: 'Join with the dialogue below',
      group,
      keywords: 'merge',
      command: joinDialogues(1),
    },
  ]
}

/** Everything the editor can do to the article, with its keys: the keymap and the palette are made of this one list. */
export function editing(schema: Schema): readonly Editing[] {
  return [...marks(schema), ...rest(schema), ...turns(), ...inserts(schema), ...dialogue(schema), ...BLOCK]
}
