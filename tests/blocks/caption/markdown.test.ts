import { expect, test } from 'vitest'
import { br, caption, em, quote, p, strong } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

test('writes a directive around the text in the structured profile', () => {
  const shown = caption('One ', em('year'), br(), 'later')
  expect(written('structured', shown)).toBe(':::caption\nOne *year*\\\nlater\n:::')
  expect(blocksIn(written('structured', shown), 'structured')).toEqual(canonical(shown))
  expect(blocksIn(written('structured', caption()), 'structured')).toEqual(canonical(caption()))
})

test('writes a quote that begins with the label in the portable profile', () => {
  expect(written('portable', caption('One year later'))).toBe('> **Caption:** One year later')
  expect(blocksIn('> **Caption:** One year later')).toEqual(canonical(caption('One year later')))
  expect(blocksIn('> **자막:** 일 년 후')).toEqual(canonical(caption('일 년 후')))
})

test('reads any other quote as a quote', () => {
  expect(blocksIn('> **Mina:** a')).toEqual(canonical(quote(p(strong('Mina:'), ' a'))))
  expect(blocksIn('> **Caption:** a\n>\n> b')).toEqual(canonical(quote(p(strong('Caption:'), ' a'), p('b'))))
})

test('reads several blocks in a directive as its lines', () => {
  expect(blocksIn(':::caption\na\n\n- b\n:::')).toEqual(canonical(caption('a', br(), 'b')))
})
