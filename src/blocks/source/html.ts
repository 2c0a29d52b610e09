import type { Element } from 'hast'
import { toLine } from '../../text/unicode.ts'
import type { HtmlFace, HtmlReading } from '../block.ts'
import { element, hasClass, isBlank } from '../hast.ts'
import { attribute, children, node, type NodeJSON, textOf } from '../node.ts'
import { style } from './style.ts'

/** As it is printed: `Source:`, but `via`, which takes no colon. */
function printed(label: string): string {
  return /^via$/iu.test(label) ? label : `${label}:`
}

/** A source line without a label of its own prints the language's, and says so in an empty `data-label`. */
function read(p: Element, reading: HtmlReading): NodeJSON[] | null {
  if (!hasClass(p, 'source')) return null
  const [label, cite, ...others] = p.children.filter((child) => !isBlank([child]))
  if (label?.type !== 'element' || !hasClass(label, 'label') || others.length > 0) return null
  if (cite?.type !== 'element' || cite.tagName !== 'cite') return null
  const shown = reading.inline(label.children).map(textOf).join('').replace(/:$/, '')
  const named = 'dataLabel' in p.properties ? '' : toLine(shown)
  return [node('source', { label: named }, reading.inline(cite.children))]
}

export const html: HtmlFace = {
  allowed: {
    p: { className: ['source'], dataLabel: 'any' },
    span: { className: ['label'] },
    cite: {},
  },
  style,
  write: {
    source: (of, writing) => {
      const label = attribute(of, 'label')
      return [
        element(
          'p',
          { className: ['source'], ...(label === '' ? { dataLabel: '' } : {}) },
          element('span', { className: ['label'] }, printed(label || writing.labels.source)),
          ' ',
          element('cite', {}, writing.inline(children(of))),
        ),
      ]
    },
  },
  read: { p: read },
}
