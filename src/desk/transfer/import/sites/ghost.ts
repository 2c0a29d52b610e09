import { ArticleError, type ArticleState } from '../../../../article/index.ts'
import { t } from '../../../messages.ts'
import type { SiteExport, SitePost } from './sitePost.ts'

/*
 * Ghost exports a site as one JSON file, a database by its tables; pictures lie beside it in `content/images`:
 *
 *     { "db": [{ "meta": { "version": "5.82.0" }, "data": { "posts": [{ "id": "1", "title": "…", "html": "…" }],
 *       "tags": [], "posts_tags": [{ "post_id": "1", "tag_id": "9", "sort_order": 0 }], "users": [], "posts_meta": [] } }] }
 */

type Row = Readonly<Record<string, unknown>>

/** Stands for the site's own address. */
const SITE = '__GHOST_URL__'

const STATES: Readonly<Record<string, ArticleState>> = {
  published: 'published',
  sent: 'published',
  scheduled: 'ready',
}

/** Tables by their names, and their rows by the post. */
interface Tables {
  readonly tags: ReadonlyMap<string, readonly string[]>
  readonly authors: ReadonlyMap<string, readonly string[]>
  readonly users: ReadonlyMap<string, string>
  readonly meta: ReadonlyMap<string, Row>
}

/**
 * Splits a Ghost export into posts.
 * @throws ArticleError when it is no JSON or no Ghost export.
 */
export function readGhost(bytes: Uint8Array): SiteExport {
  const data = dataOf(bytes)
  const users = namesById(rowsOf(data, 'users'))
  const tags = namesById(rowsOf(data, 'tags').filter((row) => text(row, 'visibility') !== 'internal'))
  const tables: Tables = {
    tags: namesByPost(rowsOf(data, 'posts_tags'), 'tag_id', tags),
    authors: namesByPost(rowsOf(data, 'posts_authors'), 'author_id', users),
    users,
    meta: new Map(rowsOf(data, 'posts_meta').map((row) => [text(row, 'post_id'), row])),
  }
  const posts = rowsOf(data, 'posts')
  return { count: posts.length, posts: postsOf(posts, tables), leftOut: [] }
}

function* postsOf(rows: readonly Row[], tables: Tables): Generator<SitePost> {
  for (const row of rows) yield postOf(row, tables)
}

function dataOf(bytes: Uint8Array): Row {
  let file: unknown
  try {
    file = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw refusal('damaged', 'exportAgain', cause)
  }
  const db = isRow(file) && Array.isArray(file.db) ? (file.db[0] as unknown) : file
  const data = isRow(db) ? db.data : undefined
  if (!isRow(data) || !Array.isArray(data.posts)) throw refusal('noExport', 'exportInstead')
  return data
}

function refusal(
  what: 'damaged' | 'noExport',
  mend: 'exportAgain' | 'exportInstead',
  cause?: unknown,
): ArticleError {
  return new ArticleError(
    t(`transfer.ghost.${what}`),
    t('transfer.documents.tooLarge.where'),
    t(`transfer.ghost.${mend}`),
    { cause },
  )
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function rowsOf(data: Row, table: string): readonly Row[] {
  const rows = data[table]
  return Array.isArray(rows) ? rows.filter(isRow) : []
}

/** Returns a field as text; numbers are ids of older exports. */
function text(row: Row | undefined, name: string): string {
  const value = row?.[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function namesById(rows: readonly Row[]): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => [text(row, 'id'), text(row, 'name')]))
}

/** Joins a table of pairs, in their order, with the names of what it refers to. */
function namesByPost(
  rows: readonly Row[],
  key: 'tag_id' | 'author_id',
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  const order = (row: Row): number => Number(row.sort_order) || 0
  for (const row of rows.toSorted((one, other) => order(one) - order(other))) {
    const name = names.get(text(row, key))
    if (name === undefined) continue
    const post = text(row, 'post_id')
    const list = found.get(post) ?? []
    list.push(name)
    found.set(post, list)
  }
  return found
}

function postOf(row: Row, { tags, authors, users, meta }: Tables): SitePost {
  const id = text(row, 'id')
  const more = meta.get(id)
  const either = (name: string): string => text(row, name) || text(more, name)
  const state = STATES[text(row, 'status')] ?? 'draft'
  const html = text(row, 'html').replaceAll(SITE, '')
  const onlyElsewhere = html.trim() === '' && (text(row, 'lexical') || text(row, 'mobiledoc')) !== ''
  const byline = authors.get(id) ?? [users.get(text(row, 'author_id')) ?? '']
  return {
    name: text(row, 'slug') || id,
    title: text(row, 'title'),
    html,
    excerpt: text(row, 'custom_excerpt'),
    slug: text(row, 'slug'),
    byline: byline.join(', '),
    tags: tags.get(id) ?? [],
    state,
    canonical: either('canonical_url').replaceAll(SITE, ''),
    seoTitle: either('meta_title'),
    seoDescription: either('meta_description'),
    leadImage: text(row, 'feature_image').replaceAll(SITE, ''),
    language: text(row, 'locale'),
    created: dateOf(row, 'created_at'),
    edited: dateOf(row, 'updated_at') ?? dateOf(row, 'created_at'),
    published: state === 'published' ? dateOf(row, 'published_at') : null,
    leftOut: onlyElsewhere ? [t('transfer.ghost.noHtml')] : [],
  }
}

function dateOf(row: Row, name: string): number | null {
  const value = row[name]
  const time = typeof value === 'number' ? value : Date.parse(text(row, name))
  return Number.isFinite(time) && time > 0 && time < 8.64e15 ? time : null
}
