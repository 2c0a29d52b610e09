import { describe, expect, test } from 'vitest'
import {
  ReadingReport,
  readWithReport,
  reportClause,
  reportLine,
  type ReportEntry,
} from '../../../src/article/index.ts'
import { REPORT_KINDS, type ReportKind } from '../../../src/blocks/readingReport.ts'

const entry = (kind: ReportKind, count: number, first = ''): ReportEntry => ({
  kind,
  effect: REPORT_KINDS[kind],
  count,
  first,
})

describe('ReadingReport', () => {
  test('counts the places of a kind and keeps the words of the first', () => {
    const report = new ReadingReport()
    report.add('formula', 'E = mc²')
    report.add('comment', ' Are\n we sure? ')
    report.add('comment', 'Quite sure.')
    expect(report.entries).toEqual([entry('comment', 2, 'Are we sure?'), entry('formula', 1, 'E = mc²')])
  })

  test('cuts long words, never inside a character', () => {
    const report = new ReadingReport()
    report.add('hidden', `${'a'.repeat(59)}🫖 and so on`)
    expect(report.entries[0]?.first).toBe(`${'a'.repeat(59)}…`)
  })

  test.each(Object.keys(REPORT_KINDS) as ReportKind[])('has a sentence for %s', (kind) => {
    const [one, two] = [entry(kind, 1), entry(kind, 2)].map(reportClause)
    expect(one).not.toContain('report.')
    if (REPORT_KINDS[kind] === 'guessed') return
    expect(one).toMatch(/^1 /)
    expect(two).toMatch(/^2 /)
  })

  test('says where the first place is', () => {
    expect(reportLine(entry('comment', 1, 'Sure?'))).toBe('1 comment left out: “Sure?”')
    expect(reportLine(entry('comment', 3, 'Sure?'))).toBe('3 comments left out, the first “Sure?”')
    expect(reportLine(entry('formula', 2))).toBe('2 formulas kept as code')
  })
})

describe('readWithReport', () => {
  test('reports nothing where nothing is lost', () => {
    expect(readWithReport('html', '<h1>Tea</h1><p>Hot.</p>').report).toEqual([])
    expect(readWithReport('txt', 'Tea\n\nHot.').report).toEqual([])
    expect(readWithReport('md', '# Tea\n\nHot.').report).toEqual([])
  })

  test.each([
    ['txt', 'Tea\n\nHot.\n\nhttps://www.vlive.tv/video/12345\n\nCold.'],
    ['md', '# Tea\n\nHot.\n\nhttps://www.vlive.tv/video/12345\n'],
    ['html', '<h1>Tea</h1><p><a href="https://www.vlive.tv/video/12345">The film</a></p>'],
  ] as const)('reports a link to a closed service in %s', (kind, text) => {
    const { article, report } = readWithReport(kind, text)
    expect(report).toEqual([entry('closedService', 1, 'https://www.vlive.tv/video/12345')])
    expect(JSON.stringify(article.doc)).toContain('"type":"link"')
    expect(JSON.stringify(article.doc)).not.toContain('"type":"embed"')
  })

  test('reports an element once, however often it is looked at', () => {
    const html = '<figure><p hidden>Out of sight</p></figure><p>Tea</p><p style="display:none">  </p>'
    expect(readWithReport('html', html).report).toEqual([entry('hidden', 1, 'Out of sight')])
  })
})
