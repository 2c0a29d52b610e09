import { type Article, slugFrom } from '../../../../article/index.ts'
import { webUrl } from '../../../../text/url.ts'
import { nameOf } from '../../paths.ts'
import type { PictureFinder } from '../pictureFinder.ts'
import type { ReadDocument } from '../docx/readDocx.ts'
import { dateOf, foreignFields, withYamlFront } from './frontFields.ts'
import { fromObsidian, obsidianLeftOut } from './obsidian.ts'
import { outsideCode } from './outsideCode.ts'
import { templatesLeftOut, withFences, withoutTemplates } from './templates.ts'

/*
 * Markdown as Hugo, Jekyll and Obsidian keep it, before and after it is read: `prepareMarkdown` makes their own syntax into
 * Markdown, `withSiteFields` takes what their front matter and the file's place say into the metadata.
 */

/** A Markdown file, ready to be read. */
export interface PreparedMarkdown {
  readonly text: string
  /** Clauses about what of the file is not in the article as it was. */
  readonly leftOut: readonly string[]
}

/** Galley's own structured form has none of that. */
const STRUCTURED = /^---[ \t]*\n(?:(?!---|\.\.\.)[^\n]*\n)*?galley:[ \t]*structured[ \t]*\n/

/** A post of Jekyll: `_posts/2024-01-02-the-night-tram.md`. */
const DATED_NAME = /^(\d{4}-\d{2}-\d{2})-(.+)$/

/**
 * Makes the syntax of site builders and note programs into Markdown.
 * @throws ArticleError with the line when TOML front matter is broken.
 */
export function prepareMarkdown(given: string): PreparedMarkdown {
  const text = given.replace(/\r\n?/g, '\n')
  if (STRUCTURED.test(text)) return { text: given, leftOut: [] }
  const whole = withYamlFront(text)
  const counts = { notes: 0, links: 0, comments: 0 }
  const unknown = new Set<string>()
  const bodyAt = endOfFront(whole)
  const body = outsideCode(withFences(whole.slice(bodyAt)), (prose) =>
    withoutTemplates(fromObsidian(prose, counts), unknown),
  )
  return {
    text: whole.slice(0, bodyAt) + body,
    leftOut: [...obsidianLeftOut(counts), ...templatesLeftOut(unknown)],
  }
}

function endOfFront(text: string): number {
  if (!/^---[ \t]*\n/.test(text)) return 0
  const close = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  return close === null ? 0 : close.index + close[0].length
}

/** Returns a file's name without its ending. */
export function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '')
}

/**
 * Returns the headline of a file that names none: its own name, without a date before it; that of its folder for Hugo's
 * `night-tram/index.md`.
 */
export function headlineFromPath(path: string): string {
  const name = stemOf(nameOf(path))
  const folder = path.split('/').at(-2)
  if (/^_?index$/i.test(name) && folder !== undefined) return folder
  return isPost(path) ? (DATED_NAME.exec(name)?.[2] ?? name).replaceAll('-', ' ') : name
}

function isPost(path: string): boolean {
  return /(?:^|\/)_(?:posts|drafts)\//.test(path)
}

/** Returns a document with what the front matter of other programs and the file's place say, where it has nothing itself. */
export async function withSiteFields(
  path: string,
  { article, leftOut }: ReadDocument,
  find: PictureFinder,
): Promise<ReadDocument> {
  const { metadata } = article
  const fields = foreignFields(metadata)
  const [, day = '', words = ''] = (isPost(path) ? DATED_NAME.exec(stemOf(nameOf(path))) : null) ?? []
  const place = /(?:^|\/)_posts\//.test(path) ? 'published' : null
  const created = fields.created ?? dateOf(day)
  const next: Article['metadata'] = {
    ...metadata,
    slug: metadata.slug || slugFrom(words.replaceAll('-', ' ')),
    byline: metadata.byline || fields.byline,
    tags: [...new Set([...metadata.tags, ...fields.tags])],
    excerpt: metadata.excerpt || fields.excerpt,
    leadImage: metadata.leadImage || (await pictureAt(fields.picture, find)),
    state: metadata.state === 'draft' ? (fields.state ?? place ?? 'draft') : metadata.state,
  }
  return { article: { ...article, metadata: next }, leftOut, created, edited: fields.edited ?? created }
}

async function pictureAt(address: string, find: PictureFinder): Promise<string> {
  if (address === '') return ''
  return (await find(address)) ?? (webUrl(address) === null ? '' : address)
}
