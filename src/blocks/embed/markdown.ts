import type { Paragraph } from 'mdast'
import type { MarkdownFace } from '../block.ts'
import { webUrl } from '../../text/url.ts'
import { attributesOf, bareLink, leafOf, paragraphOf, directiveAttribute } from '../mdast.ts'
import { attribute, node } from '../node.ts'
import { embedFromUrl } from './providers/index.ts'
import { embedAttributes, readDetails } from './schema.ts'
import { linkedText } from '../inlineLines.ts'

/** Attributes of `::embed` and the node attributes they hold. */
const DIRECTIVE_ATTRIBUTES = {
  ...{ url: 'url', provider: 'provider', id: 'id', title: 'title', author: 'author' },
  ...{ src: 'src', width: 'width', height: 'height' },
}

/** Returns the address that is all of a paragraph; '' if it holds anything else. */
function loneAddress({ children: [only, more] }: Paragraph): string {
  if (only === undefined || more !== undefined) return ''
  if (only.type === 'text') return only.value.trim()
  const [text, rest] = only.type === 'link' ? only.children : []
  return only.type === 'link' && text?.type === 'text' && rest === undefined && text.value === only.url
    ? only.url
    : ''
}

/**
 * Embeds in Markdown: `::embed{url=…}` when structured; when portable, the address alone on its line, which is an embed again
 * only if its provider is known. Title, author and picture are lost in portable files.
 */
export const markdown: MarkdownFace = {
  directives: ['embed'],
  flatten: {
    embed: (embed) => {
      const url = attribute(embed, 'url')
      return [node('paragraph', null, linkedText(url, url))]
    },
  },
  write: {
    embed: (block, writing) =>
      writing.profile === 'structured'
        ? [leafOf('embed', attributesOf(block, DIRECTIVE_ATTRIBUTES))]
        : [paragraphOf([bareLink(attribute(block, 'url').trim())])],
  },
  read: {
    leafDirective: (directive) => {
      const url = directiveAttribute(directive, 'url')
      if (directive.name !== 'embed' || webUrl(url) === null) return null
      const attributes = { url, ...readDetails((name) => directiveAttribute(directive, name)) }
      return { nodes: [node('embed', attributes)], consumed: 1 }
    },
    paragraph: (paragraph, reading) => {
      const url = reading.readsForms ? loneAddress(paragraph) : ''
      const embeddable = url === '' ? null : embedFromUrl(url)
      if (embeddable === null) return null
      const { provider, id } = embeddable
      return { nodes: [node('embed', embedAttributes({ url, provider, id }))], consumed: 1 }
    },
  },
}
