import { describe, expect, it } from 'vitest'
import { link, p, source } from '../../build.ts'
import { atTheEnd, inside, plainOf, rowsOf } from '../reading.ts'

describe('a source line', () => {
  it.each([
    ['Source: The Gazette', source('Source', 'The Gazette')],
    ['SOURCE:\u00a0The Gazette', source('SOURCE', 'The Gazette')],
    ['Sources: The Gazette, Kiem Weekly', source('Sources', 'The Gazette, Kiem Weekly')],
    ['출처: 등대일보', source('출처', '등대일보')],
    ['출처: 등대일보'.normalize('NFD'), source('출처'.normalize('NFD'), '등대일보'.normalize('NFD'))],
    ['出典：雨の日新聞', source('出典', '雨の日新聞')],
    ['来源：码头日报', source('来源', '码头日报')],
    ['Källa: Skärgårdsbladet', source('Källa', 'Skärgårdsbladet')],
    ['Kaynak: Liman Postası', source('Kaynak', 'Liman Postası')],
    ['via The Gazette', source('via', 'The Gazette')],
    ['Via: The Gazette', source('Via', 'The Gazette')],
  ])('is read from %s', (line, expected) => {
    expect(atTheEnd(line)).toEqual([expected])
  })

  it('has links for its addresses, and for nothing else', () => {
    expect(atTheEnd('Source: Gazette (https://gazette.example/a_(b)), https://kiem.example.')).toEqual([
      source(
        'Source',
        'Gazette (',
        link('https://gazette.example/a_(b)'),
        '), ',
        link('https://kiem.example'),
        '.',
      ),
    ])
    expect(atTheEnd('Source: https://user:word@evil.example/')).toEqual([
      source('Source', 'https://user:word@evil.example/'),
    ])
  })

  it('may have the initials of its writers below it', () => {
    expect(atTheEnd('Source : Le Courrier\n\nH. B. avec A. D.')).toEqual([
      source('Source', 'Le Courrier'),
      p('H. B. avec A. D.'),
    ])
  })

  it('is recognised only in the last block', () => {
    expect(inside('Source: a man who knew')).toEqual([p('Source: a man who knew')])
    expect(inside('via The Gazette')).toEqual([p('via The Gazette')])
    expect(atTheEnd('The end.\nSource: The Gazette')).toEqual([
      p('The end.'),
      source('Source', 'The Gazette'),
    ])
  })

  it.each([
    'Source:',
    'Sources say no',
    'Via Appia is a long road.',
    `via ${'one more town and '.repeat(3)}home`,
  ])('is not read from %s', (line) => {
    expect(atTheEnd(line)).toEqual([p(line.trim())])
  })

  it('is not read from the end of a sentence', () => {
    expect(atTheEnd('They travelled\nvia Rome')).toHaveLength(1)
  })
})

it('lists a source line without its label, and writes it with the label', () => {
  expect(rowsOf(source('Sources', 'A, ', link('https://b.example')))).toEqual([
    { type: 'source', text: 'A, https://b.example' },
  ])
  expect(plainOf(source('출처', 'A'))).toBe('출처: A')
  expect(plainOf(source('via', 'A'))).toBe('via A')
  expect(plainOf(source('', 'A'))).toBe('Source: A')
})
