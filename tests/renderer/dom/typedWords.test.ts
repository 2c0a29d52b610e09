import { afterEach, beforeEach, expect, it } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { onWriteTyped, useTypedFields, writeTyped } from '../../../src/renderer/src/dom/typedWords.ts'

let scope: EffectScope
/** What fields wrote, by `change`. */
let written: string[]

/** Returns an element with properties. */
function made<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElement {
  return Object.assign(document.createElement(name), properties)
}

beforeEach(() => {
  const form = document.createElement('form')
  form.append(made('input', { id: 'name' }))
  document.body.replaceChildren(
    made('input', { id: 'byline' }),
    made('textarea', { id: 'excerpt' }),
    form,
    made('input', { id: 'query', type: 'search' }),
    made('p', { className: 'article', tabIndex: 0 }),
  )
  written = []
  for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea'))
    field.addEventListener('change', () => written.push(field.value))
  scope = effectScope()
  scope.run(useTypedFields)
})
afterEach(() => {
  scope.stop()
})

/** Types into a field, as far as its `input` event. */
function type(id: string, text: string): HTMLInputElement {
  const field = document.querySelector<HTMLInputElement>(`#${id}`)
  if (field === null) throw new Error(`there is no field ${id}`)
  field.focus()
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  return field
}

it('lets each field write once that was typed into, also one without the focus', () => {
  type('byline', 'Mina')
  type('excerpt', 'A ferry')
  writeTyped(false)
  writeTyped(false)
  expect(written.toSorted()).toEqual(['A ferry', 'Mina'])
})

it('takes nothing from a field that has written, and leaves queries and forms alone', () => {
  type('byline', 'Mina').dispatchEvent(new Event('change', { bubbles: true }))
  type('name', 'Jun')
  type('query', 'ferry')
  writeTyped(true)
  expect(written).toEqual(['Mina'])
})

it('returns the focus to the field', async () => {
  const field = type('byline', 'Mina')
  writeTyped(false)
  await Promise.resolve()
  await Promise.resolve()
  expect(document.activeElement).toBe(field)
})

it('lets forms write until they are gone, and says whether the draft is left', () => {
  const told: boolean[] = []
  const stop = onWriteTyped((isLeaving) => told.push(isLeaving))
  writeTyped(false)
  writeTyped(true)
  stop()
  writeTyped(true)
  expect(told).toEqual([false, true])
})
