import { toggleMark } from '@tiptap/pm/commands'
import { redo, undo } from '@tiptap/pm/history'
import type { Schema } from '@tiptap/pm/model'
import type { Command as EditorCommand } from '@tiptap/pm/state'
import { marks, type MarkName } from '../../../../article/index.ts'
import { moveBlock } from '../../../../blocks/_view/move.ts'
import { toggleTask } from '../../../../blocks/list/view.ts'
import { tableCommands } from '../../../../blocks/table/view.ts'
import { joinWithBelow, setSize, splitGallery, useTool } from '../../../../blocks/figure/view.ts'
import { editTurn, joinDialogues, splitDialogue } from '../../../../blocks/dialogue/view.ts'
import { type CommandWords, type Group, listedWords, type TypedForm } from '../../commands/command.ts'
import { t } from '../../i18n.ts'
import { deleteBlock, duplicateBlock, emptyBlock, insertBlock, turnInto } from './blocks.ts'
import { type Kind, kinds, turnable } from './kinds.ts'
import { lineBreak } from './lineBreak.ts'

/**
 * Everything the editor can do to the article. The keymap (`typing/keys.ts`), the palette, the toolbar of a selection and
 * the block menu are all made from this one list, so that a key and its label cannot drift apart.
 */

/** A command of the editor: a ProseMirror command with its words and the keys that the editor binds to it. */
export interface EditCommand extends CommandWords {
  /** Unique, as `mark.strong` or `turn.heading2`. */
  readonly id: string
  readonly group: Group
  /** ProseMirror key names; alternatives are separated by spaces. */
  readonly keys?: string
  readonly typed?: TypedForm
  readonly command: EditorCommand
}

/** The marks with their keys; links have an editor of their own. */
const MARKS = [
  { name: 'strong', keys: 'Mod-b' },
  { name: 'em', keys: 'Mod-i' },
  { name: 'strike', keys: 'Mod-Shift-s' },
  { name: 'code', keys: 'Mod-e' },
  // As in Google Docs, whose key for subscript (Mod-,) opens the settings here.
  { name: 'superscript', keys: 'Mod-. Mod-Shift-.' },
  { name: 'subscript', keys: 'Mod-Shift-,' },
] as const satisfies readonly { name: MarkName; keys: string }[]

/** What can be typed for a mark: nothing for those that Markdown has no sign for. */
function typedMark(name: (typeof MARKS)[number]['name']): Pick<EditCommand, 'typed'> {
  if (name === 'superscript' || name === 'subscript') return {}
  const typed = { label: () => t(`editor.typed.${name}.label`), text: () => t(`editor.typed.${name}.text`) }
  return { typed }
}

/** Commands that set or remove a mark. */
function markCommands(schema: Schema): readonly EditCommand[] {
  return MARKS.flatMap(({ name, keys }) => {
    const type = schema.marks[name]
    if (type === undefined) return []
    const command = toggleMark(type)
    return [{ ...listedWords(name), id: `mark.${name}`, group: 'text', keys, ...typedMark(name), command }]
  })
}

/** Removes every mark that readers see, links too, from the selection. Notes to self stay. */
const clearMarks: EditorCommand = (state, dispatch) => {
  const { from, to, empty } = state.selection
  const types = Object.keys(marks).flatMap((name) => state.schema.marks[name] ?? [])
  if (empty || !types.some((type) => state.doc.rangeHasMark(from, to, type))) return false
  dispatch?.(types.reduce((tr, type) => tr.removeMark(from, to, type), state.tr))
  return true
}

/** What can be typed for a kind: `## ␣` for a heading; nothing for a kind without a typed form. */
function typedFormOf(kind: Kind): Pick<EditCommand, 'typed'> {
  const { typed } = kind
  if (typed === undefined) return {}
  return { typed: { label: () => kind.label, text: () => `${typed.text} ␣` } }
}

/** Commands that turn blocks into each kind that can hold words. */
function turnCommands(): readonly EditCommand[] {
  return turnable.map((kind) => ({
    id: `turn.${kind.id}`,
    group: 'turnInto',
    label: () => t('commands.turnInto.label', { kind: kind.label.toLowerCase() }),
    menuLabel: () => kind.label,
    keywords: () => t('commands.turnInto.keywords', { kind: kind.keywords }),
    ...(kind.keys === undefined ? {} : { keys: kind.keys }),
    command: turnInto(kind),
  }))
}

/** Inserts every kind but those that need an argument first, as an embed needs its address. */
function insertCommands(schema: Schema): readonly EditCommand[] {
  return kinds
    .filter(({ prompt }) => prompt === undefined)
    .map((kind) => ({
      id: `insert.${kind.id}`,
      group: 'insert',
      label: () => t('commands.insert.label', { kind: kind.label.toLowerCase() }),
      menuLabel: () => kind.label,
      keywords: () => t('commands.insert.keywords', { kind: kind.keywords }),
      ...typedFormOf(kind),
      command: (state, dispatch) => insertBlock(emptyBlock(kind, schema))(state, dispatch),
    }))
}

/** Commands for text that are no marks. */
function textCommands(schema: Schema): readonly EditCommand[] {
  const group = 'text'
  return [
    { ...listedWords('clearMarks'), id: 'mark.clear', group, keys: 'Mod-\\', command: clearMarks },
    // Outside tasks its key makes a line break (typing/keys.ts).
    { ...listedWords('toggleTask'), id: 'task.toggle', group, keys: 'Mod-Enter', command: toggleTask },
    {
      ...listedWords('lineBreak'),
      id: 'text.break',
      group,
      keys: 'Shift-Enter',
      command: lineBreak(schema),
    },
    { ...listedWords('undo'), id: 'undo', group, keys: 'Mod-z', command: undo },
    { ...listedWords('redo'), id: 'redo', group, keys: 'Mod-Shift-z Mod-y', command: redo },
  ]
}

/** Commands for the blocks in the selection. */
function blockCommands(): readonly EditCommand[] {
  const group = 'block'
  return [
    { ...listedWords('blockUp'), id: 'block.up', group, keys: 'Alt-ArrowUp', command: moveBlock(-1) },
    { ...listedWords('blockDown'), id: 'block.down', group, keys: 'Alt-ArrowDown', command: moveBlock(1) },
    {
      ...listedWords('duplicateBlock'),
      id: 'block.duplicate',
      group,
      keys: 'Mod-Shift-d',
      command: duplicateBlock,
    },
    {
      ...listedWords('deleteBlock'),
      id: 'block.delete',
      group,
      keys: 'Mod-Shift-Backspace',
      command: deleteBlock,
    },
  ]
}

/** Commands for turns and dialogues; none if the schema has no turns. */
function dialogueCommands({ nodes: { turn } }: Schema): readonly EditCommand[] {
  if (turn === undefined) return []
  const group = 'dialogue'
  return [
    {
      ...listedWords('speaker'),
      id: 'turn.speaker',
      group,
      keys: 'Mod-Shift-Enter',
      typed: { label: () => t('editor.typed.dialogue.label'), text: () => t('editor.typed.dialogue.text') },
      command: editTurn(turn, 'speaker'),
    },
    { ...listedWords('addressee'), id: 'turn.addressee', group, command: editTurn(turn, 'addressee') },
    { ...listedWords('aside'), id: 'turn.aside', group, command: editTurn(turn, 'parenthetical') },
    { ...listedWords('splitDialogue'), id: 'dialogue.split', group, command: splitDialogue },
    { ...listedWords('joinAbove'), id: 'dialogue.joinUp', group, command: joinDialogues(-1) },
    { ...listedWords('joinBelow'), id: 'dialogue.joinDown', group, command: joinDialogues(1) },
  ]
}

/** Commands for the photo that is selected or whose caption the caret is in. */
function photoCommands(): readonly EditCommand[] {
  const group = 'block'
  return [
    { ...listedWords('photoColumn'), id: 'photo.column', group, command: setSize('column') },
    { ...listedWords('photoWide'), id: 'photo.wide', group, command: setSize('wide') },
    { ...listedWords('photoFull'), id: 'photo.full', group, command: setSize('full') },
    { ...listedWords('photoCrop'), id: 'photo.crop', group, command: useTool('crop') },
    { ...listedWords('photoLead'), id: 'photo.lead', group, command: useTool('lead') },
    { ...listedWords('photoReplace'), id: 'photo.replace', group, command: useTool('replace') },
    { ...listedWords('photoAlt'), id: 'photo.alt', group, command: useTool('alt') },
    { ...listedWords('galleryJoin'), id: 'gallery.join', group, command: joinWithBelow },
    { ...listedWords('gallerySplit'), id: 'gallery.split', group, command: splitGallery },
  ]
}

/** Commands for the caret's row, column and table. */
function commandsOfTables(): readonly EditCommand[] {
  return tableCommands.map(({ id, label, command }) => ({
    id: `table.${id}`,
    group: 'block',
    label,
    keywords: () => t('commands.table.keywords'),
    command,
  }))
}

/** All commands of the editor for a schema. */
export function editCommands(schema: Schema): readonly EditCommand[] {
  return [
    ...markCommands(schema),
    ...textCommands(schema),
    ...turnCommands(),
    ...insertCommands(schema),
    ...dialogueCommands(schema),
    ...photoCommands(),
    ...commandsOfTables(),
    ...blockCommands(),
  ]
}
