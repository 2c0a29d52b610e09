import type { Element } from 'hast'
import { toLine } from '../../text/unicode.ts'
import type { HtmlFace, HtmlReading } from '../block.ts'
import { element, hasClass, isBlank } from '../hast.ts'
import { attribute, children, node, type NodeJSON, textOf } from '../node.ts'
import { style } from './style.ts'

/** Returns a label as printed: `Source:`, but `via` in any case without a colon. */
function printed(label: string): string {
  return /^via$/iu.test(label) ? label : `${label}:`
}

/**
 * Reads a source line that {@link html} wrote; returns null for any other paragraph, also one of this class on another site.
 * An empty `data-label` marks the printed label as the language's, not the writer's: it is then read as ''.
 */
function read(p: Element, reading: HtmlReading): NodeJSON[] | null {
  if (!hasClass(p, 'source')) return null
  const [label, cite, ...others] = p.children.filter((child) => !isBlank([child]))
  if (label?.type !== 'element' || !hasClass(label, 'label') || others.length > 0) return null
  if (cite?.type !== 'element' || cite.tagName !== 'cite') return null
  const printedLabel = reading.inline(label.children).map(textOf).join('').replace(/:$/, '')
  const storedLabel = 'dataLabel' in p.properties ? '' : toLine(printedLabel)
  return [node('source', { label: storedLabel }, reading.inline(cite.children))]
}

/** Source lines in HTML: `<p class="source"><span class="label">Source:</span> <cite>WikiTree</cite></p>`. */
export const html: HtmlFace = {
  allowed: {
    p: { className: ['source'], dataLabel: 'any' },
    span: { className: ['label'] },
    cite: {},
  },
  styles: [{ elements: ['.source'], css: style }],
  write: {
    source: (block, writing) => {
      const label = attribute(block, 'label')
      return [
        element(
          'p',
          { className: ['source'], ...(label === '' ? { dataLabel: '' } : {}) },
          element('span', { className: ['label'] }, printed(label || writing.labels.source)),
          ' ',
          element('cite', {}, writing.inline(children(block))),
        ),
      ]
    },
  },
  read: { p: read },
}
