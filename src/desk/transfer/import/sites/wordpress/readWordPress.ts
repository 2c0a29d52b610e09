import type { Root } from 'hast'
import type { ArticleState } from '../../../../../article/index.ts'
import { t } from '../../../../messages.ts'
import { lineOf, type SiteExport, type SitePost, textOfHtml } from '../sitePost.ts'
import { readBody, type SiteParts } from './body.ts'
import { makeParagraphs } from './paragraphs.ts'
import { type WxrChannel, type WxrItem, wxrItems } from './wxrItems.ts'

/** Kinds of items that are no writing: WordPress' own, and those of plug-ins. */
const OTHER_KINDS =
  /^(?:attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|wp_.+|acf-.+|shop_.+|elementor_library|wpcf7_contact_form|mc4wp-form|feedback|ads?)$/

const STATES: Readonly<Record<string, ArticleState>> = {
  publish: 'published',
  future: 'ready',
  pending: 'ready',
}

/**
 * Splits a WordPress export into posts. It is read to its end once before the first post, for its pictures and its faults.
 * @throws ArticleError when it is no WordPress export, damaged, or has a document type.
 */
export function readWordPress(bytes: Uint8Array): SiteExport {
  const channel: WxrChannel = { language: '', authors: new Map() }
  const parts: SiteParts = { attachments: new Map(), attachedTo: new Map(), blocks: new Map() }
  const others = { files: 0, menus: 0, trashed: 0, comments: 0, kinds: new Map<string, number>() }
  let count = 0
  for (const item of wxrItems(bytes, channel)) {
    noteParts(item, parts)
    others.comments += item.comments
    const kind = field(item, 'wp:post_type')
    if (isPost(item)) count += 1
    else if (kind === 'attachment') others.files += 1
    else if (kind === 'nav_menu_item') others.menus += 1
    else if (field(item, 'wp:status') === 'trash') others.trashed += 1
    else others.kinds.set(kind, (others.kinds.get(kind) ?? 0) + 1)
  }
  return { count, posts: posts(bytes, channel, parts), tidy: tidyClassic, leftOut: leftOutOf(others) }
}

function* posts(bytes: Uint8Array, channel: WxrChannel, parts: SiteParts): Generator<SitePost> {
  for (const item of wxrItems(bytes, channel)) if (isPost(item)) yield postOf(item, channel, parts)
}

function field({ fields }: WxrItem, name: string): string {
  return fields.get(name) ?? ''
}

function isPost(item: WxrItem): boolean {
  const status = field(item, 'wp:status')
  if (OTHER_KINDS.test(field(item, 'wp:post_type')) || status === 'trash' || status === 'auto-draft')
    return false
  return field(item, 'title').trim() !== '' || field(item, 'content:encoded').trim() !== ''
}

function noteParts(item: WxrItem, { attachments, attachedTo, blocks }: SiteParts): void {
  const id = field(item, 'wp:post_id')
  const kind = field(item, 'wp:post_type')
  if (kind === 'wp_block') blocks.set(id, field(item, 'content:encoded'))
  if (kind !== 'attachment') return
  const url = field(item, 'wp:attachment_url')
  attachments.set(id, {
    url,
    alt: lineOf(item.meta.get('_wp_attachment_image_alt') ?? ''),
    caption: textOfHtml(field(item, 'excerpt:encoded')),
  })
  const parent = field(item, 'wp:post_parent')
  const siblings = attachedTo.get(parent)
  if (siblings === undefined) attachedTo.set(parent, [id])
  else siblings.push(id)
}

/** The older editor's text has blank lines for paragraphs; the newer one's has elements, and comments that say so. */
function tidyClassic(body: Root): void {
  const isOfBlocks = hasBlockComment(body)
  if (!isOfBlocks) makeParagraphs(body)
}

function hasBlockComment(root: Root): boolean {
  const html = root.children.find((child) => child.type === 'element')
  const body = html?.type === 'element' ? html.children.at(-1) : undefined
  return (
    body?.type === 'element' &&
    body.children.some((child) => child.type === 'comment' && /^\s*wp:/.test(child.value))
  )
}

function postOf(item: WxrItem, { language, authors }: WxrChannel, parts: SiteParts): SitePost {
  const id = field(item, 'wp:post_id')
  const state = STATES[field(item, 'wp:status')] ?? 'draft'
  const creator = field(item, 'dc:creator')
  const { html, leftOut } = readBody(item, parts)
  const published = state === 'published' ? dateOf(item, 'post_date') : null
  return {
    name: decoded(field(item, 'wp:post_name')) || id,
    title: textOfHtml(field(item, 'title')),
    html,
    excerpt: textOfHtml(field(item, 'excerpt:encoded')),
    slug: decoded(field(item, 'wp:post_name')),
    byline: [authors.get(creator), creator].find(Boolean) ?? '',
    tags: item.terms
      .filter(({ domain }) => /^(?:post_tag|category)$/.test(domain))
      .map(({ name }) => textOfHtml(name))
      .filter((name) => name !== 'Uncategorized'),
    state,
    canonical: state === 'published' ? field(item, 'link') : '',
    ...seoOf(item),
    leadImage: parts.attachments.get(item.meta.get('_thumbnail_id') ?? '')?.url ?? '',
    language,
    created: dateOf(item, 'post_date'),
    edited: dateOf(item, 'post_modified') ?? dateOf(item, 'post_date'),
    published,
    leftOut,
  }
}

/** WordPress keeps slugs of other scripts with percent signs. */
function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug)
  } catch {
    return slug
  }
}

/** Texts for search engines that plug-ins keep; one with variables in it (`%%title%%`) is a rule and no text. */
function seoOf({ meta }: WxrItem): Pick<SitePost, 'seoTitle' | 'seoDescription'> {
  const plain = (...keys: readonly string[]): string =>
    keys.map((key) => meta.get(key) ?? '').find((text) => text.trim() !== '' && !/%\w+%|#\w+_/.test(text)) ??
    ''
  return {
    seoTitle: plain('_yoast_wpseo_title', 'rank_math_title', '_aioseo_title', '_aioseop_title'),
    seoDescription: plain(
      '_yoast_wpseo_metadesc',
      'rank_math_description',
      '_aioseo_description',
      '_aioseop_description',
    ),
  }
}

/** Returns a date as milliseconds since 1970: of the time in Greenwich, else of the site's own. Drafts have zeros for one. */
function dateOf(item: WxrItem, name: 'post_date' | 'post_modified'): number | null {
  for (const text of [field(item, `wp:${name}_gmt`), field(item, `wp:${name}`)]) {
    const time = Date.parse(`${text.trim().replace(' ', 'T')}Z`)
    if (Number.isFinite(time) && time > 0) return time
  }
  return null
}

function leftOutOf(others: {
  readonly files: number
  readonly menus: number
  readonly trashed: number
  readonly comments: number
  readonly kinds: ReadonlyMap<string, number>
}): string[] {
  const told = (key: 'files' | 'menus' | 'trashed' | 'comments'): string[] =>
    others[key] === 0 ? [] : [t(`transfer.wordpress.${key}`, { count: others[key] })]
  const kinds = [...others.kinds].map(([kind, count]) => `${kind}: ${String(count)}`)
  return [
    ...told('files'),
    ...told('menus'),
    ...told('trashed'),
    ...told('comments'),
    ...(kinds.length === 0 ? [] : [t('transfer.wordpress.kinds', { kinds: kinds.join(', ') })]),
  ]
}
