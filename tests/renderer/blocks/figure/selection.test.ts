import { undo } from '@tiptap/pm/history'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { afterEach, describe, expect, it } from 'vitest'
import { embed, figure, p } from '../../../build.ts'
import { after, body, same, shown, writing } from '../../editor/keys/writing.ts'
import type { Writer } from '../../editor/writer.ts'

const PHOTO = { src: 'images/gulls.jpg', alt: 'Gulls', width: 1200, height: 800 }

afterEach(() => {
  document.body.replaceChildren()
})

/** A writer whose page is in the document, so that fields can have the focus; the caret is at `|`. */
function onPage(json: Parameters<typeof writing>[0], selected?: number): Writer {
  const writer = writing(json, selected)
  document.body.append(writer.view.dom.parentElement ?? writer.view.dom)
  return writer
}

function part(writer: Writer, selector: string): HTMLElement {
  const found = writer.view.dom.querySelector<HTMLElement>(selector)
  if (found === null) throw new Error(`the photo has no ${selector}`)
  return found
}

function click(writer: Writer, selector: string): void {
  part(writer, selector).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
}

const key = (target: EventTarget, name: string, more: KeyboardEventInit = {}): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }))

/** Attributes of the first photo. */
const attrs = ({ view }: Writer): Record<string, unknown> => view.state.doc.child(2).child(0).attrs

describe('a click on a photo', () => {
  it('selects the photo, so that keys act on it and not on the headline the caret was in', async () => {
    const writer = onPage(body(figure(PHOTO, 'a'), p('x')))
    const { view } = writer
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 2)))
    click(writer, '.figure-image')
    expect(shown(writer)).toEqual(['figure', same(body(figure(PHOTO, 'a'), p('x')))])
    await after('Delete', writer)
    expect(view.state.doc.toJSON()).toEqual(same(body(p('x'))))
    undo(view.state, view.dispatch)
    expect(view.state.doc.toJSON()).toEqual(same(body(figure(PHOTO, 'a'), p('x'))))
  })

  it('also selects one that waits for its picture, beside its fields', () => {
    const writer = onPage(body(figure({}, 'a'), p('|x')))
    click(writer, '.figure-frame')
    expect(writer.view.state.selection).toBeInstanceOf(NodeSelection)
  })

  it('in a field leaves the selection where it is', () => {
    const writer = onPage(body(figure(PHOTO, 'a'), p('|x')))
    click(writer, '.figure-credit input')
    click(writer, '.figure-alt')
    expect(shown(writer)).toEqual(same(body(figure(PHOTO, 'a'), p('|x'))))
  })

  it('shows its toolbar, which leaves with the selection', async () => {
    const writer = onPage(body(figure(PHOTO, 'a'), p('x')))
    click(writer, '.figure-image')
    part(writer, '.figure-tools')
    await after('Tab', writer)
    expect(writer.view.dom.querySelector('.figure-tools')).toBeNull()
  })
})

describe('the selected photo', () => {
  it('has a paragraph below at the key of an input method, before that composes', () => {
    const writer = onPage(body(figure(PHOTO, 'a'), p('x')), 0)
    key(writer.view.dom, 'Process', { keyCode: 229 })
    expect(shown(writer)).toEqual(same(body(figure(PHOTO, 'a'), p('|'), p('x'))))
    const other = onPage(body(figure(PHOTO, 'a'), p('x')), 0)
    key(other.view.dom, 'Shift', { keyCode: 229 })
    expect(other.view.state.doc.toJSON()).toEqual(same(body(figure(PHOTO, 'a'), p('x'))))
  })

  it('is deleted by Backspace, and kept by a letter, which goes to a paragraph below', async () => {
    const writer = onPage(body(figure(PHOTO, 'a'), p('x')), 0)
    expect(await after('"q"', writer)).toEqual(same(body(figure(PHOTO, 'a'), p('q|'), p('x'))))
    const other = onPage(body(figure(PHOTO, 'a'), p('x')), 0)
    await after('Backspace', other)
    expect(other.view.state.doc.toJSON()).toEqual(same(body(p('x'))))
  })

  it('stays out of what an input method composes, which goes to a paragraph below', () => {
    const writer = onPage(body(figure(PHOTO, 'a'), p('x')), 0)
    writer.view.dom.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    expect(shown(writer)).toEqual(same(body(figure(PHOTO, 'a'), p('|'), p('x'))))
  })

  it('is deleted without the caret in another caption, where the next Delete would eat words', async () => {
    const below = onPage(body(p('w'), figure(PHOTO, 'a'), figure(PHOTO, 'bc')), 1)
    expect(await after('Delete', below)).toEqual(same(body(p('w|'), figure(PHOTO, 'bc'))))
    const first = onPage(body(figure(PHOTO, 'a'), figure(PHOTO, 'bc')), 0)
    await after('Delete', first)
    expect(await after('"q"', first)).toEqual(same(body(p('q|'), figure(PHOTO, 'bc'))))
    const again = onPage(body(figure(PHOTO, 'a'), figure(PHOTO, 'bc'), p('x')), 0)
    await after('Delete Delete', again)
    expect(again.view.state.selection).toBeInstanceOf(NodeSelection)
    expect(again.view.state.doc.toJSON()).toEqual(same(body(figure(PHOTO, 'bc'), p('x'))))
  })

  it('leads into its caption by Tab, F2 and Escape, and Escape leads out again', async () => {
    const json = body(figure(PHOTO, 'ab'), p('x'))
    for (const name of ['Tab', 'F2', 'Escape'])
      expect(await after(name, onPage(json, 0))).toEqual(same(body(figure(PHOTO, 'ab|'), p('x'))))
    for (const name of ['Escape', 'Shift-Tab'])
      expect(await after(name, onPage(body(figure(PHOTO, 'a|b'), p('x'))))).toEqual(['figure', same(json)])
  })

  it('takes a size from its toolbar, stays selected, and one undo takes it back', () => {
    const writer = onPage(body(figure(PHOTO, 'a'), p('x')), 0)
    click(writer, '.figure-tools [aria-label="Wide"]')
    expect(attrs(writer).size).toBe('wide')
    expect(writer.view.state.selection).toBeInstanceOf(NodeSelection)
    expect(part(writer, '.figure').dataset.size).toBe('wide')
    undo(writer.view.state, writer.view.dispatch)
    expect(attrs(writer).size).toBe('column')
  })

  it('takes a size from a command, also while the caret is in the caption', () => {
    for (const writer of [onPage(body(figure(PHOTO, 'a')), 0), onPage(body(figure(PHOTO, 'a|')))]) {
      const command = writer.commands.find(({ id }) => id === 'photo.full')
      expect(command?.enabled?.()).toBe(true)
      command?.run()
      expect(attrs(writer).size).toBe('full')
    }
    const elsewhere = onPage(body(embed('https://youtu.be/abcdefghijk')), 0)
    expect(elsewhere.commands.find(({ id }) => id === 'photo.full')?.enabled?.()).toBe(false)
  })
})

describe('the lead image', () => {
  const lead = (writer: Writer) => writer.commands.find(({ id }) => id === 'photo.lead')

  it('is the selected photo’s picture by a command, and no longer by the same command', () => {
    const writer = onPage(body(figure(PHOTO, 'a'), p('x')), 0)
    expect(lead(writer)?.enabled?.()).toBe(true)
    expect(writer.page.leadImage()).toBe('')
    lead(writer)?.run()
    expect(writer.page.leadImage()).toBe(PHOTO.src)
    click(writer, '.figure-image')
    lead(writer)?.run()
    expect(writer.page.leadImage()).toBe('')
  })

  it('cannot be a photo that waits for its picture', () => {
    expect(lead(onPage(body(figure({}, 'a'), p('x')), 0))?.enabled?.()).toBe(false)
  })
})

describe('the fields of a photo', () => {
  it('follow the caption by Tab: credit, alt text; Shift+Tab goes back from the credit', async () => {
    const writer = onPage(body(figure(PHOTO, 'ab|'), p('x')))
    await after('Tab', writer)
    const credit = part(writer, '.figure-credit input')
    expect(document.activeElement).toBe(credit)
    const fields = Array.from(writer.view.dom.querySelectorAll('.figure-body input'))
    expect(fields).toEqual([
      credit,
      part(writer, '.figure-alt input'),
      part(writer, '.figure-decorative input'),
    ])
    key(credit, 'Tab', { shiftKey: true })
    expect(shown(writer)).toEqual(same(body(figure(PHOTO, 'ab|'), p('x'))))
  })

  it('lead to the text below from the last one', () => {
    const writer = onPage(body(figure(PHOTO, 'ab|'), p('x')))
    key(part(writer, '.figure-decorative input'), 'Tab')
    expect(shown(writer)).toEqual(same(body(figure(PHOTO, 'ab'), p('|x'))))
  })

  it('leave undo and redo to the editor: in the tick box, and in the credit just typed', () => {
    const writer = onPage(body(figure(PHOTO, 'a'), p('|x')))
    const box = part(writer, '.figure-decorative input')
    box.click()
    expect(attrs(writer).decorative).toBe(true)
    key(box, 'z', { ctrlKey: true })
    expect(attrs(writer).decorative).toBe(false)
    key(box, 'Z', { ctrlKey: true, shiftKey: true, keyCode: 90 })
    expect(attrs(writer).decorative).toBe(true)
    const credit = part(writer, '.figure-credit input')
    if (credit instanceof HTMLInputElement) credit.value = 'KBC'
    credit.dispatchEvent(new InputEvent('input', { bubbles: true }))
    key(credit, 'z', { ctrlKey: true })
    expect(attrs(writer)).toMatchObject({ credit: '', decorative: true })
  })

  it('have a hint for the caption as long as it is empty, wherever the caret is', () => {
    const writer = onPage(body(figure(PHOTO), p('|x')))
    const dom = part(writer, '.figure')
    expect([dom.dataset.hint, dom.classList.contains('has-no-words')]).toEqual([
      'Type a caption (optional)',
      true,
    ])
    writer.view.dispatch(writer.view.state.tr.insertText('Gulls', 7))
    expect(attrs(writer)).toMatchObject({ src: PHOTO.src })
    expect(dom.classList.contains('has-no-words')).toBe(false)
  })
})
