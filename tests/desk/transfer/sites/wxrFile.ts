/** WordPress exports made for tests. */

/** An item of an export; fields that are left out are those of a published post. */
export interface TestItem {
  readonly title?: string
  readonly body?: string
  readonly excerpt?: string
  readonly id?: number
  readonly slug?: string
  readonly kind?: string
  readonly status?: string
  readonly link?: string
  /** Terms by their names: `post_tag` or `category`. */
  readonly terms?: Readonly<Record<string, string>>
  readonly meta?: Readonly<Record<string, string>>
  readonly attachment?: string
  readonly parent?: number
  readonly date?: string
  readonly comments?: number
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

export function item({
  title = '',
  body = '',
  excerpt = '',
  id = 1,
  slug = '',
  kind = 'post',
  status = 'publish',
  link = '',
  terms = {},
  meta = {},
  attachment = '',
  parent = 0,
  date = '2024-03-02 09:10:00',
  comments = 0,
}: TestItem): string {
  const categories = Object.entries(terms).map(
    ([name, domain]) => `<category domain="${domain}" nicename="x">${cdata(name)}</category>`,
  )
  const values = Object.entries(meta).map(
    ([key, value]) =>
      `<wp:postmeta><wp:meta_key>${cdata(key)}</wp:meta_key><wp:meta_value>${cdata(value)}</wp:meta_value></wp:postmeta>`,
  )
  return `<item><title>${cdata(title)}</title><link>${link}</link><dc:creator>${cdata('mira')}</dc:creator>
<content:encoded>${cdata(body)}</content:encoded><excerpt:encoded>${cdata(excerpt)}</excerpt:encoded>
<wp:post_id>${String(id)}</wp:post_id><wp:post_date>${cdata(date)}</wp:post_date><wp:post_date_gmt>${cdata(date)}</wp:post_date_gmt>
<wp:post_modified_gmt>${cdata('2024-04-01 10:00:00')}</wp:post_modified_gmt><wp:post_name>${cdata(slug)}</wp:post_name>
<wp:status>${cdata(status)}</wp:status><wp:post_parent>${String(parent)}</wp:post_parent><wp:post_type>${cdata(kind)}</wp:post_type>
${attachment === '' ? '' : `<wp:attachment_url>${cdata(attachment)}</wp:attachment_url>`}
${categories.join('')}${values.join('')}${'<wp:comment><wp:comment_content>Nice.</wp:comment_content></wp:comment>'.repeat(comments)}</item>`
}

export const WXR_START = `<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Harbour notes</title><link>https://harbour.example</link><language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[mira]]></wp:author_login><wp:author_display_name><![CDATA[Mira Okafor]]></wp:author_display_name></wp:author>
`

export const WXR_END = '</channel></rss>\n'

export function wxr(...items: readonly TestItem[]): string {
  return WXR_START + items.map(item).join('\n') + WXR_END
}
