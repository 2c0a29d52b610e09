import { expect, it } from 'vitest'
import { createApp, h } from 'vue'
import CountedField from '../../../src/renderer/src/inspector/article/CountedField.vue'

it('stores on Enter, but not on one that ends a composition', () => {
  const stored: string[] = []
  const app = createApp({
    render: () =>
      h(CountedField, {
        ...{ modelValue: '', label: 'Title', placeholder: '', limit: 60, help: '' },
        'onUpdate:modelValue': (text: string) => stored.push(text),
      }),
  })
  const root = document.createElement('div')
  app.mount(root)
  const field = root.querySelector('textarea')
  if (field === null) throw new Error('there is no field')
  field.value = '하린'
  const press = (isComposing: boolean): boolean =>
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing, cancelable: true }))
  press(true)
  expect(stored).toEqual([])
  expect(press(false)).toBe(false)
  expect(stored).toEqual(['하린'])
  app.unmount()
})
