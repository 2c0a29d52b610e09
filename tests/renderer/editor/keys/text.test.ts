import { describe } from 'vitest'
import { br, caption, doc, h2, li, ol, p, pre, quote, source, task, ul } from '../../../build.ts'
import { body, means } from './writing.ts'

describe('in the headline and the standfirst', () => {
  means([
    ['Enter goes to the standfirst', 'Enter', doc('He|ad', 'stand', p('a')), doc('Head', '|stand', p('a'))],
    ['Enter goes on to the body', 'Enter', doc('H', 'st|and', p('a')), doc('H', 'stand', p('|a'))],
    ['Tab goes to the next field', 'Tab Tab', doc('|H', 'stand', p('a')), doc('H', 'stand', p('|a'))],
    ['Shift+Tab goes back', 'Shift-Tab', doc('H', 'st|and', p('a')), doc('H|', 'stand', p('a'))],
    [
      'Backspace at the start eats nothing',
      'Backspace',
      doc('H', '|stand', p('a')),
      doc('H', '|stand', p('a')),
    ],
    ['Delete at the end eats nothing', 'Delete', doc('H|', 'stand', p('a')), doc('H|', 'stand', p('a'))],
    ['there is no second line', 'Shift-Enter', doc('H|', 'stand', p('a')), doc('H|', 'stand', p('a'))],
    ['Mod+A takes the field', 'Mod-a', doc('He|ad', 'stand', p('a')), doc('<Head>', 'stand', p('a'))],
  ])
})

describe('in a paragraph', () => {
  means([
    ['Enter splits', 'Enter', body(p('a|b')), body(p('a'), p('|b'))],
    [
      'Enter over selected words puts a new line in their place',
      'Enter',
      body(p('a<b>c')),
      body(p('a'), p('|c')),
    ],
    ['Shift+Enter breaks the line', 'Shift-Enter', body(p('a|b')), body(p('a', br(), '|b'))],
    ['Backspace joins the paragraph above', 'Backspace', body(p('a'), p('|b')), body(p('a|b'))],
    ['Delete joins the paragraph below', 'Delete', body(p('a|'), p('b')), body(p('a|b'))],
    ['Backspace at the body’s start eats no standfirst', 'Backspace', body(p('|a')), body(p('|a'))],
    ['Alt+Up moves it', 'Alt-ArrowUp', body(p('a'), p('b|')), body(p('b|'), p('a'))],
    ['Mod+A takes the body', 'Mod-a', body(p('a'), p('b|')), body(p('<a'), p('b>'))],
  ])
})

describe('in a heading', () => {
  means([
    ['Enter at the end goes on in a paragraph', 'Enter', body(h2('a|')), body(h2('a'), p('|'))],
    ['Enter in the middle makes two', 'Enter', body(h2('a|b')), body(h2('a'), h2('|b'))],
    ['Backspace at the body’s start makes a paragraph', 'Backspace', body(h2('|a')), body(p('|a'))],
    [
      'Backspace in the middle of the body runs it into the words above',
      'Backspace',
      body(p('a'), h2('|b')),
      body(p('a|b')),
    ],
    ['Mod+Alt+0 makes a paragraph', 'Mod-Alt-0', body(h2('a|')), body(p('a|'))],
  ])
})

describe('in a list', () => {
  means([
    [
      'Mod+Enter ticks a task',
      'Mod-Enter',
      body(ul(task(false, 'a|'), task(false, 'b'))),
      body(ul(task(true, 'a|'), task(false, 'b'))),
    ],
    ['Mod+Enter breaks the line of an item', 'Mod-Enter', body(ul('a|b')), body(ul(li(p('a', br(), '|b'))))],
    ['Enter begins the next item', 'Enter', body(ul('a|b')), body(ul('a', '|b'))],
    ['Enter in an empty item leaves', 'Enter', body(ul('a', '|')), body(ul('a'), p('|'))],
    ['Tab goes in', 'Tab', body(ul('a', 'b|')), body(ul(li('a', ul('b|'))))],
    ['Shift+Tab comes out', 'Shift-Tab', body(ul(li('a', ul('b|')))), body(ul('a', 'b|'))],
    [
      'Backspace at the first item’s start leaves',
      'Backspace',
      body(ol(1, '|a', 'b')),
      body(p('|a'), ol(1, 'b')),
    ],
    ['Alt+Down moves the item', 'Alt-ArrowDown', body(ul('a|', 'b')), body(ul('b', 'a|'))],
  ])
})

describe('in a quotation and in code', () => {
  means([
    ['Enter goes on in the quotation', 'Enter', body(quote('a|')), body(quote('a', '|'))],
    ['Enter in its empty last line leaves', 'Enter', body(quote('a', '|')), body(quote('a'), p('|'))],
    ['Backspace at its start leaves', 'Backspace', body(quote('|a')), body(p('|a'))],
    ['Enter in code is a new line', 'Enter', body(pre('', 'a|b')), body(pre('', 'a\n|b'))],
    [
      'Enter three times at the end of code leaves it',
      'Enter Enter Enter',
      body(pre('', 'a|')),
      body(pre('', 'a'), p('|')),
    ],
    [
      'Down in the last line of code leaves it',
      'ArrowDown',
      body(pre('', 'a|b')),
      body(pre('', 'ab'), p('|')),
    ],
    ['Shift+Enter leaves code', 'Shift-Enter', body(pre('', 'a|')), body(pre('', 'a'), p('|'))],
    ['Mod+Enter leaves code', 'Mod-Enter', body(pre('', 'a|')), body(pre('', 'a'), p('|'))],
  ])
})

describe.each([
  ['an on-screen caption', caption],
  ['a source line', (...content: Parameters<typeof caption>) => source('', ...content)],
] as const)('in %s', (_what, block) => {
  means([
    ['Enter goes on in a paragraph', 'Enter', body(block('a|')), body(block('a'), p('|'))],
    ['Enter in the middle takes the rest along', 'Enter', body(block('a|b')), body(block('a'), p('|b'))],
    ['Enter at the start makes room above', 'Enter', body(block('|a')), body(p(), block('|a'))],
    ['Enter in an empty one makes a paragraph', 'Enter', body(block('|')), body(p('|'))],
    ['Enter over selected words', 'Enter', body(block('a<b>c')), body(block('a'), p('|c'))],
    ['Shift+Enter breaks the line', 'Shift-Enter', body(block('a|b')), body(block('a', br(), '|b'))],
    [
      'Backspace at the start makes a paragraph',
      'Backspace',
      body(p('x'), block('|a')),
      body(p('x'), p('|a')),
    ],
    ['Delete at the end eats nothing', 'Delete', body(block('a|'), p('x')), body(block('a|'), p('x'))],
  ])
})

describe('a selection over several blocks', () => {
  means([
    ['Enter deletes and splits', 'Enter', body(p('a<b'), p('c>d')), body(p('a'), p('|d'))],
    ['Backspace deletes and joins', 'Backspace', body(p('a<b'), p('c>d')), body(p('a|d'))],
    [
      'Alt+Down moves all of it',
      'Alt-ArrowDown',
      body(p('a<'), p('>b'), p('c')),
      body(p('c'), p('a<'), p('>b')),
    ],
  ])
})

describe('words of code that move into another block', () => {
  means([
    [
      'have line breaks for lines and spaces for tabs',
      'Mod-Shift-9',
      body(pre('', 'a\tb\nc|')),
      body(quote(p('a b', br(), 'c|'))),
    ],
  ])
})
