import { toLine } from '../../../text/unicode.ts'
import type { CastPerson } from '../../castPerson.ts'
import type { AttributeValue } from '../../node.ts'
import { findByName } from '../speakers/typedHead.ts'
import { parseAddresseeField, parseSpeakerField } from './nameChoices.ts'
import type { TurnField } from './turnFields.ts'

/** A turn's attributes as its form reads and writes them. */
export interface TurnValues {
  readonly speaker: string
  readonly addressee: string | null
  readonly parenthetical: string | null
}

/** Returns the values in a turn's attributes. */
export function turnValues(attrs: Readonly<Record<string, AttributeValue>>): TurnValues {
  const { speaker, addressee, parenthetical } = attrs
  return {
    speaker: String(speaker ?? ''),
    addressee: addressee === null ? null : String(addressee),
    parenthetical: parenthetical === null ? null : String(parenthetical),
  }
}

/** Returns a typed name on one line, in the cast's spelling if the cast has it. */
export function castName(typed: string, people: readonly CastPerson[]): string {
  const name = toLine(typed).trim()
  return findByName(name, people)?.name ?? name
}

/** Returns an aside without brackets around it, and without a closing one whose opening one led into the field. */
function withoutBrackets(aside: string): string {
  return aside.replace(/^[(（](.*)[)）]$/u, '$1').replace(/^([^(（]*)[)）]$/u, '$1')
}

/**
 * Returns the values that the form's texts mean. The speaker field may contain all three:
 * `Mina to Jun (laughing)`, and the addressee's field the aside: `Jun (laughing)`. Such parts win over the other fields. Brackets
 * around an aside are dropped.
 */
export function valuesFromFields(
  texts: Readonly<Record<TurnField, string>>,
  people: readonly CastPerson[],
): TurnValues {
  const typed = parseSpeakerField(toLine(texts.speaker))
  const to = parseAddresseeField(toLine(texts.addressee))
  const aside = withoutBrackets(toLine(texts.parenthetical).trim())
  return {
    speaker: castName(typed.speaker, people),
    addressee: castName(typed.addressee ?? to.addressee, people) || null,
    parenthetical: (typed.parenthetical ?? to.parenthetical ?? aside).trim() || null,
  }
}

/** Returns true if two turns have the same values. */
export function areSameValues(one: TurnValues, other: TurnValues): boolean {
  return (
    one.speaker === other.speaker &&
    one.addressee === other.addressee &&
    one.parenthetical === other.parenthetical
  )
}
