import { expect, test } from 'vitest'
import { pre } from '../../build.ts'
import { body, html, read, readOwn } from '../html.ts'

test('keeps every space, tab and line', () => {
  const block = pre('c++', '\n  a\t<b>  \n\n')
  expect(html(block)).toBe(
    '<pre><code class="language-c++">\n  a\t&lt;b>  \n\n</code></pre>'.replace(/\n {2}a/, '\na'),
  )
  expect(readOwn('<pre><code class="language-c++">\n  a\t&lt;b>  \n\n</code></pre>')).toEqual(body(block))
})

test.each([
  ['drops the line end after the last line', '<pre><code class="lang-js">a\n</code></pre>', pre('js', 'a')],
  [
    'takes the language from the outer element',
    '<pre class="language-js"><code>a</code></pre>',
    pre('js', 'a'),
  ],
  ['ignores highlighting', '<pre><code><span>a</span><br><b>b</b>\r\nc</code></pre>', pre('', 'a\nb\nc')],
  ['drops a language of two words', '<pre data-language="two words">a</pre>', pre('', 'a')],
])('reads foreign code: %s', (_what, foreign, block) => {
  expect(read(foreign)).toEqual(body(block))
})
