import { expect, test } from 'vitest'
import { dialogue, em, p, strong, turn } from '../../build.ts'
import { body, html, htmlIn, read, readOwn } from '../html.ts'

const spoken = dialogue(
  turn('Mina', '“Hi, ', em('you'), '.”'),
  turn({ speaker: 'Jun', to: 'Mina', aside: 'laughing' }, '“Hello.”'),
  turn('Mina'),
)

test('writes a turn as a paragraph with a bold speaker, as the HTML standard recommends for conversations', () => {
  expect(html(spoken)).toBe(
    [
      '<div class="dialogue">',
      '  <p><b class="speaker">Mina:</b> “Hi, <em>you</em>.”</p>',
      '  <p><b class="speaker">Jun <span class="addressee">to Mina</span> <span class="parenthetical">(laughing)</span>:</b> “Hello.”</p>',
      '  <p><b class="speaker">Mina:</b></p>',
      '</div>',
    ].join('\n'),
  )
})

test('reads like plain text without a style sheet', () => {
  const text = html(spoken).replace(/<[^>]+>/g, '')
  expect(text).toContain('Jun to Mina (laughing): “Hello.”')
})

test('names the addressee in the article’s language', () => {
  expect(htmlIn('ko', dialogue(turn({ speaker: '준', to: '미나' }, '“응.”')))).toContain('>→ 미나<')
})

test.each([
  [{ speaker: 'A: B' }],
  [{ speaker: 'to C' }],
  [{ speaker: 'D ', to: ' to  E' }],
  [{ speaker: '', aside: '(x)' }],
  [{ speaker: 'F:', to: 'G)', aside: ':' }],
])('reads back names that look like its own punctuation: %j', (who) => {
  const block = dialogue(turn(who, ' : (words) '))
  expect(readOwn(html(block))).toEqual(body(block))
})

test('writes no colon where nobody is named, and reads what it wrote before as well', () => {
  const block = dialogue(turn('', strong('Why the night?')), turn('', 'It is quiet.'))
  expect(html(block)).toBe(
    [
      '<div class="dialogue">',
      '  <p class="turn"><strong>Why the night?</strong></p>',
      '  <p class="turn">It is quiet.</p>',
      '</div>',
    ].join('\n'),
  )
  expect(readOwn(html(block))).toEqual(body(block))
  expect(readOwn('<div class="dialogue"><p><b class="speaker">:</b> Why?</p></div>')).toEqual(
    body(dialogue(turn('', 'Why?'))),
  )
})

test('splits the dialogue at other content between turns, and keeps it', () => {
  const inside =
    '<p><b class="speaker">Mina:</b> a</p><p>Nobody speaks.</p><p><b class="speaker">Jun:</b> b</p>'
  expect(read(`<div class="dialogue">${inside}</div>`)).toEqual(
    body(dialogue(turn('Mina', 'a')), p('Nobody speaks.'), dialogue(turn('Jun', 'b'))),
  )
})
