import { isLine, toLine } from '../text/unicode.ts'
import { webUrl } from '../text/url.ts'
import { WORD_CHARACTERS } from '../text/words.ts'
import { ArticleError } from './error.ts'
import { t } from './messages.ts'
import { adoptFields, isValidExtra, type LaterField } from './markdown/frontLines.ts'

/** Somebody who speaks or is spoken of. */
export interface Person {
  /** As turns name them. */
  readonly name: string
  /** Other spellings: romanisations, Hangul, nicknames. */
  readonly otherNames: readonly string[]
  /** "as Mi-rae", "off camera". */
  readonly role: string
  /** Which of the cast's colours, from 1; null takes the next free one. */
  readonly colour: number | null
  /**
   * Present while the person is in the cast only because a turn names them: nobody gave them a role, a spelling, a colour or
   * a place by hand. Such a person leaves the cast with the last turn that names them.
   */
  readonly joinedByTurn?: true
}

/** The states of an article, in the order it passes through them. */
export const STATES = ['draft', 'ready', 'published'] as const
export type ArticleState = (typeof STATES)[number]

/** The facts about an article besides its text. Texts are single lines, '' if unknown. */
export interface Metadata {
  readonly slug: string
  readonly byline: string
  readonly tags: readonly string[]
  /** A BCP 47 tag: "en", "ko", "pt-BR". */
  readonly language: string
  /** Where the article lives or will live; '' or an http(s) address. */
  readonly canonical: string
  /** The title that search engines show; '' for the headline. */
  readonly seoTitle: string
  /** The description that search engines show; '' for excerpt or standfirst. */
  readonly seoDescription: string
  /** The article in a sentence or two, for lists and shared links; '' for the standfirst. */
  readonly excerpt: string
  /** The picture of shared links: `images/…` of the draft or a web address; '' for the first photo that has one. */
  readonly socialImage: string
  /** The lead image, `images/…` of the draft or a web address; '' if none was chosen. */
  readonly leadImage: string
  readonly state: ArticleState
  readonly cast: readonly Person[]
  /** How many words the article should have; absent for no goal. */
  readonly goal?: number | undefined
  /** The day it is due, `2026-12-01`; absent for none. */
  readonly deadline?: string | undefined
  /** Present if this is a template, which new drafts are made from. */
  readonly template?: true | undefined
  /** Front-matter lines Galley has no field for, byte for byte as they were read. */
  readonly extra: string
}

/** The fields that name a picture of the draft. */
export const PICTURE_FIELDS = ['socialImage', 'leadImage'] as const satisfies readonly (keyof Metadata)[]

/** How many colours the cast has; they are numbered from 1. */
export const COLOURS = 8

/** The largest goal, in words. */
export const MAX_GOAL = 1_000_000

/** Returns true if a text is a day of the calendar: `2026-12-01`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Returns metadata with every field at its default. */
export function emptyMetadata(language = 'en'): Metadata {
  return {
    ...{ slug: '', byline: '', tags: [], language, canonical: '' },
    ...{ seoTitle: '', seoDescription: '', excerpt: '', socialImage: '', leadImage: '' },
    ...{ state: 'draft', cast: [], extra: '' },
  }
}

/** Returns a person of whom only the name is known. */
export function person(name: string): Person {
  return { name, otherNames: [], role: '', colour: null }
}

/** Returns true if a text is a well-formed BCP 47 language tag. */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/**
 * Refuses a field.
 * @param where the path of the field: `metadata.cast[0].name`
 * @param complaint makes the sentence of the value that is there, shown as JSON of at most 60 characters
 * @throws ArticleError always
 */
function fail(where: string, value: unknown, complaint: (shown: string) => string): never {
  const shown = value === undefined ? t('metadata.nothing') : JSON.stringify(value).slice(0, 60)
  throw new ArticleError(complaint(shown), where, t('metadata.correct'))
}

const notLine = (value: string): string => t('metadata.notLine', { value })

/** Returns a field that is a single line of text; '' if it is absent. */
function lineAt(record: Readonly<Record<string, unknown>>, key: string, where: string): string {
  const value = record[key] ?? ''
  if (typeof value !== 'string' || !isLine(value)) fail(`${where}.${key}`, value, notLine)
  return value
}

/** Returns a field that is a list of single lines; `[]` if it is absent. */
function linesAt(record: Readonly<Record<string, unknown>>, key: string, where: string): string[] {
  const value = record[key] ?? []
  if (!Array.isArray(value))
    fail(`${where}.${key}`, value, (shown) => t('metadata.notTexts', { value: shown }))
  return value.map((item: unknown, index) => {
    if (typeof item !== 'string' || !isLine(item)) fail(`${where}.${key}[${String(index)}]`, item, notLine)
    return item
  })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function personAt(value: unknown, where: string): Person {
  if (!isRecord(value)) fail(where, value, (shown) => t('metadata.notPerson', { value: shown }))
  const name = lineAt(value, 'name', where)
  if (name.trim() === '') fail(`${where}.name`, name, (shown) => t('metadata.notName', { value: shown }))
  const colour = value.colour ?? null
  if (
    colour !== null &&
    !(typeof colour === 'number' && Number.isInteger(colour) && colour >= 1 && colour <= COLOURS)
  )
    fail(`${where}.colour`, colour, (shown) => t('metadata.notColour', { value: shown, colours: COLOURS }))
  return {
    name,
    otherNames: linesAt(value, 'otherNames', where),
    role: lineAt(value, 'role', where),
    colour,
    ...(value.joinedByTurn === true ? { joinedByTurn: true } : {}),
  }
}

/** Returns goal, deadline and template of a record, without those that say nothing. */
function planAt(
  { goal = 0, deadline = '', template = false }: Readonly<Record<string, unknown>>,
  where: string,
): Pick<Metadata, 'goal' | 'deadline' | 'template'> {
  if (typeof goal !== 'number' || !Number.isInteger(goal) || goal < 0 || goal > MAX_GOAL)
    fail(`${where}.goal`, goal, (value) => t('metadata.notGoal', { value, most: MAX_GOAL }))
  if (typeof deadline !== 'string' || (deadline !== '' && !isDay(deadline)))
    fail(`${where}.deadline`, deadline, (value) => t('metadata.notDay', { value }))
  if (typeof template !== 'boolean')
    fail(`${where}.template`, template, (value) => t('metadata.notBoolean', { value }))
  return {
    ...(goal === 0 ? {} : { goal }),
    ...(deadline === '' ? {} : { deadline }),
    ...(template ? { template } : {}),
  }
}

/** Returns goal, deadline and template as an older Galley kept them among the lines of others; what is no such value is left out. */
function planFrom({ galleyGoal = '', galleyDeadline = '', galleyTemplate }: Adopted): object {
  const goal = /^\d{1,7}$/u.test(galleyGoal) ? Number(galleyGoal) : 0
  return {
    ...(goal > 0 && goal <= MAX_GOAL ? { goal } : {}),
    ...(isDay(galleyDeadline) ? { deadline: galleyDeadline } : {}),
    ...(galleyTemplate === 'true' ? { template: true } : {}),
  }
}

/** Texts of fields that Galley had none for when it kept their lines. */
type Adopted = Readonly<Partial<Record<LaterField, string>>>

/**
 * Returns the front-matter lines of others, and the texts of fields that Galley had none for when it kept their lines there.
 * A draft of that time has `excerpt: …` among its lines.
 */
function extraAt(
  record: Readonly<Record<string, unknown>>,
  where: string,
): { readonly extra: string; readonly adopted: Adopted } {
  const extra = record.extra ?? ''
  const isText = typeof extra === 'string' && extra.isWellFormed()
  if (isText && isValidExtra(extra)) return { extra, adopted: {} }
  const adopted = isText ? adoptFields(extra) : null
  return adopted ?? fail(`${where}.extra`, extra, (shown) => t('metadata.notFrontLines', { value: shown }))
}

/**
 * Checks unknown data, such as the `metadata` of a file, and returns it as metadata. Absent fields get their defaults.
 * @param where the path that errors begin with
 * @throws ArticleError naming the field, what it holds and what was expected.
 */
export function metadataFrom(value: unknown, where = 'metadata'): Metadata {
  if (!isRecord(value)) fail(where, value, (shown) => t('metadata.notRecord', { value: shown }))
  const language = lineAt(value, 'language', where) || 'en'
  if (!isLanguage(language))
    fail(`${where}.language`, language, (shown) => t('metadata.notLanguage', { value: shown }))
  const canonical = lineAt(value, 'canonical', where)
  if (canonical !== '' && webUrl(canonical) === null)
    fail(`${where}.canonical`, canonical, (shown) => t('metadata.notAddress', { value: shown }))
  const state = STATES.find((known) => known === (value.state ?? 'draft'))
  if (state === undefined)
    fail(`${where}.state`, value.state, (shown) =>
      t('metadata.notState', { value: shown, states: STATES.join(', ') }),
    )
  const cast = value.cast ?? []
  if (!Array.isArray(cast)) fail(`${where}.cast`, cast, (shown) => t('metadata.notPeople', { value: shown }))
  const { extra, adopted } = extraAt(value, where)
  const later = (key: LaterField): string => lineAt(value, key, where) || (adopted[key] ?? '')
  return {
    slug: lineAt(value, 'slug', where),
    byline: lineAt(value, 'byline', where),
    tags: linesAt(value, 'tags', where),
    language,
    canonical,
    seoTitle: later('seoTitle'),
    seoDescription: later('seoDescription'),
    excerpt: later('excerpt'),
    socialImage: later('socialImage'),
    leadImage: later('leadImage'),
    state,
    cast: cast.map((item: unknown, index) => personAt(item, `${where}.cast[${String(index)}]`)),
    ...planAt({ ...planFrom(adopted), ...value }, where),
    extra,
  }
}

/**
 * Returns metadata with its fields in the order of {@link metadataFrom}. Until then a goal that was set on the page stands
 * last, and one article would be two different texts.
 */
export function inFileOrder({ goal, deadline, template, extra, ...others }: Metadata): Metadata {
  return { ...others, goal, deadline, template, extra }
}

/** A run of characters that no word is made of. */
const BETWEEN_WORDS = new RegExp(`[^${WORD_CHARACTERS}]+`, 'u')

/** Returns the slug for a headline: lower-case words joined by hyphens, letters of every script kept, at most 80 characters. */
export function slugFrom(headline: string): string {
  const words = toLine(headline)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[’']/gu, '')
    .split(BETWEEN_WORDS)
    .filter(Boolean)
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`
    if (longer.length > 80) break
    slug = longer
  }
  return (
    slug ||
    Array.from(words[0] ?? '')
      .slice(0, 40)
      .join('')
  )
}
