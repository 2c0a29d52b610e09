import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import { toHtml } from 'hast-util-to-html'
import { describe, expect, test } from 'vitest'
import { outline, parts, readHtml } from '../../../src/article/index.ts'
import { textOf } from '../../../src/blocks/node.ts'
import { indentBlocks } from '../../../src/article/html/layout.ts'
import { writeHtml } from '../../../src/article/html/write.ts'
import { arbitraryArticle } from '../arbitrary.ts'
import { article, p } from '../../build.ts'
import { everything, korean } from './examples.ts'
import { asHtmlKeepsIt } from './normal.ts'
import { complaintsOfRandom } from './validate.ts'

const profile = fc.constantFrom('page' as const, 'fragment' as const)

describe('HTML we wrote, read again', () => {
  test.each([
    ['everything', everything],
    ['Korean', korean],
  ])('%s is the same article, in both profiles', (_name, of) => {
    for (const form of ['page', 'fragment'] as const) {
      const back = readHtml(writeHtml(of, form))
      expect(back.doc).toEqual(asHtmlKeepsIt(of).doc)
      expect(outline(back)).toEqual(outline(of))
    }
  })

  test('restores the metadata of a page, and language and byline of a fragment', () => {
    const { byline, tags, canonical, language } = everything.metadata
    expect(readHtml(writeHtml(everything, 'page')).metadata).toMatchObject({
      byline,
      tags,
      canonical,
      language,
    })
    expect(readHtml(writeHtml(korean, 'fragment')).metadata).toMatchObject({
      byline: '한보름',
      language: 'ko',
    })
  })

  test('restores what was written for search results and shared links', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryArticle, (of) => {
        const { headline, standfirst } = parts(asHtmlKeepsIt(of).doc)
        const [title, summary] = [textOf(headline), textOf(standfirst)]
        const said = (text: string, otherwise: string): string =>
          text.trim() === '' || text === otherwise ? '' : text
        const { seoTitle, seoDescription, excerpt } = of.metadata
        const known = said(excerpt, summary)
        expect(readHtml(writeHtml(of, 'page')).metadata).toMatchObject({
          seoTitle: title === '' ? '' : said(seoTitle, title),
          excerpt: known,
          seoDescription: said(seoDescription, known === '' ? (summary.trim() === '' ? '' : summary) : known),
        })
      }),
      { numRuns: 300 },
    )
  })

  test('has everybody who speaks or is spoken to in the cast', () => {
    const { cast } = readHtml(writeHtml(korean, 'fragment')).metadata
    expect(cast.map(({ name }) => name)).toEqual(['임다온', '노세빈'])
  })

  test('keeps every space: runs, no-break, at the edges', () => {
    const texts = ['two  spaces', ' led', 'trailed   ', '\u00a0\u00a0', '  ', 'a\u00a0: b\u3000c\u2009d']
    const of = article('Head  line', ' Stand ', ...texts.map((text) => p(text)))
    expect(readHtml(writeHtml(of, 'fragment')).doc).toEqual(of.doc)
  })

  test('survives a CMS that wraps its lines', () => {
    const html =
      '<article class="galley" lang="en">\n<p>\n  One two\n  <em>three</em>\n  four\n</p>\n</article>'
    expect(readHtml(html).doc).toEqual(
      article('', '', p('One two ', { type: 'text', text: 'three', marks: [{ type: 'em' }] }, ' four')).doc,
    )
  })

  test('restores any article as far as HTML can express it', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryArticle, profile, (of, form) => {
        expect(readHtml(writeHtml(of, form)).doc).toEqual(asHtmlKeepsIt(of).doc)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('HTML of any article', () => {
  test('is what a browser makes of it: parsed and written again it is the same', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryArticle, profile, (of, form) => {
        const html = writeHtml(of, form)
        // White space outside head and body is nobody's, so it is laid out anew.
        const named = { characterReferences: { useNamedReferences: true } }
        const again = toHtml(indentBlocks(fromHtml(html, { fragment: form === 'fragment' })), named)
        expect(`${again.trimEnd()}\n`).toBe(html)
      }),
      { numRuns: 500 },
    )
  })

  test('passes html-validate', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryArticle, profile, (of, form) => {
        expect(complaintsOfRandom(writeHtml(of, form), form)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})
