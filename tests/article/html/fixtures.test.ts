import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { outline, readHtml, readText } from '../../../src/article/index.ts'
import { writeHtml } from '../../../src/article/html/write.ts'
import { asHtmlKeepsIt } from './normal.ts'
import { complaints } from './validate.ts'

/** Every article of ours as pasted text, through HTML and back. */

const folder = new URL('../../fixtures/articles/', import.meta.url)
const names = readdirSync(folder).filter((name) => name.endsWith('.txt'))

describe.each(names)('%s', (name) => {
  const of = readText(readFileSync(new URL(name, folder), 'utf8'))

  test.each(['page', 'fragment'] as const)('as a %s is valid and comes back whole', (profile) => {
    const html = writeHtml(of, profile)
    expect(complaints(html, profile)).toEqual([])
    const back = readHtml(html)
    expect(outline(back)).toEqual(outline(of))
    expect(back.doc).toEqual(asHtmlKeepsIt(of).doc)
    expect(back.metadata).toMatchObject({ language: of.metadata.language, cast: of.metadata.cast })
  })
})

test('there are articles to try', () => {
  expect(names.length).toBeGreaterThanOrEqual(6)
})
