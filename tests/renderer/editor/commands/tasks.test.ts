import { describe, expect, it, vi } from 'vitest'
import { splitItem, toggleTask } from '../../../../src/blocks/list/view.ts'
import { schema } from '../../../../src/article/index.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { selectionIs, turnInto } from '../../../../src/renderer/src/editor/commands/blocks.ts'
import { editCommands } from '../../../../src/renderer/src/editor/commands/editCommands.ts'
import { type Kind, kinds } from '../../../../src/renderer/src/editor/commands/kinds.ts'
import * as b from '../../../build.ts'
import { writing } from '../keys/writing.ts'
import { after, same, stateOf } from '../states.ts'

function kind(id: string): Kind {
  const known = kinds.find((one) => one.id === id)
  if (known === undefined) throw new Error(`no kind ${id}`)
  return known
}

const article = (...blocks: NodeJSON[]) => b.doc('H', '', ...blocks)
const into = (id: string, ...blocks: NodeJSON[]): unknown => after(turnInto(kind(id)), article(...blocks))

describe('a checklist', () => {
  it('is made of paragraphs and of items, and becomes a list again', () => {
    expect(into('checklist', b.p('a|'))).toEqual(same(article(b.ul(b.task(false, 'a|')))))
    expect(into('checklist', b.ul('a', 'b|', 'c'))).toEqual(
      same(article(b.ul('a', b.task(false, 'b|'), 'c'))),
    )
    expect(into('bulletList', b.ul(b.task(true, 'a|')))).toEqual(same(article(b.ul('a|'))))
    expect(into('checklist', b.ul(b.task(true, 'a|')))).toEqual(same(article(b.p('a|'))))
  })

  it('is known from other lists', () => {
    const tasks = stateOf(article(b.ul(b.task(true, 'a|'))))
    const items = stateOf(article(b.ul('a|')))
    expect(selectionIs(tasks, kind('checklist'))).toBe(true)
    expect(selectionIs(tasks, kind('bulletList'))).toBe(false)
    expect(selectionIs(items, kind('checklist'))).toBe(false)
    expect(selectionIs(items, kind('bulletList'))).toBe(true)
  })

  it('is ticked and unticked', () => {
    const ticked = article(b.ul(b.task(true, 'a|'), b.task(false, 'b')))
    const unticked = article(b.ul(b.task(false, 'a|'), b.task(false, 'b')))
    expect(after(toggleTask, unticked)).toEqual(same(ticked))
    expect(after(toggleTask, ticked)).toEqual(same(unticked))
    expect(toggleTask(stateOf(article(b.ul('a|'))))).toBe(false)
    expect(toggleTask(stateOf(article(b.p('a|'))))).toBe(false)
  })

  it('leaves the focus in the text when its box is clicked', () => {
    const { view } = writing(article(b.ul(b.task(false, 'a|'))))
    const focus = vi.spyOn(view, 'focus')
    const box = view.dom.querySelector('input')
    if (box === null) throw new Error('there is no box')
    box.checked = true
    box.dispatchEvent(new Event('change'))
    expect(focus).toHaveBeenCalledOnce()
    expect(view.dom.querySelector('li')?.dataset.checked).toBe('true')
  })

  it('has its key on the sheet of keys', () => {
    expect(editCommands(schema).find(({ id }) => id === 'task.toggle')?.keys).toBe('Mod-Enter')
  })

  it('goes on with a task that is not done', () => {
    const { listItem } = schema.nodes
    if (listItem === undefined) throw new Error('there are no items')
    expect(after(splitItem(listItem), article(b.ul(b.task(true, 'a|'))))).toEqual(
      same(article(b.ul(b.task(true, 'a'), b.task(false, '|')))),
    )
    expect(after(splitItem(listItem), article(b.ul('a|')))).toEqual(same(article(b.ul('a', '|'))))
  })
})
