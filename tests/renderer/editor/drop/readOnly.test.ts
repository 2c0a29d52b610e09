import { expect, test, vi } from 'vitest'
import { doc, p } from '../../../build.ts'
import { draftPlace } from '../../services.ts'
import { openWriter } from '../writer.ts'

/** Returns an event with a file, as a drop or a paste has it. */
function eventWith(type: 'drop' | 'paste', file: File): Event {
  const event = new Event(type, { bubbles: true, cancelable: true })
  const data = {
    files: [file],
    items: [{ kind: 'file', type: file.type }],
    types: ['Files'],
    getData: () => '',
  }
  return Object.assign(event, { dataTransfer: data, clipboardData: data })
}

test.each(['drop', 'paste'] as const)(
  'a %s of a picture on a read-only draft is refused by the draft',
  (type) => {
    const { editor, page, view } = openWriter(doc('H', '', p('x')))
    const storeImages = vi.fn((files: readonly File[]) => Promise.resolve(files.map(() => null)))
    vi.spyOn(page, 'captureDraft').mockReturnValue(draftPlace({ storeImages }))
    editor.setEditable(false)
    const picture = new File(['x'], 'kite.png', { type: 'image/png' })
    const event = eventWith(type, picture)
    view.dom.dispatchEvent(event)
    expect(storeImages.mock.calls).toEqual([[[picture]]])
    expect(type === 'paste' || event.defaultPrevented).toBe(true)
    expect(view.state.doc.child(2).childCount).toBe(1)
    editor.destroy()
  },
)
