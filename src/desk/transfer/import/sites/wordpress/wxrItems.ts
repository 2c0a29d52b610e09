import { SaxesParser } from 'saxes'
import { ArticleError } from '../../../../../article/index.ts'
import { t } from '../../../../messages.ts'

/*
 * A WordPress export (WXR) is an RSS file whose items are posts, pages, pictures, menus and more:
 *
 *     <rss><channel><wp:wxr_version>1.2</wp:wxr_version><wp:author>…</wp:author>
 *       <item><title>…</title><dc:creator>…</dc:creator><content:encoded>…</content:encoded>
 *         <category domain="post_tag" nicename="trams">Trams</category>
 *         <wp:postmeta><wp:meta_key>…</wp:meta_key><wp:meta_value>…</wp:meta_value></wp:postmeta></item></channel></rss>
 *
 * It is parsed in pieces, so that one item is in memory at a time. Document types are refused: no entity is ever expanded.
 */

/** An item of an export. */
export interface WxrItem {
  /** Texts by the names of their elements: `title`, `wp:post_type`. */
  readonly fields: ReadonlyMap<string, string>
  /** Tags, categories and other terms. */
  readonly terms: readonly { readonly domain: string; readonly name: string }[]
  /** `wp:postmeta` by its key. */
  readonly meta: ReadonlyMap<string, string>
  readonly comments: number
}

/** What an export says of the site, as far as it was read. */
export interface WxrChannel {
  language: string
  /** Names as they are shown, by the names to log in. */
  readonly authors: Map<string, string>
}

/** Bytes that are decoded and parsed at a time. */
const PIECE_BYTES = 64 * 1024

/** An export is five elements deep. */
const MAX_DEPTH = 100

/** Characters that XML forbids (1.0, 2.2) and WordPress writes all the same where a text has them. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

interface OpenItem {
  readonly fields: Map<string, string>
  readonly terms: { domain: string; name: string }[]
  readonly meta: Map<string, string>
  comments: number
}

/**
 * Yields the items of an export in their order, and fills `channel` on the way.
 * @throws ArticleError when it is no export, not well formed, or has a document type.
 */
export function* wxrItems(bytes: Uint8Array, channel: WxrChannel): Generator<WxrItem> {
  const reader = new WxrReader(channel)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const isLast = at + PIECE_BYTES >= bytes.length
    reader.write(decoded(decoder, bytes.subarray(at, at + PIECE_BYTES), !isLast, reader.line))
    yield* reader.takeItems()
  }
  reader.close()
  yield* reader.takeItems()
}

function decoded(decoder: TextDecoder, bytes: Uint8Array, stream: boolean, line: number): string {
  try {
    return decoder.decode(bytes, { stream }).replace(FORBIDDEN, '')
  } catch (cause) {
    throw new ArticleError(
      t('transfer.wordpress.notUtf8'),
      t('transfer.wordpress.line', { line }),
      t('transfer.wordpress.exportAgain'),
      { cause },
    )
  }
}

class WxrReader {
  readonly #parser = new SaxesParser()
  readonly #channel: WxrChannel
  /** Names of the open elements. */
  readonly #open: string[] = []
  #items: WxrItem[] = []
  #item: OpenItem | null = null
  #text = ''
  #domain = ''
  #author = ''
  #metaKey = ''
  #isExport = false

  constructor(channel: WxrChannel) {
    this.#channel = channel
    const add = (text: string): void => {
      this.#text += text
    }
    this.#parser.on('doctype', () => {
      throw refusal('hasDoctype', this.line, 'exportAgain')
    })
    this.#parser.on('text', add)
    this.#parser.on('cdata', add)
    this.#parser.on('opentag', ({ name, attributes }) => {
      this.#start(name, attributes.domain ?? '')
    })
    this.#parser.on('closetag', ({ name }) => {
      this.#end(name)
    })
  }

  get line(): number {
    return this.#parser.line
  }

  write(text: string): void {
    this.#parse(() => this.#parser.write(text))
  }

  close(): void {
    if (this.#open.length > 0) throw refusal('breaksOff', this.line, 'exportAgain')
    this.#parse(() => this.#parser.close())
    if (!this.#isExport) throw refusal('noExport', 1, 'exportInstead')
  }

  takeItems(): WxrItem[] {
    const items = this.#items
    this.#items = []
    return items
  }

  #parse(act: () => unknown): void {
    try {
      act()
    } catch (cause) {
      if (cause instanceof ArticleError) throw cause
      throw this.#isExport
        ? refusal('notWellFormed', this.line, 'exportAgain', cause)
        : refusal('noExport', this.line, 'exportInstead', cause)
    }
  }

  #start(name: string, domain: string): void {
    if (this.#open.length === 0 && name !== 'rss') throw refusal('noExport', this.line, 'exportInstead')
    if (this.#open.length >= MAX_DEPTH) throw refusal('tooDeep', this.line, 'exportAgain')
    this.#open.push(name)
    this.#text = ''
    this.#domain = domain
    if (name !== 'item') return
    if (!this.#isExport) throw refusal('noExport', this.line, 'exportInstead')
    this.#item = { fields: new Map(), terms: [], meta: new Map(), comments: 0 }
  }

  #end(name: string): void {
    this.#open.pop()
    const text = this.#text
    this.#text = ''
    if (name === 'wp:wxr_version') this.#isExport = true
    const parent = this.#open.at(-1) ?? ''
    if (this.#item === null) this.#endOfChannel(name, parent, text)
    else if (name === 'item') {
      this.#items.push(this.#item)
      this.#item = null
    } else this.#endInItem(this.#item, name, parent, text)
  }

  #endOfChannel(name: string, parent: string, text: string): void {
    if (name === 'language' && parent === 'channel') this.#channel.language = text.trim()
    else if (name === 'wp:author_login') this.#author = text
    else if (name === 'wp:author_display_name') this.#channel.authors.set(this.#author, text)
  }

  #endInItem(item: OpenItem, name: string, parent: string, text: string): void {
    if (name === 'wp:comment') item.comments += 1
    else if (name === 'wp:meta_key') this.#metaKey = text
    else if (name === 'wp:meta_value' && parent === 'wp:postmeta') item.meta.set(this.#metaKey, text)
    else if (parent !== 'item') return
    else if (name === 'category') item.terms.push({ domain: this.#domain, name: text })
    else item.fields.set(name, text)
  }
}

function refusal(
  what: 'hasDoctype' | 'noExport' | 'notWellFormed' | 'tooDeep' | 'breaksOff',
  line: number,
  mend: 'exportAgain' | 'exportInstead',
  cause?: unknown,
): ArticleError {
  return new ArticleError(
    t(`transfer.wordpress.${what}`),
    t('transfer.wordpress.line', { line }),
    t(`transfer.wordpress.${mend}`),
    { cause },
  )
}
