import type { EditorView } from '@tiptap/pm/view'
import type { CastPerson } from '../../castPerson.ts'
import { nextSpeaker } from '../commands.ts'
import { nameKey } from '../speakers/names.ts'
import { isFullName, searchCast } from '../speakers/castSearch.ts'
import { headOf } from '../text.ts'
import { findByName } from '../speakers/typedHead.ts'
import type { TurnField } from './turnFields.ts'

/** The suggestions below a speaker or addressee field, computed without the DOM. */

/** A row of the list: a person of the cast, the typed name as a new person, or another field to open. */
export type Choice =
  | {
      readonly kind: 'person'
      readonly name: string
      /** Other spellings, joined for display. */
      readonly otherNames: string
      /** True for the speaker who is likely to speak next. */
      readonly isPredicted: boolean
    }
  | { readonly kind: 'new'; readonly name: string }
  | { readonly kind: 'field'; readonly field: TurnField }

/**
 * Returns the likely speaker of the turn at `position`: the other one of the last two speakers, else the first of the
 * cast who did not speak last. '' in the first turn of a dialogue.
 */
export function likelySpeaker(view: EditorView, position: number, people: readonly CastPerson[]): string {
  const $at = view.state.doc.resolve(position)
  const index = $at.index()
  if ($at.parent.type.name !== 'dialogue' || index === 0) return ''
  const last = String($at.parent.child(index - 1).attrs.speaker)
  return nextSpeaker($at.parent, index - 1) || (people.find(({ name }) => name !== last)?.name ?? '')
}

/** What {@link nameChoices} chooses from. */
interface NameContext {
  readonly people: readonly CastPerson[]
  /** The field's text when it was opened. */
  readonly initial: string
  /** The likely name, '' if there is none. */
  readonly predicted: string
}

/**
 * Returns the rows for the text of a field. While the text is the initial one, these are all of the cast, with the
 * initial and the predicted name first; after a change, the matching people, and the text as a new name unless a person
 * has it already.
 */
export function nameChoices(typed: string, { people, initial, predicted }: NameContext): Choice[] {
  const query = typed.trim()
  const isUntouched = nameKey(query) === nameKey(initial)
  const matches = isUntouched ? [...people] : searchCast(query, people)
  const leading = [isUntouched ? initial : '', predicted].filter((name) => name !== '')
  const rank = ({ name }: CastPerson): number => {
    const at = leading.indexOf(name)
    return at === -1 ? leading.length : at
  }
  const exact = findByName(query, people)
  const ranked = isUntouched || query === '' ? matches.toSorted((a, b) => rank(a) - rank(b)) : matches
  const sorted = exact === null ? ranked : [exact, ...ranked.filter((person) => person !== exact)]
  const rows = sorted.map(({ name, otherNames }): Choice => ({
    kind: 'person',
    name,
    otherNames: otherNames.join(' · '),
    isPredicted: name === predicted,
  }))
  if (query === '' || exact !== null) return rows
  const added: Choice = { kind: 'new', name: query }
  // A full name in another spelling is probably meant as typed, so Enter must take it, not the person it resembles.
  return sorted.some(({ name }) => isFullName(query, name)) ? [added, ...rows] : [...rows, added]
}

/** Parses the text of an addressee field: `Mina`, `to Mina` or `Mina (laughing)`. An absent aside is null. */
export function parseAddresseeField(text: string): { addressee: string; parenthetical: string | null } {
  const { speaker, addressee, parenthetical } = parseSpeakerField(
    text.trim().replace(/^(?:to +|[→➔] *)/u, ''),
  )
  return addressee === null
    ? { addressee: speaker, parenthetical }
    : { addressee: text.trim(), parenthetical: null }
}

/** Brackets of other scripts and widths in which a writer may set an aside. */
const OTHER_OPENING = /[[［【〔｛{]/gu
const OTHER_CLOSING = /[\]］】〕｝}]/gu

/** Returns a text of the same length with round brackets in place of others, if it has no round ones. */
function withRoundBrackets(text: string): string {
  return /[()（）]/u.test(text) ? text : text.replace(OTHER_OPENING, '(').replace(OTHER_CLOSING, ')')
}

/** Returns a text with a closing bracket behind it for each that is not closed. */
function withClosedBrackets(text: string): string {
  const round = withRoundBrackets(text)
  const opened = round.match(/[(（]/gu)?.length ?? 0
  const closed = round.match(/[)）]/gu)?.length ?? 0
  return text + ')'.repeat(Math.max(0, opened - closed))
}

/**
 * Parses the text of a speaker field: `Name`, `Name to Other`, `Name (aside)` or `Name to Other (aside)`. Parts that are
 * absent are null; a text of any other form is the speaker as a whole. A colon behind, empty brackets and a comma behind the
 * name belong to no part.
 */
export function parseSpeakerField(text: string): {
  speaker: string
  addressee: string | null
  parenthetical: string | null
} {
  const typed = text
    .trim()
    .replace(/\s*[:：]$/u, '')
    .replace(/\s*[(（]\s*[)）]?$/u, '')
  // headOf reads a whole line, so it gets a colon and a word behind the field's text.
  const closed = withClosedBrackets(typed)
  const found = headOf({ matchable: `${withRoundBrackets(closed)}： x` }, () => true)
  // A colon before other words ends no head here: those words would be lost.
  const head = found?.from === closed.length + 2 ? found : null
  const cut = (range: readonly [number, number] | null | undefined): string | null =>
    range === null || range === undefined ? null : closed.slice(...range).trim()
  return {
    speaker: (cut(head?.speaker) ?? typed).replace(/\s*[,，、]$/u, ''),
    addressee: cut(head?.addressee),
    parenthetical: cut(head?.parenthetical),
  }
}
