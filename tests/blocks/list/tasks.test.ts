import { describe, expect, test } from 'vitest'
import { readText, writeText } from '../../../src/article/index.ts'
import { article, li, ol, p, strong, task, ul } from '../../build.ts'
import { body, html, read, readOwn } from '../html.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

const shopping = ul(task(true, 'Milk'), task(false, 'Bread'), 'Salt')

describe('tasks in HTML', () => {
  test('are written with boxes that nobody can tick', () => {
    expect(html(shopping)).toBe(
      [
        '<ul>',
        '  <li class="task"><label><input type="checkbox" disabled checked>Milk</label></li>',
        '  <li class="task"><label><input type="checkbox" disabled>Bread</label></li>',
        '  <li>Salt</li>',
        '</ul>',
      ].join('\n'),
    )
  })

  test.each([
    ['ticked, unticked and other items', shopping],
    [
      'tasks without words',
      ul(task(true, ''), task(false, '', p('a'), p()), task(true, '', ul(task(false, '')))),
    ],
    ['numbered tasks', ol(3, task(false, ' a '), task(true, p(strong('[ ] b'))))],
  ])('are read back: %s', (_what, block) => {
    expect(readOwn(html(block))).toEqual(body(block))
  })

  test.each([
    ['<ul><li><input type=checkbox disabled checked> Milk</li></ul>', ul(task(true, 'Milk'))],
    [
      '<ul><li><p><input type=checkbox> Milk</p><ul><li><input type=checkbox checked>Oat</li></ul></li></ul>',
      ul(task(false, 'Milk', ul(task(true, 'Oat')))),
    ],
    [
      '<ul><li>Milk<ul><li><input type=checkbox checked>Oat</li></ul></li></ul>',
      ul(li('Milk', ul(task(true, 'Oat')))),
    ],
    ['<ul><li>☐ Milk</li><li>☒ <b>Oat</b></li></ul>', ul(task(false, 'Milk'), task(true, p(strong('Oat'))))],
    ['<ul><li><input type=radio checked>Milk</li></ul>', ul('Milk')],
    ['<ul><li><input type=image src=x onerror=alert(1)>Milk</li></ul>', ul('Milk')],
    ['<ul><li role="checkbox" aria-checked="true&quot; onclick=x">Milk</li></ul>', ul(task(false, 'Milk'))],
    ['<ul><li data-checked="javascript:x">Milk</li></ul>', ul('Milk')],
  ])('of others are read: %s', (text, block) => {
    expect(read(text)).toEqual(body(block))
  })
})

describe('tasks in Markdown', () => {
  test('are those of GFM, in both profiles', () => {
    const markdown = '- [x] Milk\n- [ ] Bread\n- Salt'
    for (const profile of ['portable', 'structured'] as const) {
      expect(written(profile, shopping)).toBe(markdown)
      expect(blocksIn(markdown, profile)).toEqual(canonical(shopping))
    }
    expect(blocksIn('1. [X] a\n2. [ ]\tb\n3. [x]\n   c')).toEqual(
      canonical(ol(1, task(true, 'a'), task(false, 'b'), task(true, 'c'))),
    )
  })

  test('are no words that look like a box', () => {
    const words = ul('[x] Milk', '[ ] Bread', li(p(strong('[x]'), ' a')), li('a', p('[ ] b')))
    for (const profile of ['portable', 'structured'] as const)
      expect(blocksIn(written(profile, words), profile)).toEqual(canonical(words))
    expect(blocksIn('- [x](/a) b\n- [y] c\n- \\[x] d\n\n[ ] e')).not.toContain('checked":true')
  })
})

describe('tasks in plain text', () => {
  test.each([
    ['- [x] Milk\n- [ ] Bread'],
    ['[x] Milk\n[ ] Bread'],
    ['☑ Milk\n☐ Bread'],
    ['• ☒ Milk\n• ☐ Bread'],
  ])('are read: %j', (text) => {
    const [, , read] = readText(`A title\n\n${text}\n\nMore words.`).doc.content ?? []
    expect(read?.content?.[0]).toEqual(ul(task(true, 'Milk'), task(false, 'Bread')))
  })

  test('are written with boxes', () => {
    const text = writeText(article('', '', shopping, ol(2, task(false, 'a'))))
    expect(text).toContain('☑ Milk\n☐ Bread\n- Salt')
    expect(text).toContain('2. ☐ a')
  })
})
