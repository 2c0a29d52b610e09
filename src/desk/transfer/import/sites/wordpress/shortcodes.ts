/*
 * WordPress' shortcodes, made into HTML before it is parsed:
 *
 *     [caption width="300"]<img …> At dusk[/caption]     <figure><img …><figcaption>At dusk</figcaption></figure>
 *     [embed]https://youtu.be/…[/embed]                  <p>https://youtu.be/…</p>
 *     [gallery ids="7,9"]                                <figure class="wp-block-gallery">…</figure>
 *
 * Others stay as they are written, and are named: their words may be the article's.
 */

/** What shortcodes were made of. */
export interface ReadShortcodes {
  readonly html: string
  /** Names of shortcodes that stay in the text. */
  readonly unknown: readonly string[]
}

/** A shortcode's tag: `[caption width="300"]` or `[/caption]`. */
interface Tag {
  readonly name: string
  readonly isEnd: boolean
  readonly attributes: string
  readonly from: number
  readonly to: number
}

/** Without brackets inside, so that a search takes the time of the text alone. */
const TAG = /\[(\/?)([a-z][\w-]*)((?:[\s=][^[\]]*)?)\]/gi

/** Code has no shortcodes. */
const CODE = /<(\/?)(?:pre|code)\b[^<>]*>/gi

const ADDRESS = /https?:\/\/[^\s"'<>[\]]+/i

/** Plays an address; the attribute of a file is called by its kind. */
const MEDIA = /^(?:embed|video|audio|youtube|vimeo|tweet|instagram|tiktok|facebook|soundcloud|spotify)$/i

/** Returns HTML with the shortcodes that WordPress itself has made into elements. @param gallery of pictures by their ids; all of the post's if null */
export function readShortcodes(
  html: string,
  gallery: (ids: readonly string[] | null) => string,
): ReadShortcodes {
  if (!html.includes('[')) return { html, unknown: [] }
  const tags = tagsIn(html)
  const unknown = new Set<string>()
  let out = ''
  let at = 0
  for (const [index, tag] of tags.entries()) {
    if (tag.from < at || tag.isEnd) continue
    const next = tags[index + 1]
    const end = next?.isEnd === true && next.name === tag.name ? next : undefined
    const inner = end === undefined ? '' : html.slice(tag.to, end.from)
    const made = elementOf(tag, inner, gallery)
    if (made === null) {
      if (isShortcode(tag, tags, index)) unknown.add(tag.name)
      continue
    }
    out += html.slice(at, tag.from) + made
    at = end?.to ?? tag.to
  }
  return { html: out + html.slice(at), unknown: [...unknown] }
}

function tagsIn(html: string): Tag[] {
  const code = codeRanges(html)
  let range = 0
  return [...html.matchAll(TAG)].flatMap((match) => {
    const [all, slash = '', name = '', attributes = ''] = match
    while ((code[range]?.to ?? Infinity) <= match.index) range += 1
    if ((code[range]?.from ?? Infinity) <= match.index) return []
    return [
      {
        name: name.toLowerCase(),
        isEnd: slash !== '',
        attributes,
        from: match.index,
        to: match.index + all.length,
      },
    ]
  })
}

function codeRanges(html: string): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = []
  let depth = 0
  let from = 0
  for (const { 0: all, 1: slash, index } of html.matchAll(CODE)) {
    if (slash === '') {
      if (depth === 0) from = index
      depth += 1
    } else if (depth > 0 && (depth -= 1) === 0) ranges.push({ from, to: index + all.length })
  }
  return ranges
}

/** Returns true for what no prose has: attributes, or an end. `[sic]` and `[laughs]` are prose. */
function isShortcode({ name, attributes }: Tag, tags: readonly Tag[], index: number): boolean {
  return (
    /^\s+[\w-]+=/.test(attributes) ||
    tags.slice(index + 1, index + 50).some((tag) => tag.isEnd && tag.name === name)
  )
}

/** Returns the HTML of a shortcode that WordPress itself has; null for any other. */
function elementOf(
  { name, attributes }: Tag,
  inner: string,
  gallery: (ids: readonly string[] | null) => string,
): string | null {
  if (name === 'caption' || name === 'wp_caption') return captioned(inner, attributes)
  if (name === 'gallery') {
    const ids = attributeOf(attributes, 'ids') || attributeOf(attributes, 'include')
    return gallery(ids === '' ? null : ids.split(',').map((id) => id.trim()))
  }
  if (!MEDIA.test(name)) return null
  const address = ADDRESS.exec(inner) ?? ADDRESS.exec(attributes.replaceAll('&amp;', '&'))
  return address === null ? null : `<p>${address[0].replaceAll('&amp;', '&').replaceAll('&', '&amp;')}</p>`
}

function attributeOf(attributes: string, name: string): string {
  const match = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)'|([^\\s"']+))`, 'i').exec(attributes)
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? ''
}

/** Returns a picture and the words behind it as a figure; null where there is no picture. */
function captioned(inner: string, attributes: string): string | null {
  const picture = /<img\b[^<>]*>/i.exec(inner)
  if (picture === null) return null
  const words = inner.slice(picture.index + picture[0].length).replace(/^\s*<\/a>/i, '')
  const caption = words.trim() === '' ? attributeOf(attributes, 'caption') : words.trim()
  return `<figure>${picture[0]}<figcaption>${caption}</figcaption></figure>`
}
