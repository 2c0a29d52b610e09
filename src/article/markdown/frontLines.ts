import { isMap, isScalar, parseDocument, type Document, type YAMLMap } from 'yaml'
import { ArticleError } from '../error.ts'
import { t } from '../messages.ts'
import { append } from '../../text/append.ts'
import { isLine, toLine } from '../../text/unicode.ts'

/** The fields of front matter that Galley reads; every other line is somebody else's and is kept as it is. */
const FRONT_FIELDS = [
  'galley',
  'title',
  'standfirst',
  'byline',
  'tags',
  'slug',
  'lang',
  'language',
  'canonical',
  'seoTitle',
  'seoDescription',
  'excerpt',
  'socialImage',
  'leadImage',
  'state',
  'cast',
  'galleyGoal',
  'galleyDeadline',
  'galleyTemplate',
] as const
export type FrontField = (typeof FRONT_FIELDS)[number]

/** The fields that came later: older drafts keep their lines among those of others. Each holds one line of text. */
const LATER_FIELDS = [
  'seoTitle',
  'seoDescription',
  'excerpt',
  'socialImage',
  'leadImage',
  'galleyGoal',
  'galleyDeadline',
  'galleyTemplate',
] as const satisfies FrontField[]
export type LaterField = (typeof LATER_FIELDS)[number]

/** Front matter taken apart. */
export interface FrontLines {
  /** The values of Galley's fields as YAML's failsafe schema has them: strings, lists and records alone. */
  readonly fields: ReadonlyMap<FrontField, unknown>
  /** The line of the file each field begins on, from 1. */
  readonly lines: ReadonlyMap<FrontField, number>
  /** All other lines, joined by line feeds, as they were written. */
  readonly extra: string
}

/** Front matter longer than this is no front matter: 64 Ki characters. */
const MAX_LENGTH = 65_536
/** Aliases a value may be made of; an alias bomb needs thousands. */
const MAX_ALIASES = 50

function isField(key: unknown): key is FrontField {
  return FRONT_FIELDS.some((field) => field === key)
}

function fail(what: string, line: number, cause?: unknown): never {
  throw new ArticleError(what, t('where.line', { line }), t('frontMatter.correctLines'), { cause })
}

/** Parses without resolving: `1.10`, `0123`, dates and `no` stay the texts they are. */
function parsed(yaml: string): Document.Parsed {
  if (yaml.length > MAX_LENGTH) fail(t('frontMatter.tooLong'), 1)
  let document: Document.Parsed
  try {
    document = parseDocument(yaml, { schema: 'failsafe', logLevel: 'error', prettyErrors: false })
  } catch (cause) {
    fail(t('frontMatter.tooDeep'), 1, cause)
  }
  const [error] = document.errors
  // The opening `---` is line 1 of the file.
  if (error !== undefined)
    fail(t('frontMatter.notYaml', { reason: error.message }), lineAt(yaml, error.pos[0]) + 1)
  return document
}

/** Returns the line, from 1, that an offset is on. */
function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** Of the lines that belong to a field of ours, the comments after its value: they are the writer's own. */
function commentsOf(lines: readonly string[]): string[] {
  const value = lines.findLastIndex((line) => !/^\s*(?:#|$)/u.test(line))
  const own = lines.slice(value + 1)
  const first = own.findIndex((line) => line.trim() !== '')
  return first === -1 ? [] : own.slice(first)
}

interface Entry {
  readonly key: unknown
  /** Index of its first line. */
  readonly from: number
}

function entriesOf(map: YAMLMap.Parsed, yaml: string): Entry[] {
  return map.items.map(({ key }) => ({
    key: isScalar(key) ? key.value : null,
    from: lineAt(yaml, key.range[0]) - 1,
  }))
}

function valuesOf(document: Document.Parsed): ReadonlyMap<unknown, unknown> {
  try {
    return document.toJS({ mapAsMap: true, maxAliasCount: MAX_ALIASES }) as ReadonlyMap<unknown, unknown>
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause)
    return fail(t('frontMatter.unresolved', { reason: said }), 1, cause)
  }
}

/**
 * Parses the text between the fences. Returns null if it is no mapping, and so no front matter but Markdown.
 * @throws ArticleError with the line when it is not YAML, too long, or an alias bomb.
 */
export function parseFrontLines(yaml: string): FrontLines | null {
  const document = parsed(yaml)
  const all = yaml.split('\n')
  const map: unknown = document.contents
  if (map === null) return { fields: new Map(), lines: new Map(), extra: commentsOf(all).join('\n') }
  if (!isMap(map)) return null
  const entries = entriesOf(map as YAMLMap.Parsed, yaml)
  const values = valuesOf(document)
  const fields = new Map<FrontField, unknown>()
  const lines = new Map<FrontField, number>()
  const extra = commentsOf(all.slice(0, entries[0]?.from ?? all.length))
  entries.forEach(({ key, from }, index) => {
    const own = all.slice(from, entries[index + 1]?.from ?? all.length)
    if (isField(key)) {
      fields.set(key, values.get(key))
      lines.set(key, from + 2)
      append(extra, commentsOf(own))
    } else if (map.flow === true) {
      fail(t('frontMatter.oneMapping'), from + 2)
    } else append(extra, own)
  })
  return { fields, lines, extra: extra.join('\n') }
}

/** Front matter and body of a file. Front matter ends at the next `---` (or `...`) on a line of its own. */
export interface FrontSplit {
  readonly yaml: string
  readonly body: string
  /** Lines before the body. */
  readonly above: number
}

/** Splits front matter off a file whose line ends are line feeds; null when it begins with none. */
export function splitFrontMatter(text: string): FrontSplit | null {
  const open = /^---[ \t]*\n/u.exec(text)
  if (open === null) return null
  const close = /^(?:---|\.\.\.)[ \t]*$/mu.exec(text.slice(open[0].length))
  if (close === null) return null
  const yaml = text.slice(open[0].length, open[0].length + close.index)
  return {
    yaml: yaml.endsWith('\n') ? yaml.slice(0, -1) : yaml,
    body: text.slice(open[0].length + close.index + close[0].length),
    above: yaml.split('\n').length,
  }
}

/** Returns true if a text can stand in front matter beside Galley's own fields and be read back as it is. */
export function isValidExtra(text: string): boolean {
  if (text === '') return true
  try {
    const split = splitFrontMatter(`---\n${text}\n---\n`)
    return split?.yaml === text && split.body === '\n' && parseFrontLines(text)?.extra === text
  } catch {
    return false
  }
}

/**
 * Extracts the fields of {@link LATER_FIELDS} from lines that were kept before Galley knew these fields. A value that is no
 * text stays, as a comment.
 * @returns null if the lines are not valid without these fields either
 */
export function adoptFields(
  text: string,
): { readonly extra: string; readonly adopted: Readonly<Partial<Record<LaterField, string>>> } | null {
  try {
    const front = splitFrontMatter(`---\n${text}\n---\n`)?.yaml === text ? parseFrontLines(text) : null
    const found = [...(front?.fields.keys() ?? [])]
    if (front === null || found.length === 0 || !found.every(isLaterField)) return null
    const adopted: Partial<Record<LaterField, string>> = {}
    const comments: string[] = []
    for (const [key, value] of front.fields) {
      if (!isLaterField(key)) continue
      if (typeof value === 'string') adopted[key] = isLine(value) ? value : toLine(value).trim()
      else comments.push(`# ${key}: ${JSON.stringify(value)}`)
    }
    const extra = [...comments, ...(front.extra === '' ? [] : [front.extra])].join('\n')
    return isValidExtra(extra) ? { extra, adopted } : null
  } catch {
    return null
  }
}

function isLaterField(key: FrontField): key is LaterField {
  return LATER_FIELDS.some((field) => field === key)
}
