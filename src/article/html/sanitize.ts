import type { Root } from 'hast'
import { sanitize, type Schema } from 'hast-util-sanitize'
import type { AllowedHtml } from '../../blocks/block.ts'
import { blocks } from '../../blocks/index.ts'
import { RELATIVE_ADDRESS } from '../../text/url.ts'

/** Where a page may be. */
const PAGE_ADDRESS = /^\s*https?:\/\/[^/\\]/i

/** Where a link may lead besides. */
const LINK_ADDRESSES = [PAGE_ADDRESS, /^\s*(?:mailto:|tel:\+?\d)/i, RELATIVE_ADDRESS]

/** The elements of exports besides those of blocks: the page, the article's frame, and text with its marks. */
const FRAME: AllowedHtml = {
  html: { lang: 'any', dir: ['rtl'] },
  head: {},
  meta: {
    charSet: ['utf-8'],
    httpEquiv: ['Content-Security-Policy'],
    name: ['viewport', 'color-scheme', 'generator', 'description', 'author', 'twitter:card'],
    property: [/^(?:og|article):[a-z_]+$/],
    content: 'any',
  },
  title: {},
  link: { rel: ['canonical'], href: [PAGE_ADDRESS] },
  style: {},
  body: {},
  article: { className: ['galley'], lang: 'any', dir: ['rtl'] },
  header: {},
  h1: {},
  p: { className: ['standfirst', 'byline'] },
  a: { href: LINK_ADDRESSES, title: 'any' },
  ...Object.fromEntries(['br', 'code', 'em', 's', 'strong', 'sub', 'sup'].map((tagName) => [tagName, {}])),
}

type Values = AllowedHtml[string][string]

/** Allows what one of two lists allows. */
function either(one: Values | undefined, other: Values): Values {
  if (one === undefined) return other
  return one === 'any' || other === 'any' ? 'any' : [...one, ...other]
}

/** Returns every element that the frame or a block makes, with the attributes that any of them gives it. */
function merged(parts: readonly AllowedHtml[]): Map<string, Map<string, Values>> {
  const elements = new Map<string, Map<string, Values>>()
  for (const [tagName, attributes] of parts.flatMap((part) => Object.entries(part))) {
    const known = elements.get(tagName) ?? new Map<string, Values>()
    for (const [name, values] of Object.entries(attributes)) known.set(name, either(known.get(name), values))
    elements.set(tagName, known)
  }
  return elements
}

const elements = merged([FRAME, ...blocks.map(({ html }) => html.allowed)])

/** Exactly what our writers make: any other element, attribute or address scheme is a mistake and is removed. */
const schema: Schema = {
  allowComments: false,
  allowDoctypes: true,
  ancestors: {},
  clobber: [],
  protocols: {},
  // Whatever an input was to be: a box that nobody can tick.
  required: { input: { type: 'checkbox', disabled: true } },
  strip: ['script'],
  tagNames: [...elements.keys()],
  attributes: Object.fromEntries(
    [...elements].map(([tagName, attributes]) => [
      tagName,
      [...attributes].map(([name, values]) => (values === 'any' ? name : ([name, ...values] as const))),
    ]),
  ),
}

/** Returns the tree without anything that {@link schema} does not allow: the last step before it becomes text. */
export function sanitized(root: Root): Root {
  const safe = sanitize(root, schema)
  return safe.type === 'root' ? safe : { type: 'root', children: safe.type === 'doctype' ? [] : [safe] }
}
