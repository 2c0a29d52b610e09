import { expect, test } from 'vitest'
import { shown } from './cases.ts'

/** `[what it is, the HTML, the blocks, the report]`. */
type Case = readonly [name: string, html: string, body: readonly string[], report: readonly string[]]

const CASES: readonly Case[] = [
  [
    'a list of terms is a list with bold terms',
    '<dl><dt>Tram</dt><dd>A car on <b>rails</b>.</dd><dd><p>Loud.</p></dd><div><dt>Bus</dt><dt>Coach</dt><dd>On wheels.</dd></div><dd>More</dd></dl>',
    ['(- **Tram** A car on **rails**. Loud. | **Bus** **Coach** On wheels. More)'],
    ['definitions 1 Tram'],
  ],
  [
    'a picture in it stands between two lists',
    '<dl><dt>Tram</dt><dd>a<img src="https://e.example/a.png" alt="A">b</dd></dl>',
    ['(- **Tram** a)', '[https://e.example/a.png |  | ]', '(- b)'],
    ['definitions 1 Tram'],
  ],
  ['one without terms is its text', '<dl><dd>a</dd><dd>b</dd></dl>', ['a', 'b'], []],
  [
    'folded text has its summary as a heading',
    '<p>A</p><details><summary>How <i>long</i>?</summary><p>Ten minutes.</p>More.</details>',
    ['A', '#3 How *long*?', 'Ten minutes.', 'More.'],
    ['details 1 How long?'],
  ],
  [
    'a summary that has a heading keeps its level',
    '<details open><summary><h2>Times</h2></summary>Ten.</details><details>No summary.</details>',
    ['#2 Times', 'Ten.', 'No summary.'],
    ['details 1 Times'],
  ],
]

test.each(CASES)('of definitions and folded text, %s', (_name, html, body, report) => {
  const read = shown(html)
  expect(read.body).toEqual(body)
  expect(read.report).toEqual(report)
})
