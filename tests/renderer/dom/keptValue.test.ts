import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp, defineComponent, h, nextTick, ref, withDirectives } from 'vue'
import { vKeptValue } from '../../../src/renderer/src/dom/keptValue.ts'

const data = ref<string | number | undefined>('')
let field: HTMLInputElement
let unmount: () => void

beforeEach(() => {
  data.value = 'one'
  const app = createApp(defineComponent(() => () => withDirectives(h('input'), [[vKeptValue, data.value]])))
  const root = document.body.appendChild(document.createElement('div'))
  app.mount(root)
  unmount = () => {
    app.unmount()
    root.remove()
  }
  const input = root.querySelector('input')
  if (input === null) throw new Error('no field')
  field = input
})

afterEach(() => {
  unmount()
})

function type(text: string): void {
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

it('shows the value and its changes', async () => {
  expect(field.value).toBe('one')
  data.value = 7
  await nextTick()
  expect(field.value).toBe('7')
  data.value = undefined
  await nextTick()
  expect(field.value).toBe('')
})

it('leaves what is being typed alone, and shows what was stored of it', async () => {
  type('tw')
  data.value = 'meanwhile'
  await nextTick()
  expect(field.value).toBe('tw')
  type('two ')
  field.dispatchEvent(new Event('change'))
  data.value = 'two'
  await nextTick()
  expect(field.value).toBe('two')
  data.value = 'three'
  await nextTick()
  expect(field.value).toBe('three')
})

it('shows the change that came while something was typed and deleted again', async () => {
  type('one!')
  data.value = 'meanwhile'
  await nextTick()
  type('one')
  field.dispatchEvent(new Event('blur'))
  expect(field.value).toBe('meanwhile')
})
