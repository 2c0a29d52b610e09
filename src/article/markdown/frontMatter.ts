import { stringify } from 'yaml'
import type { MarkdownProfile } from '../../blocks/block.ts'
import { isLine, toLine } from '../../text/unicode.ts'
import { ArticleError } from '../error.ts'
import { t } from '../messages.ts'
import { emptyMetadata, metadataFrom, type Metadata, type Person } from '../metadata.ts'
import {
  parseFrontLines,
  isValidExtra,
  splitFrontMatter,
  type FrontField,
  type FrontLines,
} from './frontLines.ts'

/** The parts of an article that front matter has. */
export interface FrontMatter {
  readonly headline: string
  readonly standfirst: string
  readonly metadata: Metadata
}

/** A file's front matter and what follows it. */
export interface ReadFront extends FrontMatter {
  /** True if the file says that Galley wrote it in its structured profile. */
  readonly structured: boolean
  /** True if the file names its language. */
  readonly hasLanguage: boolean
  readonly body: string
  /** Lines above the body. */
  readonly above: number
}

/**
 * Refuses a field.
 * @param key the complaint, to which the field's name is passed
 * @throws ArticleError always, with the line that the field begins on
 */
function fail(
  front: FrontLines,
  field: FrontField,
  key: 'frontMatter.notText' | 'frontMatter.notTexts' | 'frontMatter.notPeople',
): never {
  throw new ArticleError(t(key, { field }), lineOf(front, field), t('frontMatter.correctValue'))
}

/** Returns the place of a field for an error: `line 3`. */
function lineOf(front: FrontLines, field: FrontField): string {
  return t('where.line', { line: front.lines.get(field) ?? 1 })
}

/** YAML's folded and literal texts end lines; an article's fields are single lines. */
function oneLine(text: string): string {
  return isLine(text) ? text : toLine(text).trim()
}

/** Returns a field as a single line; '' if it is absent. */
function textAt(front: FrontLines, field: FrontField): string {
  const value = front.fields.get(field) ?? ''
  return typeof value === 'string' ? oneLine(value) : fail(front, field, 'frontMatter.notText')
}

function textsAt(front: FrontLines, field: FrontField): string[] {
  const value = front.fields.get(field) ?? ''
  if (typeof value === 'string')
    return value.split(',').flatMap((text) => (text.trim() === '' ? [] : [oneLine(text.trim())]))
  if (!Array.isArray(value)) return fail(front, field, 'frontMatter.notTexts')
  return value.map((item: unknown) =>
    typeof item === 'string' ? oneLine(item) : fail(front, field, 'frontMatter.notTexts'),
  )
}

/** Returns a field as a single line; several texts in a list, such as authors, are joined by commas. */
function joinedAt(front: FrontLines, field: FrontField): string {
  return Array.isArray(front.fields.get(field)) ? textsAt(front, field).join(', ') : textAt(front, field)
}

function personFrom(item: unknown, front: FrontLines): unknown {
  if (typeof item === 'string') return { name: oneLine(item) }
  if (!(item instanceof Map)) return fail(front, 'cast', 'frontMatter.notPeople')
  const colour: unknown = item.get('colour')
  return {
    ...Object.fromEntries(item),
    colour: typeof colour === 'string' && colour !== '' ? Number(colour) : null,
    joinedByTurn: item.get('joinedByTurn') === 'true',
  }
}

/** Returns the cast as `metadataFrom` expects it: strings and records of people. */
function castAt(front: FrontLines): unknown[] {
  const cast = front.fields.get('cast') ?? []
  if (cast === '') return []
  return Array.isArray(cast)
    ? cast.map((item: unknown) => personFrom(item, front))
    : fail(front, 'cast', 'frontMatter.notPeople')
}

/** Returns goal, deadline and template as `metadataFrom` expects them. */
function planAt(front: FrontLines): object {
  const goal = textAt(front, 'galleyGoal')
  return {
    goal: goal === '' ? 0 : /^\d+$/u.test(goal) ? Number(goal) : goal,
    deadline: textAt(front, 'galleyDeadline'),
    template: textAt(front, 'galleyTemplate') === 'true',
  }
}

/** The front matter's names of fields that are named otherwise in the metadata. */
const FIELD_NAMES: Readonly<Record<string, FrontField>> = {
  language: 'lang',
  goal: 'galleyGoal',
  deadline: 'galleyDeadline',
}

function languageAt(front: FrontLines): string {
  return textAt(front, 'lang') || textAt(front, 'language')
}

/** The metadata's own checks, with the line of the file in place of the field's path. */
function metadataIn(front: FrontLines): Metadata {
  const language = languageAt(front)
  if (!isValidExtra(front.extra))
    throw new ArticleError(t('frontMatter.alias'), t('where.frontMatter'), t('frontMatter.writeOut'))
  try {
    return metadataFrom({
      slug: textAt(front, 'slug'),
      byline: joinedAt(front, 'byline'),
      tags: textsAt(front, 'tags'),
      language,
      canonical: textAt(front, 'canonical'),
      seoTitle: joinedAt(front, 'seoTitle'),
      seoDescription: joinedAt(front, 'seoDescription'),
      excerpt: joinedAt(front, 'excerpt'),
      socialImage: joinedAt(front, 'socialImage'),
      leadImage: joinedAt(front, 'leadImage'),
      ...(front.fields.has('state') ? { state: textAt(front, 'state') || 'draft' } : {}),
      cast: castAt(front),
      ...planAt(front),
      extra: front.extra,
    })
  } catch (cause) {
    if (!(cause instanceof ArticleError)) throw cause
    const name = /^metadata\.(\w+)/u.exec(cause.where)?.[1]
    const field = [...front.lines.keys()].find((key) => key === name || key === FIELD_NAMES[name ?? ''])
    if (field === undefined) throw cause
    throw new ArticleError(cause.what, lineOf(front, field), t('frontMatter.correctValue'), { cause })
  }
}

/**
 * Returns front matter and body of a Markdown file with line feeds for line ends. What stands between two `---` but is no
 * mapping is Markdown.
 * @throws ArticleError with the line when the front matter is not YAML or a field holds what it cannot.
 */
export function readFrontMatter(text: string): ReadFront {
  const split = splitFrontMatter(text)
  const front = split === null ? null : parseFrontLines(split.yaml)
  if (split === null || front === null)
    return {
      headline: '',
      standfirst: '',
      metadata: emptyMetadata(),
      structured: false,
      hasLanguage: false,
      body: text,
      above: 0,
    }
  return {
    headline: textAt(front, 'title'),
    standfirst: textAt(front, 'standfirst'),
    metadata: metadataIn(front),
    structured: textAt(front, 'galley') === 'structured',
    hasLanguage: languageAt(front) !== '',
    body: split.body,
    above: split.above,
  }
}

function personOut(person: Person): Record<string, unknown> {
  return {
    name: person.name,
    ...(person.otherNames.length === 0 ? {} : { otherNames: person.otherNames }),
    ...(person.role === '' ? {} : { role: person.role }),
    ...(person.colour === null ? {} : { colour: person.colour }),
    ...(person.joinedByTurn === true ? { joinedByTurn: true } : {}),
  }
}

/** Fields in the order a reader wants them, without those that say nothing. */
function fieldsOf({ headline, standfirst, metadata }: FrontMatter, profile: MarkdownProfile): object {
  const { byline, tags, slug, language, canonical, state, cast, goal, deadline, template } = metadata
  const { seoTitle, seoDescription, excerpt, socialImage, leadImage } = metadata
  const structured = profile === 'structured'
  const said: Partial<Record<FrontField, unknown>> = {
    ...(structured ? { galley: profile } : {}),
    title: headline,
    standfirst,
    byline,
    tags,
    slug,
    lang: language,
    ...{ canonical, seoTitle, seoDescription, excerpt, socialImage, leadImage },
    state: state === 'draft' ? '' : state,
    cast: cast.map((person) => (structured ? personOut(person) : person.name)),
    ...(structured
      ? { galleyGoal: goal ?? '', galleyDeadline: deadline ?? '', galleyTemplate: template ?? '' }
      : {}),
  }
  return Object.fromEntries(
    Object.entries(said).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== '')),
  )
}

/** Returns the front matter of an article, fences included. Texts that YAML 1.1 or 1.2 would take for more are quoted. */
export function writeFrontMatter(front: FrontMatter, profile: MarkdownProfile): string {
  const yaml = stringify(fieldsOf(front, profile), { lineWidth: 0, compat: 'yaml-1.1' })
  const { extra } = front.metadata
  return `---\n${yaml}${extra === '' ? '' : `${extra}\n`}---\n`
}
