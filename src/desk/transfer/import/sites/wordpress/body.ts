import { t } from '../../../../messages.ts'
import { readShortcodes } from './shortcodes.ts'
import type { WxrItem } from './wxrItems.ts'

/** A picture or file of the media library. */
interface Attachment {
  readonly url: string
  readonly alt: string
  readonly caption: string
}

/** What bodies refer to by number. */
export interface SiteParts {
  readonly attachments: Map<string, Attachment>
  /** Attachments by the post that they were uploaded to. */
  readonly attachedTo: Map<string, string[]>
  /** Pieces that several posts share: “patterns”. */
  readonly blocks: Map<string, string>
}

/** A block whose words are elsewhere: `<!-- wp:block {"ref":12} /-->`. Its values have no angle brackets: they are escaped. */
const EMPTY_BLOCK = /<!-- wp:([\w/-]+)([^<>]*)\/-->/g

/** Blocks without words of their own. */
const WORDLESS = /^(?:more|nextpage|spacer|separator|post-.+|site-.+|template-part)$/

/** Returns the body of a post as HTML, and what of it is not in there: clauses about the post. */
export function readBody(item: WxrItem, parts: SiteParts): { html: string; leftOut: string[] } {
  const given = item.fields.get('content:encoded') ?? ''
  const lost = new Set<string>()
  const whole = given.replace(EMPTY_BLOCK, (all, name: string, values: string) => {
    if (name === 'footnotes') return footnotesOf(item)
    const shared = name === 'block' ? parts.blocks.get(/"ref":(\d+)/.exec(values)?.[1] ?? '') : undefined
    if (shared !== undefined) return shared
    if (!WORDLESS.test(name)) lost.add(name)
    return all
  })
  const { html, unknown } = readShortcodes(whole, (ids) =>
    galleryOf(ids ?? parts.attachedTo.get(item.fields.get('wp:post_id') ?? '') ?? [], parts),
  )
  return {
    html,
    leftOut: [
      ...(lost.size === 0 ? [] : [t('transfer.wordpress.emptyBlocks', { names: [...lost].join(', ') })]),
      ...(unknown.length === 0 ? [] : [t('transfer.wordpress.shortcodes', { names: unknown.join(', ') })]),
    ],
  }
}

/** Returns the notes of a post, which WordPress keeps beside its body, as the list that it shows. */
function footnotesOf({ meta }: WxrItem): string {
  let notes: unknown = []
  try {
    notes = JSON.parse(meta.get('footnotes') ?? '[]')
  } catch {
    return ''
  }
  if (!Array.isArray(notes) || notes.length === 0) return ''
  const rows = notes.map((note: unknown) => {
    const { id = '', content = '' } = note as { readonly id?: unknown; readonly content?: unknown }
    return `<li id="${escaped(String(id))}">${String(content)}</li>`
  })
  return `<ol class="wp-block-footnotes">${rows.join('')}</ol>`
}

function galleryOf(ids: readonly string[], { attachments }: SiteParts): string {
  const figures = ids.flatMap((id) => {
    const picture = attachments.get(id)
    if (picture === undefined) return []
    const caption = picture.caption === '' ? '' : `<figcaption>${escaped(picture.caption)}</figcaption>`
    return [`<figure><img src="${escaped(picture.url)}" alt="${escaped(picture.alt)}">${caption}</figure>`]
  })
  return figures.length === 0 ? '' : `<figure class="wp-block-gallery">${figures.join('')}</figure>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
