import type { Element, ElementContent } from 'hast'
import { toLine } from '../../text/unicode.ts'
import { webUrl } from '../../text/url.ts'
import type { HtmlFace, HtmlReading, HtmlWriting } from '../block.ts'
import { element, elementsIn, findElement, hasClass, property, textContent, withoutElement } from '../hast.ts'
import { fileProperties } from '../htmlPicture.ts'
import { attribute, linkMark, node, type NodeJSON, number, textNode, textOf } from '../node.ts'
import {
  type Embeddable,
  embedFromUrl,
  playerOrigins,
  providerByName,
  siteOf,
  startOfEmbed,
} from './providers/index.ts'
import { readMedium } from './media.ts'
import { embedAttributes, pixelsFrom } from './schema.ts'
import { style } from './style.ts'

// ---- writing ----

/** The class of a provider's frame, which sizes it: 16:9 for films, a low strip for sound. Any other is a post's, tall. */
const PLAYER_SHAPES: Readonly<Record<string, 'film' | 'sound'>> = {
  youtube: 'film',
  vimeo: 'film',
  dailymotion: 'film',
  naver: 'film',
  kakao: 'film',
  spotify: 'sound',
  soundcloud: 'sound',
}

/** The addresses that a player may have. */
const PLAYER_ADDRESSES = playerOrigins.map((origin) => new RegExp(`^${origin.replaceAll('.', '\\.')}/`))

/**
 * Values of the frame's `sandbox` (HTML 4.8.5). The player may run its scripts in its own origin and open its page; it may not
 * touch or leave the page around it.
 */
const SANDBOX = [
  'allow-scripts',
  'allow-same-origin',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-presentation',
]

/** Writes the player. Its address comes from our table only; [] if the provider has no player for this id. */
function player(embed: NodeJSON, label: string): Element[] {
  const provider = attribute(embed, 'provider')
  const start = startOfEmbed(provider, attribute(embed, 'url'))
  const src = providerByName(provider)?.playerUrl(attribute(embed, 'id'), start) ?? null
  if (src === null) return []
  const title = attribute(embed, 'title').trim()
  return [
    element('iframe', {
      className: [PLAYER_SHAPES[provider] ?? 'post'],
      src,
      title: title === '' ? label : `${label}: ${title}`,
      loading: 'lazy',
      sandbox: SANDBOX,
      allow: 'encrypted-media; picture-in-picture',
      allowFullScreen: true,
      // YouTube's player refuses a page that does not say where it is.
      referrerPolicy: 'strict-origin-when-cross-origin',
    }),
  ]
}

/**
 * Returns the attributes that keep provider and id; none if reading the address again gives the same.
 * @param known the embed that the address names, or null
 */
function identityAttributes(embed: NodeJSON, known: Embeddable | null): Record<string, string> {
  const provider = attribute(embed, 'provider')
  const id = attribute(embed, 'id')
  const isDerivable = provider === (known?.provider ?? '') && id === (known?.id ?? '')
  return isDerivable ? {} : { dataProvider: provider, dataId: id }
}

/** Writes the picture of an embed, which the title beside it names already. */
function picture(embed: NodeJSON, writing: HtmlWriting): Element[] {
  const src = attribute(embed, 'src')
  if (src === '') return []
  const [width, height] = [number(embed, 'width'), number(embed, 'height')]
  return [
    element('img', {
      src: writing.picture(src),
      alt: '',
      ...(width === null ? {} : { width }),
      ...(height === null ? {} : { height }),
      ...fileProperties(embed, '(max-width: 720px) 34vw, 250px', writing),
    }),
  ]
}

/**
 * Writes an embed as a figure: its player (only in a page), its picture, and a caption `title · author · provider` whose title
 * is a link. In a page that has a player the picture is only for print. Without a provider the site is named. Without a title the
 * address is the link's text, and the link has no class: {@link readOwn} tells the two apart by it.
 */
function write(embed: NodeJSON, writing: HtmlWriting): Element[] {
  const url = attribute(embed, 'url')
  const title = attribute(embed, 'title')
  const provider = attribute(embed, 'provider')
  const hasTitle = title.trim() !== ''
  // Without a title, the address names the site already.
  const site = hasTitle ? siteOf(url) : ''
  const label = providerByName(provider)?.label ?? (provider || site)
  const players = writing.profile === 'page' ? player(embed, label) : []
  const pictures = picture(embed, writing)
  const isCard = players.length === 0 && pictures.length > 0
  const labelled = (name: string, text: string): (ElementContent | string)[] =>
    text.trim() === '' ? [] : [' · ', element('span', { className: [name] }, text)]
  return [
    element(
      'figure',
      {
        className: ['embed', ...(isCard ? ['pictured'] : [])],
        ...identityAttributes(embed, embedFromUrl(url)),
      },
      ...players,
      ...pictures,
      element(
        'figcaption',
        {},
        element('a', { ...(hasTitle ? { className: ['title'] } : {}), href: url }, hasTitle ? title : url),
        ...labelled('author', attribute(embed, 'author')),
        ...labelled('provider', label),
      ),
    ),
  ]
}

// ---- reading ----

/** Returns an embed node; title and author are trimmed to one line. */
function embedNode(embeddable: Embeddable, title = '', author = ''): NodeJSON {
  return node(
    'embed',
    embedAttributes({ ...embeddable, title: toLine(title).trim(), author: toLine(author).trim() }),
  )
}

/** Returns the embed at an address, with the address of its own page rather than its player's; null if it is none. */
function embedAt(href: string, reading: HtmlReading): Embeddable | null {
  const known = embedFromUrl(reading.address(href) ?? '')
  if (known === null) return null
  const start = startOfEmbed(known.provider, known.url)
  const url = providerByName(known.provider)?.pageUrl(known.id, start) ?? known.url
  return { ...known, url }
}

/**
 * Reads an `iframe`: a known provider's player as an embed, any other as a paragraph with a link named by its title, or as a link
 * card if it has none. `YouTube video player` is no title.
 */
function readFrame(iframe: Element, reading: HtmlReading): NodeJSON[] {
  const src = property(iframe, 'src') || property(iframe, 'dataSrc')
  const title = toLine(property(iframe, 'title')).trim()
  const known = embedAt(src, reading)
  if (known !== null) return [embedNode(known, /\b(?:player|embed)/i.test(title) ? '' : title)]
  const href = reading.address(src)
  if (title === '' || href === null) return readMedium(iframe, reading)
  reading.report('media', iframe, title)
  return [node('paragraph', null, [textNode(title, [linkMark(href)])])]
}

/** Classes of the quotes that providers' scripts turn into players. */
const PROVIDER_QUOTE_CLASSES =
  /\b(?:instagram-media|twitter-tweet|twitter-video|tiktok-embed|text-post-media|bluesky-embed|reddit-(?:embed|card)\S*)/

/**
 * Reads a provider's quote as an embed, with the author and title that its words name; returns null for an ordinary quote. The
 * address is, in this order: the provider's own attribute, `cite`, the last link that names something embeddable.
 */
function readQuote(blockquote: Element, reading: HtmlReading): NodeJSON[] | null {
  if (!PROVIDER_QUOTE_CLASSES.test(property(blockquote, 'className'))) return null
  const links = [...elementsIn(blockquote)].filter(({ tagName }) => tagName === 'a')
  // A post's own address is the last of its links: those before are in its words.
  const addresses = [property(blockquote, 'cite'), ...links.map((link) => property(link, 'href')).reverse()]
  const known =
    ['dataInstgrmPermalink', 'dataTextPostPermalink']
      .map((name) => embedAt(property(blockquote, name), reading))
      .find((embeddable) => embeddable !== null) ??
    addresses
      .map((href) => embedFromUrl(reading.address(href) ?? ''))
      .find((embeddable) => embeddable !== null)
  if (known === undefined) return null
  const quoteText = textContent(blockquote).replace(/\s+/g, ' ')
  const author =
    /A post shared by (.+)$/.exec(quoteText)?.[1] ?? /— (.{1,80}? \(@\w+\))/.exec(quoteText)?.[1] ?? ''
  const words = findElement(blockquote, ({ tagName }) => tagName === 'p')
  const title = words === undefined ? '' : textContent(words).replace(/\s+/g, ' ')
  return [embedNode(known, title.includes('A post shared by') ? '' : title, author)]
}

/** Returns content as one line of text. */
function line(content: readonly ElementContent[], reading: HtmlReading): string {
  return toLine(reading.inline(content).map(textOf).join(''))
}

/** Reads a figure that {@link write} wrote; returns null without a link that is safe to follow. */
function readOwn(figure: Element, reading: HtmlReading): NodeJSON[] | null {
  const link = findElement(figure, ({ tagName }) => tagName === 'a')
  const href = link === undefined ? '' : property(link, 'href')
  if (link === undefined || webUrl(href) === null) return null
  const author = findElement(figure, (below) => hasClass(below, 'author'))
  const img = findElement(figure, ({ tagName }) => tagName === 'img')
  const known = embedFromUrl(href)
  const isStored = 'dataProvider' in figure.properties
  return [
    node('embed', {
      url: href,
      provider: isStored ? property(figure, 'dataProvider') : (known?.provider ?? ''),
      id: isStored ? property(figure, 'dataId') : (known?.id ?? ''),
      title: hasClass(link, 'title') ? line(link.children, reading) : '',
      author: author === undefined ? '' : line(author.children, reading),
      src: img === undefined ? null : reading.picture(property(img, 'src')),
      width: img === undefined ? null : pixelsFrom(property(img, 'width')),
      height: img === undefined ? null : pixelsFrom(property(img, 'height')),
    }),
  ]
}

/**
 * Reads our `figure.embed`, and WordPress's, which may hold a bare address and a caption, read as blocks below the embed. Returns
 * null for other figures: they are pictures.
 */
function readFigure(figure: Element, reading: HtmlReading): NodeJSON[] | null {
  if (hasClass(figure, 'embed')) return readOwn(figure, reading)
  const caption = findElement(figure, ({ tagName }) => tagName === 'figcaption')
  const content = withoutElement(figure.children, caption)
  const known = embedFromUrl(content.map(textContent).join(''))
  if (known === null) return null
  return [embedNode(known), ...(caption === undefined ? [] : reading.blocks(caption.children))]
}

/** Reads a paragraph that is nothing but an address. In our own articles it stays one: there embeds are figures. */
function readAlone(p: Element, reading: HtmlReading): NodeJSON[] | null {
  const known = reading.own ? null : embedFromUrl(textContent(p))
  return known === null ? null : [embedNode(known)]
}

/** Embeds in HTML: ours are figures; providers' embed codes are quotes, frames or bare addresses. */
export const html: HtmlFace = {
  allowed: {
    figure: { className: ['embed', 'pictured'], dataProvider: 'any', dataId: 'any' },
    iframe: {
      className: ['film', 'sound', 'post'],
      src: PLAYER_ADDRESSES,
      sandbox: SANDBOX,
      title: 'any',
      loading: 'any',
      allow: 'any',
      allowFullScreen: 'any',
      referrerPolicy: 'any',
    },
    figcaption: {},
    a: { className: ['title'] },
    span: { className: ['author', 'provider'] },
  },
  styles: [{ elements: ['.embed'], css: style }],
  write: { embed: write },
  read: {
    iframe: readFrame,
    blockquote: readQuote,
    figure: readFigure,
    p: readAlone,
    ...{ video: readMedium, audio: readMedium, object: readMedium, embed: readMedium },
  },
}
