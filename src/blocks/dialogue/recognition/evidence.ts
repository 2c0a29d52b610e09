import type { Line } from '../../block.ts'
import { nameKey } from '../speakers/names.ts'
import { CJK_LETTERS } from '../../../text/scripts.ts'
import type { Candidate, Form } from './candidate.ts'
import { speakersOf } from './grade.ts'

/** What the whole article says about its lines in the form of turns, gathered before any is decided. */
export interface Evidence {
  /** Keys of names that come back after another line: `Mina … Jun … Mina`. */
  readonly returning: ReadonlySet<string>
  /** Keys that are the first or the last word of a longer name: `Ruiz` below `Ana Ruiz`. */
  readonly shortened: ReadonlySet<string>
  /** Lines by the key of their name. */
  readonly lines: ReadonlyMap<string, number>
  readonly forms: ReadonlyMap<Form, number>
  /** Lines whose name is bold. */
  readonly bold: number
  /** Lines with a time. */
  readonly timed: number
  /** Returns true if the article's prose names somebody. */
  isNamed(candidate: Candidate): boolean
}

/** Characters of prose that are searched for names; an article's people are named early. */
const MAX_PROSE = 200_000
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu
const IS_CJK = new RegExp(`^[${CJK_LETTERS}]`, 'u')
/** Names without spaces that are searched for; each costs a pass over the prose. */
const MAX_SEARCHES = 50

/** Returns a function that looks for names in the lines without a form of a turn. */
function proseOf(
  lines: readonly Line[],
  candidates: readonly (Candidate | null)[],
): (candidate: Candidate) => boolean {
  const prose: string[] = []
  let length = 0
  for (const [index, line] of lines.entries()) {
    if (length > MAX_PROSE) break
    if (candidates[index] != null) continue
    prose.push(line.matchable.slice(0, MAX_PROSE))
    length += line.matchable.length
  }
  const text = prose.join('\n').slice(0, MAX_PROSE)
  let words: Set<string> | undefined
  let searches = 0
  const found = new Map<string, boolean>()
  const look = (key: string): boolean => {
    if (IS_CJK.test(key)) {
      searches += 1
      return searches <= MAX_SEARCHES && key.length > 1 && text.includes(key)
    }
    words ??= new Set(Array.from(nameKey(text).matchAll(WORD), ([word]) => word.replace(/'s$/u, '')))
    const parts = key.match(WORD) ?? []
    return parts.length > 0 && parts.every((part) => words?.has(part))
  }
  return ({ key }) => {
    let known = found.get(key)
    if (known === undefined) found.set(key, (known = look(key)))
    return known
  }
}

/** Returns the keys that are the first or the last word of a longer one. */
function shortenedIn(counts: ReadonlyMap<string, number>): Set<string> {
  const shortened = new Set<string>()
  for (const key of counts.keys()) {
    const words = key.split(' ')
    if (words.length < 2) continue
    for (const word of [words[0], words.at(-1)])
      if (word !== undefined && counts.has(word)) shortened.add(word)
  }
  return shortened
}

/** Gathers the evidence of an article. */
export function evidenceOf(lines: readonly Line[], candidates: readonly (Candidate | null)[]): Evidence {
  const last = new Map<string, number>()
  const counts = new Map<string, number>()
  const forms = new Map<Form, number>()
  const returning = new Set<string>()
  let [timed, bold] = [0, 0]
  for (const [index, candidate] of candidates.entries()) {
    if (candidate === null) continue
    const { key, form } = candidate
    if (candidate.time !== null) timed += 1
    if (candidate.isBold === true) bold += 1
    forms.set(form, (forms.get(form) ?? 0) + 1)
    if (key === '') continue
    const before = last.get(key)
    // A name on its own line is followed by its words, so the next such name is two lines away.
    const step = form === 'own' || form === 'caps' ? 2 : 1
    if (before !== undefined && index - before > step) returning.add(key)
    last.set(key, index)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const key of counts.keys()) {
    const people = speakersOf(key)
    // Who also speaks alone: `Mina & Jun` … `Mina`.
    const alone = people.length > 1 ? people.filter((one) => counts.has(one)) : []
    if (alone.length > 0) for (const one of [key, ...alone]) returning.add(one)
  }
  return {
    returning,
    shortened: shortenedIn(counts),
    lines: counts,
    forms,
    timed,
    bold,
    isNamed: proseOf(lines, candidates),
  }
}
