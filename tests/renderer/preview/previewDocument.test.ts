import { expect, test } from 'vitest'
import { targetById, type Target } from '../../../src/article/index.ts'
import { previewPage } from '../../../src/renderer/src/preview/previewDocument.ts'
import { article, figure, link, p } from '../../build.ts'

// Players are tried in a real browser (tests/e2e/hostile.test.ts): the document here would load them as it parses.

const SHOWN = article(
  'The kettle',
  '',
  p('Words & <marks> and ', link('https://a.example/x', 'a link'), '.'),
  figure({ src: 'https://a.example/x.png', alt: 'A kettle' }, 'A caption'),
  figure({ src: 'images/pier-2.png', alt: 'A stove' }),
  figure({ src: 'data:image/png;base64,AAAA', alt: 'A cup' }),
)
const PICTURES = {
  url: (src: string) =>
    /^(?:images\/|data:)/.test(src) ? src.replace(/^images\//, '/drafts/tea/images/') : null,
  source: 'http://127.0.0.1:1/drafts/tea/images/',
}

function target(id: string): Target {
  const found = targetById(id)
  if (found === undefined) throw new Error(id)
  return found
}
const page = previewPage(SHOWN, target('html-page'), 'light', PICTURES).html
const cms = previewPage(SHOWN, target('html-fragment'), 'dark', PICTURES).html

test('the preview requests no photo from another server, but names it', () => {
  expect(target('html-page').write(SHOWN)).toContain('src="https://a.example/x.png"')
  for (const shown of [page, cms]) {
    expect(shown).not.toMatch(/\ssrc="http/)
    expect(shown).toContain('A photo on the web: A kettle')
  }
})

test('the preview leaves everything else as it is exported', () => {
  for (const kept of [
    '<!doctype html>',
    'Words &amp; &lt;marks',
    'data:image/png;base64,AAAA',
    'A caption',
    '<style>',
  ])
    expect(page).toContain(kept)
})

test('the preview shows the draft’s own pictures from where the host serves them', () => {
  for (const shown of [page, cms]) expect(shown).toContain('src="/drafts/tea/images/pier-2.png"')
})

test('the preview may load nothing but the pictures of its draft', () => {
  for (const shown of [page, cms]) {
    const policies = [...shown.matchAll(/http-equiv="Content-Security-Policy" content="([^"]*)"/gi)]
    expect(policies.map(([, policy]) => policy)).toEqual([
      "default-src 'none'; style-src 'unsafe-inline'; img-src http://127.0.0.1:1/drafts/tea/images/ data:; base-uri 'none'; form-action 'none'",
    ])
  }
})

test('links of the preview show where they lead, and lead nowhere', () => {
  for (const shown of [page, cms]) {
    expect(shown).not.toContain('href=')
    expect(shown).toContain('title="https://a.example/x"')
  }
})

test('HTML for a CMS has a plain style around it, and a page its own alone', () => {
  expect(cms).toContain('system-ui')
  expect(cms).toContain('color-scheme: dark')
  expect(page).toContain('--pencil')
  expect(page).not.toContain('--quiet')
})

test('an article without a word or picture is empty, and one with a picture alone is not', () => {
  const isEmpty = (body: Parameters<typeof article>[2]): boolean =>
    previewPage(article('', '', body), target('html-page'), 'light', PICTURES).isEmpty
  expect(isEmpty(p())).toBe(true)
  expect(isEmpty(figure({ src: 'images/a.png' }))).toBe(false)
})
