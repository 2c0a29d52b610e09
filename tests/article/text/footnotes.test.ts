import { expect, it } from 'vitest'
import { outline, readText, readTextBlocks, writeText } from '../../../src/article/index.ts'
import { footnotesIn, noteTextOf } from '../../../src/blocks/footnote/index.ts'

const OPENING = 'A headline\n\n'

/** The notes that a text is read with. */
function notes(text: string): string[] {
  return footnotesIn([readText(OPENING + text).doc]).map(noteTextOf)
}

/** The outline rows below the headline in short. */
function rows(text: string): string[] {
  return outline(readText(OPENING + text))
    .slice(1)
    .map(({ type, text: words }) => `${type} ${String(words)}`)
}

it.each([
  ['numbers in brackets', 'The rain was sold.[1] Nobody asked.[2]\n\n[1] Minutes, p. 4.\n[2] Interview.'],
  ['a paragraph for each note', 'The rain was sold.[1] Nobody asked [2].\n\n[1] Minutes, p. 4.\n\n[2] Interview.'],
  ['raised numbers', 'The rain was sold.¹ Nobody asked.²\n\n¹ Minutes, p. 4.\n² Interview.'],
  ['raised numbers beside powers', 'Of 400 m² and 10⁶ drops it was sold.¹ Nobody asked.²\n\n¹ Minutes, p. 4.\n²Interview.'],
  ['a title', 'The rain was sold.[1] Nobody asked.[2]\n\nNotes:\n\n1. Minutes, p. 4.\n2. Interview.'],
  ['a title in the chunk of the notes', 'The rain was sold.¹ Nobody asked.²\n\nAnmerkungen\n1) Minutes, p. 4.\n2) Interview.'],
  ['a Korean title', '비가 팔렸다.[1] 아무도 묻지 않았다.[2]\n\n각주\n1. Minutes, p. 4.\n2. Interview.'],
  ['a rule', 'The rain was sold.[1] Nobody asked.[2]\n\n---\n\n[1] Minutes, p. 4.\n\n[2] Interview.'],
  ['signs in a turn and a list', 'Mina: “The rain was sold.”[1]\nJun: “By whom?”\n\n- Nobody asked.[2]\n\n[1] Minutes, p. 4.\n[2] Interview.'],
  ['a source behind the notes', 'The rain was sold.[1] Nobody asked.[2]\n\n[1] Minutes, p. 4.\n[2] Interview.\n\nSource: Harbour Gazette'],
])('reads footnotes with %s', (_what, text) => {
  expect(notes(text)).toEqual(['Minutes, p. 4.', 'Interview.'])
  expect(rows(text).join('\n')).not.toMatch(/Notes|Anmerkungen|각주|divider/)
}) // prettier-ignore

it.each([
  ['a number that no note has', 'One.[1] Two.[2] Three.[3]\n\n[1] A.\n[2] B.'],
  ['a note without a sign', 'One.[1] Two.\n\n[1] A.\n[2] B.'],
  ['two signs of one note', 'One.[1] Two.[1] Three.[2]\n\n[1] A.\n[2] B.'],
  ['another order', 'One.[2] Two.[1]\n\n[1] A.\n[2] B.'],
  ['another first number', 'One.[2] Two.[3]\n\n[2] A.\n[3] B.'],
  ['a list without a title', 'One.[1] Two.[2]\n\n1. A.\n2. B.'],
  ['a link', 'See [1](https://a.example).\n\n[1] A.'],
  ['a list of the same numbers', '[1] One.\n[2] Two.\n\nMore words.\n\n[1] A.\n[2] B.'],
  ['a power', 'It has 400 m² and 3 m¹.\n\n¹ A.'],
  ['more words below the last note', 'One.[1]\n\n[1] A.\nMore words of it.'],
])('leaves text with %s', (_what, text) => {
  expect(notes(text)).toEqual([])
  const words = writeText(readText(OPENING + text)).replace(/[-\s]|Sources?:|\d\. /gu, '')
  expect(words).toBe((OPENING + text).replace(/[-\s]|Sources:|\d\. /gu, ''))
}) // prettier-ignore

it('leaves numbered sources to the source line', () => {
  const text = 'One.[1] Two.[2]\n\nSources:\n[1] Harbour Gazette\n[2] Teapot Weekly'
  expect(rows(text)).toEqual(['paragraph One.[1] Two.[2]', 'source Harbour Gazette\nTeapot Weekly'])
})

it('leaves the number in a headline as text', () => {
  expect(outline(readText('A headline[1]\n\nWords.\n\n[1] A.'))[0]?.text).toBe('A headline[1]')
})

it('keeps the space between two words, and drops that before a sign', () => {
  expect(rows('One [1] two [2].\n\n[1] A.\n[2] B.')[0]).toBe('paragraph One[1] two[2].')
})

it('reads the footnotes of a text that is pasted', () => {
  expect(footnotesIn(readTextBlocks('Words.[1]\n\n[1] A.')).map(noteTextOf)).toEqual(['A.'])
})

it('reads footnotes again that were written as plain text', () => {
  const article = readText(
    `${OPENING}Words *so*.[1] More.[2]\n\n[1] A * star.\n[2] [B] and https://b.example.`,
  )
  expect(readText(writeText(article)).doc).toEqual(article.doc)
})

it('reads a long text with many signs and notes in time that grows with its length', () => {
  const numbers = Array.from({ length: 900 }, (_, at) => at + 1)
  const text = `${numbers.map((at) => `Words${' of it'.repeat(100)}.[${String(at)}]`).join('\n\n')}\n\n${numbers.map((at) => `[${String(at)}] A.`).join('\n')}`
  expect(notes(text)).toHaveLength(900)
})
