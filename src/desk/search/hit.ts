import type { Hit } from '../../desk.ts'
import { searchForm, type SearchWord } from './words.ts'

/** Characters shown before and after a match, at most. */
const LENGTH_BEFORE = 36
const LENGTH_AFTER = 60
/** A query has 300 characters at most; folding may have made fewer of more. */
const MAX_MATCH_LENGTH = 1000

/** Cuts a text at the nearest end of a word on that side, never inside a character. */
function trimmedAtWord(text: string, side: 'start' | 'end'): string {
  const cut = side === 'start' ? text.replace(/^\S{0,12}\s/u, '') : text.replace(/\s\S{0,12}$/u, '')
  return cut.toWellFormed().replaceAll('\ufffd', '')
}

function characterSearchForm(character: string): string {
  return character < '\x80' ? character.toLowerCase() : searchForm(character)
}

/** As {@link searchForm}, but character by character, so that places in it can be found in the text. */
function searchFormByCharacter(text: string): string {
  let all = ''
  for (const character of text) all += characterSearchForm(character)
  return all
}

/** Returns where in a text the character begins that is at `at` in its {@link searchFormByCharacter}. */
function originalIndex(text: string, at: number): number {
  let [passed, place] = [0, 0]
  for (const character of text) {
    passed += characterSearchForm(character).length
    if (at < passed) return place
    place += character.length
  }
  return text.length
}

/**
 * Returns a place where one of the words stands, with the text around it; undefined where none does.
 * @param simple the text's search form, where the caller has it
 */
export function hitIn(
  text: string,
  words: readonly SearchWord[],
  simple = searchForm(text),
): Hit | undefined {
  const composed = text.normalize('NFC')
  // Most search forms are as long as their text: places are then the same, and nothing needs to be counted.
  const isSameLength = simple.length === composed.length
  const plain = isSameLength ? simple : searchFormByCharacter(composed)
  // The longest word says most about the place.
  const first = words
    .map(({ word, pattern }) => ({ word, at: pattern.exec(plain)?.index ?? -1 }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => other.word.length - one.word.length)[0]
  if (first === undefined) return undefined
  const placeOf = (at: number): number => (isSameLength ? at : originalIndex(composed, at))
  const start = placeOf(first.at)
  const end = Math.min(placeOf(first.at + first.word.length), start + MAX_MATCH_LENGTH)
  const from = Math.max(0, start - LENGTH_BEFORE)
  const to = Math.min(composed.length, end + LENGTH_AFTER)
  const before = composed.slice(from, start)
  const after = composed.slice(end, to)
  return {
    before: from === 0 ? before : `…${trimmedAtWord(before, 'start')}`,
    match: composed.slice(start, end),
    after: to === composed.length ? after : `${trimmedAtWord(after, 'end')}…`,
  }
}
