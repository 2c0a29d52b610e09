import { describe, expect, test } from 'vitest'
import { ArticleError } from '../../../src/article/error.ts'
import { isValidExtra } from '../../../src/article/markdown/frontLines.ts'
import { readMarkdown } from '../../../src/article/markdown/read.ts'
import { writeMarkdown } from '../../../src/article/markdown/write.ts'
import { emptyMetadata, metadataFrom } from '../../../src/article/metadata.ts'
import { parts } from '../../../src/article/article.ts'
import { textOf } from '../../../src/blocks/node.ts'
import { withMetadata, article } from '../../build.ts'

const metadata = (yaml: string): unknown => readMarkdown(`---\n${yaml}\n---\n`).metadata
const titleOf = (yaml: string): string => textOf(parts(readMarkdown(`---\n${yaml}\n---\n`).doc).headline)

function refusal(yaml: string): ArticleError {
  try {
    readMarkdown(`---\n${yaml}\n---\n`)
  } catch (error) {
    if (error instanceof ArticleError) return error
    throw error
  }
  throw new Error('it was taken')
}

describe('fields', () => {
  test('stay the texts they are: no numbers, dates or truths are made of them', () => {
    for (const text of ['1.10', '0123', '2024-01-01', 'no', 'null', '~', '0x1F', '1e3'])
      expect(titleOf(`title: ${text}`)).toBe(text)
  })

  test('are found in the spellings other programs use', () => {
    expect(metadata('byline: [Han, Kim]\ntags: a, b\nlanguage: ko\ncast: [Mina]')).toEqual({
      ...emptyMetadata('ko'),
      byline: 'Han, Kim',
      tags: ['a', 'b'],
      cast: [{ name: 'Mina', otherNames: [], role: '', colour: null }],
    })
    expect(titleOf('title: >\n  two\n  lines')).toBe('two lines')
  })

  test('are quoted where another program would take them for more', () => {
    const written = writeMarkdown(
      withMetadata({ byline: 'no', slug: '1.10' }, article('2024-01-01', '"a": b')),
      'portable',
    )
    expect(written).toBe(
      '---\ntitle: "2024-01-01"\nstandfirst: \'"a": b\'\nbyline: "no"\nslug: "1.10"\nlang: en\n---\n',
    )
  })

  test('for search results and shared links come back from both profiles', () => {
    const known = {
      ...{ seoTitle: 'The kettle: explained', seoDescription: 'Why it burned.', excerpt: 'Two leads.' },
      socialImage: 'images/kettle.jpg',
      leadImage: 'images/lamp.jpg',
    }
    for (const profile of ['portable', 'structured'] as const)
      expect(
        readMarkdown(writeMarkdown(withMetadata(known, article('The kettle', '')), profile)).metadata,
      ).toMatchObject(known)
    expect(metadata('excerpt: >\n  two\n  lines\nseoTitle: [a, b]')).toMatchObject({
      excerpt: 'two lines',
      seoTitle: 'a, b',
    })
  })

  test('that are empty are left out', () => {
    expect(writeMarkdown(article('', ''), 'portable')).toBe('---\nlang: en\n---\n')
  })
})

describe('lines of other programs', () => {
  const foreign = 'layout:   post # kept\ndate: 2024-02-30\nnested:\n  - a: [1, 2]\ntext: |\n  two\n\n  lines'

  test('are kept byte for byte, wherever they stand', () => {
    const yaml = `# mine\ntitle: A\n# of layout\n${foreign}\ntags:\n  - b\n# the end`
    const read = readMarkdown(`---\n${yaml}\n---\n`)
    expect(read.metadata.extra).toBe(`# mine\n# of layout\n${foreign}\n# the end`)
    expect(readMarkdown(writeMarkdown(read, 'portable')).metadata.extra).toBe(read.metadata.extra)
  })

  test('are lines of a mapping without our keys, or none', () => {
    expect(isValidExtra(foreign)).toBe(true)
    for (const text of [
      'title: x',
      '---',
      'a: b\n---\nc: d',
      'no mapping',
      'a: [',
      'a: 1\na: 2',
      '\na: b',
      'x: *gone',
    ])
      expect(isValidExtra(text), text).toBe(false)
    expect(() => metadataFrom({ extra: 'title: x' })).toThrow(/extra/)
  })
})

describe('what cannot be read', () => {
  test.each([
    ['a: b: c', 'line 2'],
    ['title: a\ntitle: b', 'line 3'],
    ['x: y\ntitle: [a]', 'line 3'],
    ['lang: en us', 'line 2'],
    ['tags: a\ncanonical: javascript:alert(1)', 'line 3'],
    ['cast:\n  - name: A\n    colour: 99', 'line 2'],
    ['state: lost', 'line 2'],
    ['{title: a, foo: b}', 'line 2'],
  ])('%j says %s', (yaml, where) => {
    expect(refusal(yaml).where).toBe(where)
  })

  test('an alias bomb, nesting by thousands and megabytes are refused', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
    for (const [before, name] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'])
      bomb.push(
        `${String(name)}: &${String(name)} [${Array(9)
          .fill(`*${String(before)}`)
          .join(',')}]`,
      )
    expect(refusal(bomb.join('\n')).what).toMatch(/alias/i)
    expect(refusal('a: ' + '['.repeat(20_000)).what).toContain('YAML')
    expect(refusal(`a: ${'x'.repeat(70_000)}`).what).toContain('64 KB')
  })

  test('nothing in front matter is run', () => {
    expect(metadata('run: !!js/function "function () {}"')).toEqual({
      ...emptyMetadata(),
      extra: 'run: !!js/function "function () {}"',
    })
  })
})

describe('goal, deadline and template', () => {
  const plan = { goal: 800, deadline: '2026-12-01', template: true as const }

  test('survive structured Markdown, and are not in the portable one', () => {
    const planned = withMetadata({ ...emptyMetadata(), ...plan }, article('Ferry', ''))
    const structured = writeMarkdown(planned, 'structured')
    expect(structured).toContain('galleyGoal: 800')
    expect(readMarkdown(structured).metadata).toMatchObject(plan)
    expect(writeMarkdown(planned, 'portable')).not.toContain('galley')
  })

  test('of another program are kept as they are', () => {
    const yaml = 'goal: win\ndeadline: someday\ntemplate: post.html'
    expect(metadata(yaml)).toEqual({ ...emptyMetadata(), extra: yaml })
  })
})
