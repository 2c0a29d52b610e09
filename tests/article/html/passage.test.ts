import { describe, expect, it } from 'vitest'
import { readHtmlBlocks, writePassage, writeTextBlocks } from '../../../src/article/index.ts'
import { article, caption, dialogue, em, figure, h2, li, link, p, strong, turn, ul } from '../../build.ts'

describe('part of an article as HTML', () => {
  const passage = [
    h2('The kettle'),
    p('It was ', em('never'), ' full. ', link('https://ferry.example/log')),
    dialogue(turn('Mina', '“Who boils  twice?”'), turn({ speaker: 'Jun', to: 'Mina' }, '“I do.”')),
    caption('Three hours later'),
    ul(li('rope'), li('lamp')),
  ]

  it('keeps headings, and is read back unchanged', () => {
    const html = writePassage({ language: 'en', content: passage })
    expect(html).toContain('<h2>The kettle</h2>')
    expect(html).toContain('<b class="speaker">Mina:</b> “Who boils  twice?”')
    expect(readHtmlBlocks(html)).toEqual(article('', '', ...passage).doc.content?.[2]?.content)
  })

  it('writes words of one block bare', () => {
    const content = [...strong('rain'), ...(p(' and tea').content ?? [])]
    expect(writePassage({ language: 'en', content })).toBe('<strong>rain</strong> and tea')
  })

  it('has headline and standfirst if they were copied', () => {
    const html = writePassage({ language: 'ko', headline: '등대의 밤', standfirst: '비', content: [p('끝')] })
    expect(html).toBe(
      '<article class="galley" lang="ko"><header><h1>등대의 밤</h1><p class="standfirst">비</p></header><p>끝</p></article>',
    )
    expect(readHtmlBlocks(html).map(({ type }) => type)).toEqual(['heading', 'paragraph', 'paragraph'])
  })

  it('writes no script, whatever the content says', () => {
    const content = [
      p({ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }),
    ]
    expect(writePassage({ language: 'en', content })).not.toContain('javascript')
  })

  it('is plain text with names', () => {
    expect(writeTextBlocks([...passage.slice(2, 4), figure({ credit: 'S. Vale' }, 'The pier')])).toBe(
      'Mina: “Who boils  twice?”\nJun to Mina: “I do.”\n\nCaption: Three hours later\n\nThe pier | S. Vale',
    )
  })
})

describe('HTML that is pasted into an article', () => {
  it('is read as a whole, without a search for main content', () => {
    const html = `<article><p>${'one '.repeat(80)}</p></article><p>two</p><h1>Three</h1>`
    expect(readHtmlBlocks(html).map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'heading'])
  })

  it('gives no blocks if it shows nothing', () => {
    expect(readHtmlBlocks('<meta charset="utf-8"><script>alert(1)</script>')).toEqual([])
  })
})
