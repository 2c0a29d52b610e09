import type { Line } from '../../block.ts'
import { nameKey } from '../speakers/names.ts'
import type { Decision } from './candidate.ts'
import { candidateOf, plainCandidate } from './parseLine.ts'

/**
 * Reads subtitle files, SRT and WebVTT, whose cues name their speakers:
 *
 *     1                                    the cue's number or name
 *     00:00:01.000 --> 00:00:03.000        its time
 *     <v Mina Solis>Who has the egg?       or `Mina Solis: Who has the egg?`
 */

const TIMING = /^(?<time>(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}) *--> *(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}/u
const VOICE = /^<v(?:\.[\w.]+)? +([^>]{1,80})>/u

/** What is heard and nobody says: `[door slams]`, `（雨声）`. */
const SOUND = /^(?:\[[^[\]]+\]|\([^()]+\)|（[^（）]+）|♪.*♪)$/u

/** Returns the speaker of a cue's line and the offset of the words; null if it names none. */
function voiceOf(line: Line): { speaker: string; from: number } | null {
  const voice = VOICE.exec(line.matchable)
  if (voice?.[1] !== undefined) return { speaker: voice[1].trim(), from: voice[0].length }
  const candidate = candidateOf(line)
  return candidate?.form === 'colon' ? { speaker: candidate.speaker, from: candidate.from } : null
}

/** Makes turns of the cues, if at least half of them name a speaker. */
export function cuesOf(lines: readonly Line[], decisions: (Decision | null)[]): void {
  const timings = lines.flatMap((line, index) =>
    line.matchable.includes('-->') && TIMING.test(line.matchable) ? [index] : [],
  )
  const voices = timings.filter((index) => {
    const below = lines[index + 1]
    return below !== undefined && voiceOf(below) !== null
  })
  if (timings.length === 0 || voices.length * 2 < timings.length) return
  if (/^WEBVTT\b/u.test(lines[0]?.matchable ?? '')) leaveOutFileParts(lines, decisions)
  const isTiming = new Set(timings)
  for (const index of timings) {
    decisions[index] = { kind: 'lead' }
    const above = lines[index - 1]
    if (above?.chunk === lines[index]?.chunk && !isTiming.has(index - 1))
      decisions[index - 1] = { kind: 'lead' }
    readCue(lines, decisions, index)
  }
}

/** What a WebVTT file says besides its cues (the standard, 4.1): its head, remarks, style sheets, regions. */
const FILE_PART = /^(?:WEBVTT|NOTE|STYLE|REGION)(?= |$)/u

/** Leaves out the blocks of a WebVTT file that are no cues. */
function leaveOutFileParts(lines: readonly Line[], decisions: (Decision | null)[]): void {
  let isOut = false
  for (const [index, { matchable, chunk }] of lines.entries()) {
    if (chunk !== lines[index - 1]?.chunk) isOut = FILE_PART.test(matchable)
    if (isOut && !matchable.includes('-->')) decisions[index] = { kind: 'lead' }
    else isOut = false
  }
}

/** Decides the lines below a cue's time. */
function readCue(lines: readonly Line[], decisions: (Decision | null)[], index: number): void {
  const time = TIMING.exec(lines[index]?.matchable ?? '')?.groups?.time ?? null
  for (let at = index + 1; lines[at]?.chunk === lines[index]?.chunk; at += 1) {
    const line = lines[at]
    if (line === undefined) return
    if (SOUND.test(line.matchable)) continue
    const voice = voiceOf(line)
    const speaker = voice?.speaker ?? ''
    const candidate = {
      ...plainCandidate('colon', speaker, voice?.from ?? 0, ''),
      key: nameKey(speaker),
      time,
    }
    const isFirst = at === index + 1
    decisions[at] =
      voice !== null || (isFirst && index < 3)
        ? { kind: 'turn', candidate }
        : { kind: 'more', candidate, joint: 'space' }
  }
}
