import { expect, test } from 'vitest'
import { createApp, nextTick } from 'vue'
import { createMenus, MENUS, type NoteState } from '../../../../src/renderer/src/editor/menus/menus.ts'
import NotePopover from '../../../../src/renderer/src/editor/menus/NotePopover.vue'

test('a comment that is being typed stays when its words move, and does not go into another one', async () => {
  const menus = createMenus()
  const app = createApp(NotePopover).provide(MENUS, menus)
  app.mount(document.createElement('div'))
  const anchor = { contextElement: document.body, getBoundingClientRect: () => new DOMRect() }
  const note: NoteState = { id: '', text: '', from: 1, to: 4, anchor, takesFocus: true }
  menus.note.value = note
  await nextTick()
  await nextTick()
  const field = document.querySelector('textarea')
  if (field === null) throw new Error('there is no field')
  field.value = '확인할 것'
  field.dispatchEvent(new Event('input'))
  menus.note.value = { ...note, from: 3, to: 6 }
  await nextTick()
  expect(document.querySelector('textarea')?.value).toBe('확인할 것')
  const enter = { key: 'Enter', ctrlKey: true, isComposing: true, cancelable: true }
  expect(document.querySelector('textarea')?.dispatchEvent(new KeyboardEvent('keydown', enter))).toBe(true)
  menus.note.value = { ...note, id: 'other', text: 'sure?' }
  await nextTick()
  expect(document.querySelector('textarea')?.value).toBe('sure?')
  app.unmount()
})
