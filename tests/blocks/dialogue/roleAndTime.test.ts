import { describe, expect, it } from 'vitest'
import {
  outline,
  parseArticle,
  readHtml,
  readMarkdown,
  searchableAttributes,
  stringifyArticle,
  targets,
} from '../../../src/article/index.ts'
import { searchableText } from '../../../src/desk/search/record.ts'
import { article, dialogue, turn } from '../../build.ts'
import { readText } from '../../../src/article/index.ts'

const READ = readText(
  'A headline\n\nThe text begins.\n\n[0:04] Mina (drums): “Yes.”\n[0:09] Jun (34, baker): “No.”',
)

describe('role and time of a turn', () => {
  it('are kept by structured Markdown, HTML and the article’s own file', () => {
    const rows = outline(READ)
    expect(rows.slice(2)).toMatchObject([
      { role: 'drums', time: '0:04' },
      { role: '34, baker', time: '0:09' },
    ])
    expect(outline(parseArticle(stringifyArticle(READ)))).toEqual(rows)
    for (const target of targets) {
      const text = target.write(READ)
      if (target.format === 'html') expect(outline(readHtml(text)), target.id).toEqual(rows)
      if (target.format === 'md' && text.includes(':turn')) expect(outline(readMarkdown(text))).toEqual(rows)
    }
  })

  it('are found by the library’s search', () => {
    expect(searchableAttributes('turn')).toEqual(expect.arrayContaining(['role', 'time']))
    const talk = article('A', '', dialogue(turn('Mina', 'Yes.')))
    expect(searchableText(READ.doc, talk.metadata)).toMatch(/Mina drums 0:04|drums/u)
  })
})
