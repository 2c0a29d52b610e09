import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  outline,
  parseArticle,
  readHtml,
  readMarkdown,
  readText,
  targets,
  writeText,
} from '../../../src/article/index.ts'
import { countWords } from '../../../src/text/words.ts'

const FIXTURES = [
  'tea-at-midnight', // the basic shape: every kind of block once
  'lighthouse-ko', // Korean
  'gulls-decomposed', // Hangul and accents in decomposed form (NFD)
  'umbrella-ja', // Japanese, full-width punctuation
  'night-ferry', // broken at a column, CRLF, byte order mark, a poem
  'rooftop-diary', // lists, dividers, embeds, turns without quotation marks
  'no-blank-lines', // a line a block
  'traps', // everything that must stay a paragraph
  'thirty-evenings', // more than 5,000 words
] as const

function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url)), 'utf8')
}

describe.each(FIXTURES)('%s', (name) => {
  const article = readText(fixture(`articles/${name}.txt`))

  it('has the outline that was checked by eye', () => {
    expect(outline(article)).toEqual(JSON.parse(fixture(`outlines/${name}.outline.json`)))
  })

  it('reads its own plain text as the same article', () => {
    expect(outline(readText(writeText(article)))).toEqual(outline(article))
  })
})

/**
 * Articles of other people, which are nobody's to commit, lie in a folder `shared/samples` beside the project or where
 * GALLEY_SAMPLES says: NAME.txt, and NAME.outline.json with what `galley outline` must print of it.
 */
const SAMPLES =
  process.env.GALLEY_SAMPLES ?? fileURLToPath(new URL('../../../../shared/samples', import.meta.url))
const samples = (existsSync(SAMPLES) ? readdirSync(SAMPLES) : []).filter((name) => name.endsWith('.txt'))

describe.each([
  ...FIXTURES.map((name) => fileURLToPath(new URL(`../../fixtures/articles/${name}.txt`, import.meta.url))),
  ...samples.map((name) => join(SAMPLES, name)),
])('%s', (path) => {
  const article = readText(readFileSync(path, 'utf8'))

  it('is printed as its outline says, to the letter', () => {
    const outlineFile = path.replace(/\.txt$/, '.outline.json').replace(/(fixtures.)articles/, '$1outlines')
    const wanted = readFileSync(outlineFile, 'utf8')
    expect(JSON.stringify(outline(article), null, 1)).toBe(wanted.trimEnd())
  })

  it('is the same article whichever way it goes out and comes back', () => {
    const back = { json: parseArticle, md: readMarkdown, html: readHtml } as const
    for (const target of targets)
      expect(outline(back[target.format](target.write(article))), target.id).toEqual(outline(article))
  })
})

describe('the fixtures', () => {
  it('hold the traps that real text holds', () => {
    const basic = fixture('articles/tea-at-midnight.txt')
    expect(basic).toMatch(/:\u00a0/)
    expect(basic).toMatch(/: “/)
    expect(basic).toMatch(/: "/)
    expect(basic).toContain("turn around…'”")
    expect(basic.endsWith('\n')).toBe(false)
    const decomposed = fixture('articles/gulls-decomposed.txt')
    expect(decomposed).not.toBe(decomposed.normalize('NFC'))
    expect(fixture('articles/night-ferry.txt')).toMatch(/^\ufeff[^\n]*\r\n/)
    expect(fixture('articles/no-blank-lines.txt')).not.toMatch(/\n\s*\n/)
  })

  it('have 5,000 words and more in one', () => {
    expect(countWords(fixture('articles/thirty-evenings.txt'))).toBeGreaterThan(5000)
  })

  it('keeps the typed characters in the article and prints plain spaces in the outline', () => {
    const article = readText(fixture('articles/tea-at-midnight.txt'))
    expect(JSON.stringify(article.doc)).toContain('Mrs.\u00a0Abel')
    expect(JSON.stringify(outline(article))).not.toContain('\u00a0')
  })
})
