import { type Article, articleFrom, emptyMetadata, person, STATES } from '../../../src/article/index.ts'
import { inlineText, node, type NodeJSON } from '../../../src/blocks/node.ts'

/** Invented articles in quantity: a vocabulary that falls off as that of a language does (Zipf), the same every time. */

/** Chance that repeats: mulberry32. */
export function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const ONSETS = [
  'b',
  'br',
  'c',
  'd',
  'f',
  'g',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'w',
]
const NUCLEI = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou']
const CODAS = ['', '', 'n', 'r', 's', 't', 'l', 'nd', 'ck']
const HANGUL = 0xac00
/** Syllables of few strokes are the common ones. */
const COMMON_SYLLABLES = 900

type Language = 'en' | 'ko'

function wordOf(language: Language, chance: () => number): string {
  const pick = (from: readonly string[]): string => from[Math.floor(chance() * from.length)] ?? ''
  const long = 1 + Math.floor(chance() * 3)
  if (language === 'en')
    return Array.from({ length: long }, () => pick(ONSETS) + pick(NUCLEI) + pick(CODAS)).join('')
  return Array.from({ length: long + 1 }, () =>
    String.fromCharCode(HANGUL + Math.floor(chance() ** 1.5 * COMMON_SYLLABLES) * 12),
  ).join('')
}

/** Words by rank, the most used first. */
export type Vocabulary = Readonly<Record<Language, readonly string[]>>

export function vocabulary(): Vocabulary {
  const chance = chanceFrom(7)
  const of = (language: Language, size: number): string[] => {
    const words = new Set<string>()
    while (words.size < size) words.add(wordOf(language, chance))
    return [...words]
  }
  return { en: of('en', 20_000), ko: of('ko', 20_000) }
}

/** A word as often as its rank says: the chance of the n-th is as 1/n. */
function zipf(words: readonly string[], chance: () => number): string {
  return words[Math.floor(words.length ** chance()) - 1] ?? ''
}

/** Returns a sentence of `length` words, each as often as its rank says. */
export function sentence(words: readonly string[], length: number, chance: () => number): string {
  const text = Array.from({ length }, () => zipf(words, chance)).join(' ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

const NAMES = ['Ines Kerr', 'Otto Wray', 'Mina Sol', 'Jun Hart', '한서린', '오도윤', '윤가람', 'Pia Lund']
const TAGS = ['recap', 'interview', 'photo story', '연재', 'review', 'essay']
const PARAGRAPH = 40

/** Article number `index`, of about that many words: a third in English, a third in Korean, a third in both. */
export function inventedArticle(words: Vocabulary, index: number, length: number): Article {
  const chance = chanceFrom(index + 1)
  const languages = (['en', 'ko', 'both'] as const)[index % 3] ?? 'en'
  const language = (): Language => (languages === 'both' ? (chance() < 0.5 ? 'en' : 'ko') : languages)
  const line = (count: number): string => sentence(words[language()], count, chance)
  const speaker = NAMES[index % NAMES.length] ?? ''
  const body = Array.from({ length: Math.ceil(length / PARAGRAPH) }, (): NodeJSON => {
    const text = inlineText(line(PARAGRAPH))
    if (chance() < 0.7) return node('paragraph', null, text)
    return node('dialogue', null, [node('turn', { speaker, addressee: null, parenthetical: null }, text)])
  })
  return {
    metadata: {
      ...emptyMetadata(languages === 'ko' ? 'ko' : 'en'),
      tags: [TAGS[index % TAGS.length] ?? ''],
      state: STATES[index % STATES.length] ?? 'draft',
      cast: [person(speaker)],
    },
    doc: { ...articleFrom({ headline: line(6) }).doc, content: frame(line(6), line(14), body) },
  }
}

function frame(headline: string, standfirst: string, body: readonly NodeJSON[]): NodeJSON[] {
  return [
    node('headline', null, inlineText(headline)),
    node('standfirst', null, inlineText(standfirst)),
    node('body', null, body),
  ]
}

/** What writers look for, key by key: words from the most used to the rare, in both languages, and two words together. */
export function searches({ en, ko }: Vocabulary): { readonly en: string[]; readonly ko: string[] } {
  const ranks = [3, 10, 30, 100, 300, 1000, 3000, 10_000]
  const keys = (word: string): string[] =>
    Array.from(word).map((_character, at, all) => all.slice(0, at + 1).join(''))
  const of = (words: readonly string[]): string[] =>
    ranks.flatMap((rank) => keys(`${words[rank] ?? ''} ${words[rank * 2 - 1] ?? ''}`))
  return { en: of(en), ko: of(ko) }
}
