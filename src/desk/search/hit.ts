import type { Hit } from '../../desk.ts'
import { folded, type Wanted } from './words.ts'

const BEFORE = 36
const AFTER = 60

/** Cuts at a word where one ends nearby, never inside a character. */
function trimmed(text: string, side: 'start' | 'end'): string {
  const cut = side === 'start' ? text.replace(/^\S{0,12}\s/u, '') : text.replace(/\s\S{0,12}$/u, '')
  return cut.toWellFormed().replaceAll('\ufffd', '')
}

/** For each character of the folded text, where it begins in the text itself. */
function offsets(text: string): { folded: string; starts: number[] } {
  let all = ''
  const starts: number[] = []
  let at = 0
  for (const character of text) {
    const plain = folded(character)
    starts.push(...new Array<number>(plain.length).fill(at))
    all += plain
    at += character.length
  }
  starts.push(text.length)
  return { folded: all, starts }
}

/**
 * A place where one of the words stands, with the text around it; undefined where none does. `simple` is the text
 * folded, where the caller has it.
 */
export function hitIn(text: string, words: readonly Wanted[], simple = folded(text)): Hit | undefined {
  const composed = text.normalize('NFC')
  // Most texts keep their length when folded: then places are the same, and nothing needs to be counted.
  const map = simple.length === composed.length ? null : offsets(composed)
  const plain = map?.folded ?? simple
  // The longest word says most about the place.
  const first = words
    .map(({ word, pattern }) => ({ word, at: pattern.exec(plain)?.index ?? -1 }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => other.word.length - one.word.length)[0]
  if (first === undefined) return undefined
  const start = map?.starts[first.at] ?? first.at
  const end = map?.starts[first.at + first.word.length] ?? first.at + first.word.length
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
