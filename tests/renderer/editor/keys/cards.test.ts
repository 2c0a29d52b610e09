import { describe, expect, it } from 'vitest'
import { br, embed, figure, hr, p } from '../../../build.ts'
import { perform } from '../writer.ts'
import { after, body, means, same, shown, writing } from './writing.ts'

describe('in a photo’s caption', () => {
  means([
    ['Enter leaves to a paragraph below', 'Enter', body(figure({}, 'a|b')), body(figure({}, 'ab'), p('|'))],
    [
      'Enter goes to the empty paragraph that is there',
      'Enter',
      body(figure({}, 'a|'), p()),
      body(figure({}, 'a'), p('|')),
    ],
    [
      'Enter over selected words leaves too, and keeps them',
      'Enter',
      body(figure({}, 'a<b>c')),
      body(figure({}, 'abc'), p('|')),
    ],
    [
      'Shift+Enter breaks the line',
      'Shift-Enter',
      body(figure({}, 'a|b')),
      body(figure({}, 'a', br(), '|b')),
    ],
    ['Down walks out', 'ArrowDown', body(figure({}, 'a|'), p('x')), body(figure({}, 'a'), p('|x'))],
    ['Up walks out', 'ArrowUp', body(p('x'), figure({}, '|a')), body(p('x|'), figure({}, 'a'))],
    [
      'Down from the last block makes room to write',
      'ArrowDown',
      body(figure({}, 'a|')),
      body(figure({}, 'a'), p('|')),
    ],
    [
      'Delete at the end eats nothing',
      'Delete',
      body(figure({}, 'a|'), p('x')),
      body(figure({}, 'a|'), p('x')),
    ],
  ])

  it('Backspace at its start selects the photo', async () => {
    const json = body(p('x'), figure({}, '|a'))
    expect(await after('Backspace', writing(json))).toEqual(['figure', same(body(p('x'), figure({}, 'a')))])
  })
})

describe.each([
  ['an embed', embed('https://www.youtube.com/watch?v=abcdefghijk')],
  ['a photo', figure({}, 'a')],
  ['a divider', hr()],
] as const)('beside %s', (_what, card) => {
  it('Backspace in an empty paragraph below selects it, and again removes it', async () => {
    const writer = writing(body(p('x'), card, p('|')))
    expect(await after('Backspace', writer)).toEqual([card.type, same(body(p('x'), card, p()))])
    await after('Backspace', writer)
    expect(writer.view.state.doc.toJSON()).toEqual(same(body(p('x'), p())))
  })

  it('Backspace at the start of a filled paragraph selects it', async () => {
    const writer = writing(body(card, p('|words')))
    expect(await after('Backspace', writer)).toEqual([card.type, same(body(card, p('words')))])
  })

  it('Delete at the end of the paragraph above selects it', async () => {
    expect(await after('Delete', writing(body(p('words|'), card)))).toEqual([
      card.type,
      same(body(p('words'), card)),
    ])
  })

  it('Enter on it continues below, and so does a letter', async () => {
    expect(await after('Enter', writing(body(card, p('x')), 0))).toEqual(same(body(card, p('|'), p('x'))))
    expect(await after('"a"', writing(body(card, p('x')), 0))).toEqual(same(body(card, p('a|'), p('x'))))
  })

  it('Enter on it goes to the empty paragraph that is there', async () => {
    expect(await after('Enter', writing(body(card, p()), 0))).toEqual(same(body(card, p('|'))))
  })

  it('Alt+Down moves it, Mod+Shift+D duplicates it', async () => {
    expect(await after('Alt-ArrowDown', writing(body(card, p('x')), 0))).toEqual([
      card.type,
      same(body(p('x'), card)),
    ])
    expect(await after('Mod-Shift-d', writing(body(card, p('x')), 0))).toEqual([
      card.type,
      same(body(card, card, p('x'))),
    ])
  })
})

describe('an address that was pasted', () => {
  const url = 'https://youtu.be/abcdefghijk'
  it.each(['Escape', 'Mod-z'])('is a link again after %s', async (key) => {
    const writer = writing(body(p('x'), p('|')))
    await perform(writer, { paste: { text: url } })
    expect(writer.view.state.doc.child(2).child(1).type.name).toBe('embed')
    await perform(writer, { press: key })
    const block = writer.view.state.doc.child(2).child(1)
    expect([block.type.name, block.textContent, block.firstChild?.marks[0]?.type.name]).toEqual([
      ...['paragraph', url, 'link'],
    ])
  })

  it('is a link on a selection, text within a text and with Shift', async () => {
    const linked = writing(body(p('a <word> b')))
    await perform(linked, { paste: { text: url } })
    expect(linked.view.state.doc.child(2).firstChild?.child(1).marks[0]?.attrs.href).toBe(url)
    const within = writing(body(p('a |')))
    await perform(within, { paste: { text: url } })
    expect(shown(within)).toEqual(same(body(p(`a ${url}|`))))
    const plain = writing(body(p('|')))
    await perform(plain, { paste: { text: url, isPlain: true } })
    expect(shown(plain)).toEqual(same(body(p(`${url}|`))))
  })
})
