import type { Root } from 'hast'
import { sanitize, type Schema } from 'hast-util-sanitize'

const ADDRESS = /^\s*(?:https?:\/\/[^/\\]|mailto:)/i
const PICTURE = /^\s*(?:https?:\/\/[^/\\]|images\/|data:image\/(?:png|jpeg|gif|webp|avif);base64,)/i
const FRAME = /^https:\/\/[a-z0-9.-]+\//

/** Exactly what our writers make: any other element, attribute or address scheme is a mistake and is taken out. */
const schema: Schema = {
  allowComments: false,
  allowDoctypes: true,
  ancestors: {},
  clobber: [],
  protocols: {},
  required: {},
  strip: ['script'],
  tagNames: [
    ...[
      'html',
      'head',
      'meta',
      'title',
      'link',
      'style',
      'body',
      'article',
      'header',
      'h1',
      'h2',
      'h3',
      'h4',
    ],
    ...['p', 'div', 'ul', 'ol', 'li', 'blockquote', 'hr', 'pre', 'figure', 'img', 'figcaption', 'iframe'],
    ...['a', 'b', 'br', 'cite', 'code', 'em', 's', 'span', 'strong'],
  ],
  attributes: {
    html: ['lang', ['dir', 'rtl']],
    meta: [
      ['charSet', 'utf-8'],
      ['httpEquiv', 'Content-Security-Policy'],
      ['name', 'viewport', 'color-scheme', 'generator', 'description', 'author'],
      ['property', /^(?:og|article):[a-z_]+$/],
      'content',
    ],
    link: [
      ['rel', 'canonical'],
      ['href', ADDRESS],
    ],
    article: ['lang', ['dir', 'rtl'], ['className', 'galley']],
    p: [['className', 'standfirst', 'byline', 'caption', 'source', /^voice-[1-8]$/], 'dataLabel'],
    div: [['className', 'dialogue']],
    b: [['className', 'speaker']],
    span: [['className', 'addressee', 'parenthetical', 'colon', 'credit', 'label', 'author', 'provider']],
    ol: ['start'],
    code: [['className', /^language-/]],
    figure: [['className', 'waiting', 'embed'], 'dataAlt', 'dataProvider', 'dataId'],
    img: [['className', 'decorative'], ['src', PICTURE], 'alt', 'width', 'height'],
    a: [
      ['className', 'title'],
      ['href', ADDRESS],
    ],
    iframe: [
      ['className', 'film', 'sound', 'post'],
      ['src', FRAME],
      ['sandbox', /^allow-(?:scripts|same-origin|popups|popups-to-escape-sandbox|presentation)$/],
      ...['title', 'loading', 'allow', 'allowFullScreen', 'referrerPolicy'],
    ],
  },
}

/** The tree with nothing in it but what {@link schema} names: the last step before it becomes text. */
export function sanitized(root: Root): Root {
  const safe = sanitize(root, schema)
  return safe.type === 'root' ? safe : { type: 'root', children: safe.type === 'doctype' ? [] : [safe] }
}
