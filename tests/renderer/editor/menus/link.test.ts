import { TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { createApp, nextTick } from 'vue'
import LinkEditor from '../../../../src/renderer/src/editor/menus/LinkEditor.vue'
import { addressFrom, linkTarget, setLink } from '../../../../src/renderer/src/editor/menus/link.ts'
import { createMenus, MENUS } from '../../../../src/renderer/src/editor/menus/menus.ts'
import { doc, p, titledLink } from '../../../build.ts'
import { TestEditor } from '../testEditor.ts'

test.each([
  ['example.org/a', 'https://example.org/a'],
  ['mina@example.org', 'mailto:mina@example.org'],
  ['tel:+49-30-1', 'tel:+49-30-1'],
  ['/about', '/about'],
  ['./x', './x'],
  ['../x.html', '../x.html'],
  ['about.html#part', 'about.html#part'],
  ['#part', '#part'],
  ['?q=1', '?q=1'],
  ['about', null],
  ['#', null],
  ['//e.example', null],
  ['/\\e.example', null],
  ['javascript:x()', null],
])('%s typed is %s', (typed, address) => {
  expect(addressFrom(typed)).toBe(address)
})

test('an address that a link has is one, though it looks like a word', () => {
  expect(addressFrom('about', 'about')).toBe('about')
})

test('another address leaves the title of a link', () => {
  const editor = new TestEditor(doc('', '', p('See ', titledLink('/about', 'About us', 'here'), '.')))
  const at = editor.state.doc.content.size - 5
  const state = editor.state.apply(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, at)))
  const target = linkTarget(state)
  expect(target?.href).toBe('/about')
  if (target === null) return
  setLink(target, '/team')(state, (tr) => {
    expect(tr.doc.toJSON()).toEqual(doc('', '', p('See ', titledLink('/team', 'About us', 'here'), '.')))
  })
  setLink({ from: target.from - 4, to: target.to }, '/team')(state, (tr) => {
    expect(tr.doc.toJSON()).toEqual(doc('', '', p(titledLink('/team', 'About us', 'See here'), '.')))
  })
  setLink(target, '')(state, (tr) => {
    expect(tr.doc.toJSON()).toEqual(doc('', '', p('See here.')))
  })
})

test('the link editor says of an address within the site where it leads, and cannot open it', async () => {
  const menus = createMenus()
  const app = createApp(LinkEditor, { openExternal: () => undefined }).provide(MENUS, menus)
  app.mount(document.createElement('div'))
  const anchor = { contextElement: document.body, getBoundingClientRect: () => new DOMRect() }
  menus.link.value = { href: '/about', from: 1, to: 4, anchor }
  await nextTick()
  await nextTick()
  expect(document.querySelector('.link-hint')?.textContent).toMatch(/site/)
  expect(document.querySelectorAll('.link-editor .btn.icon, .link-editor [aria-label]')).toHaveLength(1)
  menus.link.value = { href: 'https://e.example/', from: 1, to: 4, anchor }
  await nextTick()
  expect(document.querySelector('.link-hint')).toBeNull()
  app.unmount()
})
