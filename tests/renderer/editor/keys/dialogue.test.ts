import { describe, expect, it } from 'vitest'
import { br, dialogue, p, turn } from '../../../build.ts'
import { after, body, means, same, talk, writing } from './writing.ts'

describe('in a turn', () => {
  const two = (one: string, other: string) => talk(turn('Mina', one), turn('Jun', other))
  means([
    [
      'Enter in the middle splits and keeps who speaks',
      'Enter',
      talk(turn({ speaker: 'Mina', to: 'Jun' }, 'a|b')),
      talk(turn({ speaker: 'Mina', to: 'Jun' }, 'a'), turn({ speaker: 'Mina', to: 'Jun' }, '|b')),
    ],
    [
      'Enter at the end suggests the other of the last two',
      'Enter',
      two('a', 'b|'),
      talk(turn('Mina', 'a'), turn('Jun', 'b'), turn('Mina', '|')),
    ],
    [
      'Enter at the end of an earlier turn puts one between',
      'Enter',
      talk(turn('Mina', 'a'), turn('Jun', 'b|'), turn('Jun', 'c')),
      talk(turn('Mina', 'a'), turn('Jun', 'b'), turn('Mina', '|'), turn('Jun', 'c')),
    ],
    [
      'Enter in an empty turn leaves the dialogue',
      'Enter',
      two('a', '|'),
      body(dialogue(turn('Mina', 'a')), p('|')),
    ],
    ['Enter in the only turn, empty, makes a paragraph', 'Enter', talk(turn('Mina', '|')), body(p('|'))],
    [
      'Enter twice at the end leaves the dialogue',
      'Enter Enter',
      two('a', 'b|'),
      body(dialogue(turn('Mina', 'a'), turn('Jun', 'b')), p('|')),
    ],
    [
      'Enter over selected words splits in their place',
      'Enter',
      two('a', 'b<c>d'),
      talk(turn('Mina', 'a'), turn('Jun', 'b'), turn('Jun', '|d')),
    ],
    [
      'Enter over the last words goes on as at the end',
      'Enter',
      two('a', 'b<c>'),
      talk(turn('Mina', 'a'), turn('Jun', 'b'), turn('Mina', '|')),
    ],
    ['Enter over all words keeps the turn', 'Enter', two('a', '<b>'), two('a', '|')],
    [
      'Mod+Enter goes on with the same speaker',
      'Mod-Enter',
      two('a', 'b|'),
      talk(turn('Mina', 'a'), turn('Jun', 'b'), turn('Jun', '|')),
    ],
    [
      'Shift+Enter breaks the line',
      'Shift-Enter',
      two('a', 'b|c'),
      talk(turn('Mina', 'a'), turn('Jun', 'b', br(), '|c')),
    ],
    [
      'Backspace joins what the same person said',
      'Backspace',
      talk(turn('Mina', 'a'), turn('Mina', '|b')),
      talk(turn('Mina', 'a|b')),
    ],
    [
      'Backspace takes another’s words out, the name with them',
      'Backspace',
      two('a', '|b'),
      body(dialogue(turn('Mina', 'a')), p('Jun: |b')),
    ],
    ['Backspace takes an empty turn away', 'Backspace', two('a', '|'), talk(turn('Mina', 'a|'))],
    [
      'Backspace in the only turn, empty, makes a paragraph',
      'Backspace',
      talk(turn('Mina', '|')),
      body(p('|')),
    ],
    [
      'Backspace in the first turn eats nothing above',
      'Backspace',
      body(p('x'), dialogue(turn('Mina', '|a'))),
      body(p('x'), p('Mina: |a')),
    ],
    [
      'Mod+Backspace at the start is no other than Backspace',
      'Mod-Backspace',
      two('a', '|b'),
      body(dialogue(turn('Mina', 'a')), p('Jun: |b')),
    ],
    [
      'Delete joins what the same person says next',
      'Delete',
      talk(turn('Mina', 'a|'), turn('Mina', 'b')),
      talk(turn('Mina', 'a|b')),
    ],
    ['Delete leaves another’s words alone', 'Delete', two('a|', 'b'), two('a|', 'b')],
    [
      'Delete at the dialogue’s end leaves what is below',
      'Delete',
      body(dialogue(turn('Mina', 'a|')), p('x')),
      body(dialogue(turn('Mina', 'a|')), p('x')),
    ],
    ['Tab goes to the next turn', 'Tab', two('a|', 'b'), two('a', '|b')],
    ['Shift+Tab stays at its own', 'Shift-Tab', two('a', 'b|'), two('a', '|b')],
    [
      'Alt+Up moves it within the dialogue',
      'Alt-ArrowUp',
      two('a', 'b|'),
      talk(turn('Jun', 'b|'), turn('Mina', 'a')),
    ],
    [
      'Alt+Up moves the dialogue from its edge',
      'Alt-ArrowUp',
      body(p('x'), dialogue(turn('Mina', 'a|'))),
      body(dialogue(turn('Mina', 'a|')), p('x')),
    ],
    [
      'a name and a colon typed in an empty one say who speaks',
      '"Mina: "',
      two('a', '|'),
      talk(turn('Mina', 'a'), turn('Mina', '|')),
    ],
  ])

  it('one undo gives a typed name back as text', async () => {
    const writer = writing(body(p('|')))
    expect(await after('"Jun: "', writer)).toEqual(same(talk(turn('Jun', '|'))))
    expect(await after('Mod-z', writer)).toEqual(same(body(p('Jun: |'))))
  })
})
