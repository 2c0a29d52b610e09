import { parse as parseToml, TomlDate, TomlError } from 'smol-toml'
import { parseDocument, stringify } from 'yaml'
import { ArticleError, type ArticleState, type Metadata } from '../../../../article/index.ts'
import { toLine } from '../../../../text/unicode.ts'
import { t } from '../../../messages.ts'

/** Front matter that is longer is none, as in the reader of Markdown. In characters. */
const MAX_LENGTH = 65_536

/** The front matter of Hugo between two `+++`. */
const TOML_FENCE = /^\+\+\+[ \t]*\n/

/**
 * Returns a text whose front matter is TOML with the same as YAML, which the reader of Markdown knows; others as they are.
 * @throws ArticleError with the line when it is no TOML.
 */
export function withYamlFront(text: string): string {
  const open = TOML_FENCE.exec(text)
  const close = open === null ? -1 : text.indexOf('\n+++', open[0].length - 1)
  if (open === null || close < 0 || close > MAX_LENGTH) return text
  const end = text.indexOf('\n', close + 1)
  const toml = text.slice(open[0].length, close + 1)
  return `---\n${stringify(plain(tablesOf(toml)), { lineWidth: 0 })}---\n${end < 0 ? '' : text.slice(end + 1)}`
}

function tablesOf(toml: string): unknown {
  try {
    return parseToml(toml)
  } catch (cause) {
    const line = cause instanceof TomlError ? cause.line + 1 : 1
    throw new ArticleError(
      t('transfer.markdown.notToml'),
      t('transfer.wordpress.line', { line }),
      t('transfer.markdown.correctLines'),
      { cause },
    )
  }
}

/** Returns values with texts for dates. */
function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
}

/** What front matter of other programs says under names that Galley does not use. */
export interface ForeignFields {
  readonly byline: string
  readonly tags: readonly string[]
  readonly excerpt: string
  /** The address of a picture. */
  readonly picture: string
  readonly state: ArticleState | null
  readonly created: number | null
  readonly edited: number | null
}

/** Reads the lines of front matter that Galley has no field for; they stay in the article as they are. */
export function foreignFields({ extra }: Pick<Metadata, 'extra'>): ForeignFields {
  const fields = fieldsOf(extra)
  const first = (...names: readonly string[]): string =>
    names.flatMap((name) => textsOf(fields.get(name))).find((text) => text !== '') ?? ''
  const draft = first('draft').toLowerCase()
  const published = first('published').toLowerCase()
  const isDraft = draft === 'true' || published === 'false'
  const isPublished = draft === 'false' || published === 'true'
  return {
    byline: [...textsOf(fields.get('author')), ...textsOf(fields.get('authors'))].join(', '),
    tags: [...textsOf(fields.get('categories')), ...textsOf(fields.get('category'))],
    excerpt: first('description', 'summary'),
    picture: first('image', 'featured_image', 'cover', 'thumbnail'),
    state: isDraft ? 'draft' : isPublished ? 'published' : null,
    created: dateOf(first('date')),
    edited: dateOf(first('lastmod', 'last_modified_at', 'updated', 'modified')),
  }
}

function fieldsOf(yaml: string): ReadonlyMap<unknown, unknown> {
  if (yaml === '') return new Map()
  try {
    const document = parseDocument(yaml, { schema: 'failsafe', logLevel: 'error', prettyErrors: false })
    const fields: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 50 })
    return fields instanceof Map ? fields : new Map()
  } catch {
    return new Map()
  }
}

/** Returns the texts of a value: one, those of a list, the names of people and the addresses of pictures. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [toLine(value.replace(/\s+/g, ' ')).trim()]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (!(value instanceof Map)) return []
  return textsOf(value.get('name') ?? value.get('image') ?? value.get('src') ?? value.get('url'))
}

/** Returns a date as milliseconds since 1970: `2024-01-02`, `2024-01-02 10:00:00 +0200`. */
export function dateOf(text: string): number | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      text.trim(),
    )
  if (match === null) return null
  const [, day = '', time = '00:00', zone = 'Z'] = match
  const at = Date.parse(`${day}T${time}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase()}`)
  return Number.isFinite(at) ? at : null
}
