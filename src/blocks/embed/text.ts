import type { TextFace } from '../block.ts'
import { attribute, node, textNode } from '../node.ts'
import { webUrl } from '../../text/url.ts'
import { embedFromUrl } from './providers/index.ts'
import { embedAttributes } from './schema.ts'

/**
 * Embeds in plain text: an address alone on its line, kept as written. If its provider is unknown, the line is a paragraph with
 * a link; if it is no safe web address, it is not this block's.
 */
export const text: TextFace = {
  readsFormatted: true,
  read: () => (line) => {
    if (!/^https?:\/\/\S+$/i.test(line.raw)) return null
    const embed = embedFromUrl(line.raw)
    if (embed !== null) return node('embed', embedAttributes({ ...embed }))
    if (webUrl(line.raw) === null) return null
    return node('paragraph', null, [textNode(line.raw, [{ type: 'link', attrs: { href: line.raw } }])])
  },
  outline: {
    embed: (embed) => [
      { type: 'embed', url: attribute(embed, 'url'), provider: attribute(embed, 'provider') },
    ],
  },
  plain: { embed: (embed) => attribute(embed, 'url') },
}
