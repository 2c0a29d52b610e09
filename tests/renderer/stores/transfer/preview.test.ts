import { expect, test } from 'vitest'
import { targetById } from '../../../../src/article/index.ts'
import { offlinePreview } from '../../../../src/renderer/src/stores/transfer/preview.ts'
import { article, figure, p } from '../../../build.ts'

// Players are tried in a real browser (tests/e2e/hostile.test.ts): the document here would load them as it parses.

const of = article(
  'The kettle',
  '',
  p('Words & <marks>.'),
  figure({ src: 'https://a.example/x.png', alt: 'A kettle' }, 'A caption'),
  figure({ src: 'images/a.png', alt: 'A stove' }),
)
const page =
  targetById('html-page')?.write(of, new Map([['images/a.png', 'data:image/png;base64,AAAA']])) ?? ''

test('the preview requests no photo from another server, but names it', () => {
  expect(page).toContain('src="https://a.example/x.png"')
  const shown = offlinePreview(page)
  expect(shown).not.toMatch(/\ssrc="http/)
  expect(shown).toContain('A photo on the web: A kettle')
})

test('the preview leaves everything else as it is exported', () => {
  const shown = offlinePreview(page)
  for (const kept of [
    '<!doctype html>',
    'Words &amp; &lt;marks',
    'data:image/png;base64,AAAA',
    'A caption',
    '<style>',
  ])
    expect(shown).toContain(kept)
})
