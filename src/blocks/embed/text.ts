import type { TextFace } from '../block.ts'
import { attribute, linkMark, node, type NodeJSON, textNode } from '../node.ts'
import { webUrl } from '../../text/url.ts'
import { embedFromUrl } from './providers/index.ts'
import { embedAttributes } from './schema.ts'

/** In characters: no address is longer. */
const MAX_LINE_LENGTH = 2_000
/** `Trailer: https://…`, `▶ https://…`. */
const LABELLED = /^([^:：\s][^:：]{0,39}?)[:：] *(https?:\/\/[^\s<>]+)$/iu
/** A host that is no `www.`, a path and nothing else: `youtu.be/tEa4MidNigh`. */
const WITHOUT_SCHEME = /^(?!www\.)(?:[a-z0-9-]+\.)+[a-z]{2,6}\/\S+$/iu

/** Returns the embed of an address, or null if no provider knows it. */
function embedOf(address: string, title: string): NodeJSON | null {
  const embed = embedFromUrl(address)
  return embed === null ? null : node('embed', embedAttributes({ ...embed, title: title.trim() }))
}

/** Returns the address, behind the title where that is short enough to be read as one again. */
function plainLine(embed: NodeJSON): string {
  const [title, url] = [attribute(embed, 'title'), attribute(embed, 'url')]
  const line = `${title}: ${url}`
  return LABELLED.exec(line)?.[1] === title ? line : url
}

/**
 * Embeds in plain text: an address alone on its line, kept as written, or behind a few words: `Trailer: https://…`, whose words
 * become the embed's title and are written again. `<https://…>` and `youtu.be/…` are addresses too. If its provider is unknown, the line is a paragraph with
 * a link; if it is no safe web address, it is not this block's.
 */
export const text: TextFace = {
  readsFormatted: true,
  read: () => (line) => {
    if (line.raw.length > MAX_LINE_LENGTH) return null
    const bracketed = /^<(https?:\/\/[^\s<>]+)>$/iu.exec(line.raw)?.[1]
    if (bracketed !== undefined) return embedOf(bracketed, '')
    const labelled = LABELLED.exec(line.raw)
    if (labelled?.[1] !== undefined && labelled[2] !== undefined) return embedOf(labelled[2], labelled[1])
    if (WITHOUT_SCHEME.test(line.raw)) return embedOf(`https://${line.raw}`, '')
    if (!/^https?:\/\/\S+$/i.test(line.raw)) return null
    const embed = embedFromUrl(line.raw)
    if (embed !== null) return node('embed', embedAttributes({ ...embed }))
    if (webUrl(line.raw) === null) return null
    return node('paragraph', null, [textNode(line.raw, [linkMark(line.raw)])])
  },
  outline: {
    embed: (embed) => [
      { type: 'embed', url: attribute(embed, 'url'), provider: attribute(embed, 'provider') },
    ],
  },
  plain: { embed: plainLine },
}
