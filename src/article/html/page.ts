import type { Element, ElementContent, Root } from 'hast'
import { webUrl } from '../../text/url.ts'
import { element, elementsIn, property } from '../../blocks/hast.ts'
import { attribute, children, textOf } from '../../blocks/node.ts'
import { type Article, parts } from '../article.ts'
import { STYLE, styleHash } from './style.ts'

/** Languages written from right to left (CLDR's `characters` orientation), by their first subtag. */
const RIGHT_TO_LEFT = new Set('ar arc ckb dv fa he ks nqo ps sd syr ug ur yi'.split(' '))

/** `dir="rtl"` where the language wants it. */
export function directionOf(language: string): { readonly dir?: 'rtl' } {
  const [primary = ''] = language.toLowerCase().split('-')
  return RIGHT_TO_LEFT.has(primary) ? { dir: 'rtl' } : {}
}

/** No script, no plug-in, no form; this style alone; frames of nobody but the players that are on the page. */
function contentSecurityPolicy(article: Element): string {
  const frames: string[] = [...elementsIn(article)]
    .filter(({ tagName }) => tagName === 'iframe')
    .map((iframe) => `https://${webUrl(property(iframe, 'src'))?.host ?? ''}`)
  const hosts = [...new Set(frames)].sort()
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash()}'`,
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

/** The first picture that has an address on the web: all that a shared link can show. */
function coverImage(article: Article): string {
  return (
    children(parts(article.doc).body)
      .map((block) => (block.type === 'figure' ? attribute(block, 'src').trim() : ''))
      .find((src) => webUrl(src) !== null) ?? ''
  )
}

function headContent(article: Article, articleElement: Element): ElementContent[] {
  const { byline, canonical, slug, tags } = article.metadata
  const { headline, standfirst } = parts(article.doc)
  const [title, description] = [textOf(headline), textOf(standfirst)]
  return [
    element('meta', { charSet: 'utf-8' }),
    element('meta', {
      httpEquiv: ['Content-Security-Policy'],
      content: contentSecurityPolicy(articleElement),
    }),
    ...namedMeta('viewport', 'width=device-width, initial-scale=1'),
    ...namedMeta('color-scheme', 'light dark'),
    ...namedMeta('generator', 'Galley'),
    element('title', {}, [title, slug].find((text) => text.trim() !== '') ?? 'Untitled'),
    ...namedMeta('description', description),
    ...namedMeta('author', byline),
    ...(canonical === '' ? [] : [element('link', { rel: ['canonical'], href: canonical })]),
    ...openGraph('og:type', 'article'),
    ...openGraph('og:title', title),
    ...openGraph('og:description', description),
    ...openGraph('og:url', canonical),
    ...openGraph('og:image', coverImage(article)),
    ...tags.flatMap((tag) => openGraph('article:tag', tag)),
    element('style', {}, STYLE),
  ]
}

/** A whole document around an article, for a reader's browser: nothing is fetched but its pictures and players. */
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
