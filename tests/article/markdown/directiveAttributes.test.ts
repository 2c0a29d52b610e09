import { describe, expect, test } from 'vitest'
import { readMarkdown } from '../../../src/article/index.ts'
import { writeMarkdown } from '../../../src/article/markdown/write.ts'
import { article, figure } from '../../build.ts'

describe('attributes of directives', () => {
  test.each(['"><script>x()</script>', '<', '&#x3C;b>', '&lt;'])('hold no HTML: %s', (alt) => {
    const written = article('', '', figure({ alt }))
    const text = writeMarkdown(written, 'structured')
    expect(text).not.toMatch(/<\/?[a-z]/i)
    expect(readMarkdown(text)).toEqual(written)
  })
})
