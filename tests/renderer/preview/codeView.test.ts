import { createApp, h } from 'vue'
import { expect, it } from 'vitest'
import { CodeView } from '../../../src/renderer/src/preview/CodeView.ts'

/** Returns the element that shows a text. */
function shown(text: string, format: 'md' | 'html'): HTMLElement {
  const place = document.createElement('div')
  createApp({ render: () => h(CodeView, { text, format }) }).mount(place)
  return place
}

it('takes the last tag before the end of the front matter for no heading', () => {
  const place = shown('---\ntitle: Dusk\ntags:\n  - Song Kang\n---\n\n# At dusk\n', 'md')
  const headings = [...place.querySelectorAll('.hljs-section')].map(({ textContent }) => textContent)
  expect(headings).toEqual(['# At dusk'])
})

it('shows every character of a text, whatever is in it', () => {
  for (const text of ['---\ntitle: x\n---\n\nWords\n---\n', '---\nno end of it', 'a <b> & c'])
    expect(shown(text, 'md').textContent).toBe(text)
  expect(shown('<p>a &amp; b</p>', 'html').textContent).toBe('<p>a &amp; b</p>')
})
