import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { normalizeLetterCase } from '../../../src/renderer/src/dom/letterCase.ts'
import { editCommands } from '../../../src/renderer/src/editor/commands/editCommands.ts'
import { body, writing } from '../editor/keys/writing.ts'
import { perform, type Writer } from '../editor/writer.ts'
import { p } from '../../build.ts'

let stop: () => void
beforeEach(() => {
  stop = normalizeLetterCase()
})
afterEach(() => {
  stop()
  document.body.replaceChildren()
})

/** Sends a key to the text as a keyboard does, with Caps Lock or without; returns the key that the page reads. */
function press(writer: Writer, keys: string, capsLock: boolean): string {
  const parts = keys.split(/-(?!$)/)
  const name = parts.pop() ?? ''
  const isCapital = parts.includes('Shift') !== capsLock
  const event = new KeyboardEvent('keydown', {
    key: name.length > 1 ? name : isCapital ? name.toUpperCase() : name.toLowerCase(),
    keyCode: /^[a-z]$/.test(name) ? name.toUpperCase().charCodeAt(0) : 0,
    ctrlKey: parts.includes('Mod'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
    bubbles: true,
    cancelable: true,
  })
  writer.view.dom.dispatchEvent(event)
  return event.key
}

function attached(): Writer {
  const writer = writing(body(p('One word|.')))
  const root = writer.view.dom.parentElement
  if (root !== null) document.body.append(root)
  return writer
}

describe('Caps Lock', () => {
  it('lets redo with nothing to redo do nothing', async () => {
    const writer = attached()
    await perform(writer, { type: ' more' })
    const { doc } = writer.view.state
    press(writer, 'Mod-Shift-z', true)
    expect(writer.view.state.doc).toBe(doc)
    press(writer, 'Mod-z', true)
    expect(writer.view.state.doc).not.toBe(doc)
    press(writer, 'Mod-Shift-z', true)
    expect(writer.view.state.doc.eq(doc)).toBe(true)
  })

  it('changes no key of a command', () => {
    const writer = attached()
    const rows = editCommands(writer.view.state.schema).flatMap(({ keys }) => (keys ?? '').split(' '))
    const letters = rows.filter((keys) => /^Mod-.*[a-z]$/.test(keys))
    expect(letters.length).toBeGreaterThan(5)
    for (const keys of letters) expect(press(writer, keys, true), keys).toBe(press(writer, keys, false))
  })

  it('leaves what is typed, and names of keys, as they are', () => {
    const writer = attached()
    expect(press(writer, 'a', true)).toBe('A')
    expect(press(writer, 'Shift-a', true)).toBe('a')
    expect(press(writer, 'Mod-Enter', true)).toBe('Enter')
  })
})
