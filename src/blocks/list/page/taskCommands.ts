import type { Node, NodeType } from '@tiptap/pm/model'
import { splitListItem } from '@tiptap/pm/schema-list'
import { type Command, type EditorState, Plugin } from '@tiptap/pm/state'

/** A list item and its position. */
interface PlacedItem {
  readonly item: Node
  readonly at: number
}

/** Returns the innermost list item around the start of the selection; null if there is none. */
function itemAround({ selection: { $from } }: EditorState): PlacedItem | null {
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if ($from.node(depth).type.name === 'listItem')
      return { item: $from.node(depth), at: $from.before(depth) }
  return null
}

/** Returns the tasks that the selection touches: those with a text of their own in it, else the one around it. */
function selectedTasks(state: EditorState): PlacedItem[] {
  const { from, to } = state.selection
  const tasks: PlacedItem[] = []
  state.doc.nodesBetween(from, to, (item, at) => {
    const words = item.firstChild
    const isTouched = words !== null && at + 1 + words.nodeSize > from
    if (typeof item.attrs.checked === 'boolean' && isTouched) tasks.push({ item, at })
    return !item.isTextblock
  })
  const around = itemAround(state)
  return tasks.length > 0 || typeof around?.item.attrs.checked !== 'boolean' ? tasks : [around]
}

/** Ticks the tasks of the selection, or unticks them if all are ticked. */
export const toggleTask: Command = (state, dispatch) => {
  const tasks = selectedTasks(state)
  if (tasks.length === 0) return false
  const checked = tasks.some(({ item }) => item.attrs.checked === false)
  const { tr } = state
  for (const { at } of tasks) tr.setNodeAttribute(at, 'checked', checked)
  dispatch?.(tr)
  return true
}

/** Enter: splits an item. Behind a task begins another that is not done. */
export function splitItem(listItem: NodeType): Command {
  return (state, dispatch) => {
    const isTask = typeof itemAround(state)?.item.attrs.checked === 'boolean'
    return splitListItem(listItem, isTask ? { checked: false } : undefined)(state, dispatch)
  }
}

/** Makes a task of an item at whose start `[]`, `[ ]` or `[x]` and a space are typed. */
export function typedTaskPlugin(): Plugin {
  return new Plugin({
    props: {
      handleTextInput: (view, from, to, text) => {
        const { state } = view
        const { $from } = state.selection
        const around = itemAround(state)
        if (text !== ' ' || from !== to || around === null || $from.index(-1) !== 0) return false
        if ($from.node(-1) !== around.item || view.composing) return false
        const before = $from.parent.textBetween(0, $from.parentOffset, null, '\ufffc')
        const sign = /^\[([ xX]?)\]$/.exec(before)
        if (sign === null) return false
        const tr = state.tr.delete($from.start(), from)
        view.dispatch(tr.setNodeAttribute(around.at, 'checked', /x/i.test(sign[1] ?? '')))
        return true
      },
    },
  })
}
