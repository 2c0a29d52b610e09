import type { Element, ElementContent, Root } from 'hast'
import { webUrl } from '../../text/url.ts'
import { element, elementsIn, property } from '../../blocks/hast.ts'
import { attribute, children, textOf } from '../../blocks/node.ts'
import { type Article, parts } from '../article.ts'
import { styleFor, styleHash } from './style.ts'

/** Languages written from right to left (CLDR's `characters` orientation), by their first subtag. */
const RIGHT_TO_LEFT = new Set('ar arc ckb dv fa he ks nqo ps sd syr ug ur yi'.split(' '))

/** `dir="rtl"` where the language wants it. */
export function directionOf(language: string): { readonly dir?: 'rtl' } {
  const [primary = ''] = language.toLowerCase().split('-')
  return RIGHT_TO_LEFT.has(primary) ? { dir: 'rtl' } : {}
}

/** No script, no plug-in, no form; this style alone; frames of nobody but the players that are on the page. */
function contentSecurityPolicy(article: Element, style: string): string {
  const frames: string[] = [...elementsIn(article)]
    .filter(({ tagName }) => tagName === 'iframe')
    .map((iframe) => `https://${webUrl(property(iframe, 'src'))?.host ?? ''}`)
  const hosts = [...new Set(frames)].sort()
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash(style)}'`,
    // `self` for the pictures beside the page.
    "img-src 'self' https: http: data:",
    `frame-src ${hosts.length === 0 ? "'none'" : hosts.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

function namedMeta(name: string, content: string): Element[] {
  return content.trim() === '' ? [] : [element('meta', { name, content })]
}

/** Open Graph (ogp.me): what a shared link shows. */
function openGraph(name: string, content: string): Element[] {
  return content.trim() === '' ? [] : [element('meta', { property: name, content })]
}

/** Returns the first of some texts that has words; '' if none has. */
function firstWords(...texts: readonly string[]): string {
  return texts.find((text) => text.trim() !== '') ?? ''
}

/**
 * Returns the address of the picture of a shared link, which must be one on the web. A chosen picture of the draft has the address
 * that it has beside the page: below the canonical one. The picture for shared links comes before the lead image; without
 * either it is the first photo that is on the web.
 */
function coverImage(article: Article): string {
  const { socialImage, leadImage, canonical } = article.metadata
  for (const chosen of [socialImage, leadImage]) {
    if (webUrl(chosen) !== null) return chosen
    if (chosen.startsWith('images/') && canonical !== '') return new URL(chosen, canonical).href
  }
  return (
    children(parts(article.doc).body)
      .flatMap((block) => [block, ...children(block)])
      .map((block) => (block.type === 'figure' ? attribute(block, 'src').trim() : ''))
      .find((src) => webUrl(src) !== null) ?? ''
  )
}

function headContent(article: Article, articleElement: Element): ElementContent[] {
  const { byline, canonical, slug, tags, seoTitle } = article.metadata
  const { headline, standfirst } = parts(article.doc)
  const title = textOf(headline)
  const summary = firstWords(article.metadata.excerpt, textOf(standfirst))
  const image = coverImage(article)
  const style = styleFor(articleElement)
  return [
    element('meta', { charSet: 'utf-8' }),
    element('meta', {
      httpEquiv: ['Content-Security-Policy'],
      content: contentSecurityPolicy(articleElement, style),
    }),
    ...namedMeta('viewport', 'width=device-width, initial-scale=1'),
    ...namedMeta('color-scheme', 'light dark'),
    ...namedMeta('generator', 'Galley'),
    element('title', {}, firstWords(seoTitle, title, slug, 'Untitled')),
    ...namedMeta('description', firstWords(article.metadata.seoDescription, summary)),
    ...namedMeta('author', byline),
    ...(canonical === '' ? [] : [element('link', { rel: ['canonical'], href: canonical })]),
    ...openGraph('og:type', 'article'),
    ...openGraph('og:title', title),
    ...openGraph('og:description', summary),
    ...openGraph('og:url', canonical),
    ...openGraph('og:image', image),
    ...namedMeta('twitter:card', image === '' ? 'summary' : 'summary_large_image'),
    ...tags.flatMap((tag) => openGraph('article:tag', tag)),
    element('style', {}, style),
  ]
}

/** Returns a whole document around an article, for a reader's browser: nothing is fetched but its pictures and players. */
export function wrapInPage(article: Article, articleElement: Element): Root {
  const { language } = article.metadata
  return {
    type: 'root',
    children: [
      { type: 'doctype' },
      element(
        'html',
        { lang: language, ...directionOf(language) },
        element('head', {}, ...headContent(article, articleElement)),
        element('body', {}, articleElement),
      ),
    ],
  }
}
