import { expect, it } from 'vitest'
import { formAction, type FormAction } from '../../../../src/blocks/dialogue/page/turnFormKeys.ts'

/** Returns what a key does at the end of a speaker field's text. */
function actionOf(text: string, key: string): FormAction | null {
  const input = Object.assign(document.createElement('input'), { value: text })
  input.setSelectionRange(text.length, text.length)
  let action: FormAction | null = null
  input.addEventListener('keydown', (event) => {
    action = formAction(event, { field: 'speaker', isSpeakerUntouched: false })
  })
  input.dispatchEvent(new KeyboardEvent('keydown', { key }))
  return action
}

it.each([
  ['Mina:', ' ', ''],
  ['Mina to Jun :', ' ', ''],
  ['Mina:', '"', '"'],
  ['미나：', '“', '“'],
])('after %s the key %s leads on to the words', (text, key, mark) => {
  expect(actionOf(text, key)).toEqual({ kind: 'endHead', mark })
})

it.each([
  ['Mina', ' '],
  [':', ' '],
  ['Mina:', 'a'],
])('after %s the key %s only types', (text, key) => {
  expect(actionOf(text, key)).toBeNull()
})
