import type { EditorView } from '@tiptap/pm/view'
import type { CastPerson } from '../../_view/services.ts'
import { nextSpeaker } from '../commands.ts'
import { nameKey } from '../speakers/names.ts'
import { searchCast, isFullName } from '../speakers/castSearch.ts'
import { headOf } from '../text.ts'
import { findByName } from '../speakers/typedHead.ts'
import type { TurnField } from './turnFields.ts'

/** A row of the list under a name's field. */
export type Choice =
  | { readonly kind: 'person'; readonly name: string; readonly otherNames: string; readonly hint: string }
  | { readonly kind: 'new'; readonly name: string }
  | { readonly kind: 'field'; readonly field: TurnField }

/** Who is most likely to speak in a turn: the other of the last two speakers, else the first of the cast but the last one. */
export function likelySpeaker(view: EditorView, position: number, people: readonly CastPerson[]): string {
  const $at = view.state.doc.resolve(position)
  const index = $at.index()
  if ($at.parent.type.name !== 'dialogue' || index === 0) return ''
  const last = String($at.parent.child(index - 1).attrs.speaker)
  return nextSpeaker($at.parent, index - 1) || (people.find(({ name }) => name !== last)?.name ?? '')
}

/**
 * The rows for what has been typed. Untouched, the field offers who is there or likeliest first, then the whole cast;
 * typed in, it offers who matches, and to add the name when nobody has it.
 */
export function nameChoices(
  typed: string,
  { people, first, predicted }: { people: readonly CastPerson[]; first: string; predicted: string },
): Choice[] {
  const query = typed.trim()
  const isUntouched = nameKey(query) === nameKey(first)
  const found = isUntouched ? [...people] : searchCast(query, people)
  const leading = [isUntouched ? first : '', predicted].filter((name) => name !== '')
  const rank = ({ name }: CastPerson): number => {
    const at = leading.indexOf(name)
    return at === -1 ? leading.length : at
  }
  const exact = findByName(query, people)
  const ranked = isUntouched || query === '' ? found.toSorted((a, b) => rank(a) - rank(b)) : found
  const sorted = exact === null ? ranked : [exact, ...ranked.filter((person) => person !== exact)]
  const rows = sorted.map(({ name, otherNames }): Choice => ({
    kind: 'person',
    name,
    otherNames: otherNames.join(' · '),
    hint: name === predicted ? 'next, most likely' : '',
  }))
  if (query === '' || exact !== null) return rows
  const added: Choice = { kind: 'new', name: query }
  // A name that is typed out otherwise spelt is meant as it is typed.
  return sorted.some(({ name }) => isFullName(query, name)) ? [added, ...rows] : [...rows, added]
}

/** What a speaker's field says: `Name`, `Name to Other`, `Name (aside)`. Parts that are not there are null. */
export function parseSpeakerField(text: string): {
  speaker: string
  addressee: string | null
  parenthetical: string | null
} {
  const typed = text.trim()
  const head = headOf({ folded: `${typed}： x` }, () => true)
  const cut = (stretch: readonly [number, number] | null | undefined): string | null =>
    stretch === null || stretch === undefined ? null : typed.slice(...stretch).trim()
  return {
    speaker: cut(head?.speaker) ?? typed,
    addressee: cut(head?.addressee),
    parenthetical: cut(head?.parenthetical),
  }
}
