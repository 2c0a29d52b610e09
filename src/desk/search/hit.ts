import type { Hit } from '../../desk.ts'
import { folded, type Wanted } from './words.ts'

const BEFORE = 36
const AFTER = 60
/** A query has 300 characters at most; folding may have made fewer of more. */
const MAX_MATCH_LENGTH = 1000

/** Cuts at a word where one ends nearby, never inside a character. */
function trimmed(text: string, side: 'start' | 'end'): string {
  const cut = side === 'start' ? text.replace(/^\S{0,12}\s/u, '') : text.replace(/\s\S{0,12}$/u, '')
  return cut.toWellFormed().replaceAll('\ufffd', '')
}

function foldedCharacter(character: string): string {
  return character < '\x80' ? character.toLowerCase() : folded(character)
}

/** As {@link folded}, but character by character, so that places in it can be found in the text. */
function foldedByCharacter(text: string): string {
  let all = ''
  for (const character of text) all += foldedCharacter(character)
  return all
}

/** Where in a text the character begins that is at `at` in the text folded by character. */
function placeIn(text: string, at: number): number {
  let [passed, place] = [0, 0]
  for (const character of text) {
    passed += foldedCharacter(character).length
    if (at < passed) return place
    place += character.length
  }
  return text.length
}

/**
 * A place where one of the words stands, with the text around it; undefined where none does. `simple` is the text
 * folded, where the caller has it.
 */
export function hitIn(text: string, words: readonly Wanted[], simple = folded(text)): Hit | undefined {
  const composed = text.normalize('NFC')
  // Most texts keep their length when folded: then places are the same, and nothing needs to be counted.
  const isSameLength = simple.length === composed.length
  const plain = isSameLength ? simple : foldedByCharacter(composed)
  // The longest word says most about the place.
  const first = words
    .map(({ word, pattern }) => ({ word, at: pattern.exec(plain)?.index ?? -1 }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => other.word.length - one.word.length)[0]
  if (first === undefined) return undefined
  const placeOf = (at: number): number => (isSameLength ? at : placeIn(composed, at))
  const start = placeOf(first.at)
  const end = Math.min(placeOf(first.at + first.word.length), start + MAX_MATCH_LENGTH)
  const from = Math.max(0, start - BEFORE)
  const to = Math.min(composed.length, end + AFTER)
  const before = composed.slice(from, start)
  const after = composed.slice(end, to)
  return {
    before: from === 0 ? before : `…${trimmed(before, 'start')}`,
    match: composed.slice(start, end),
    after: to === composed.length ? after : `${trimmed(after, 'end')}…`,
  }
}
