import { isUnnamedAddressee } from '../../blocks/dialogue/index.ts'
import { attribute, children, type NodeJSON } from '../../blocks/node.ts'
import { comparable } from '../../text/unicode.ts'
import type { Article } from '../article.ts'
import { COLOURS, person, type Person } from '../metadata.ts'
import { withOneSpelling } from './spellings.ts'

/**
 * Who belongs to the cast, and in which colour. Everybody a turn names belongs to it, as speaker or as addressee; groups and
 * things that are spoken to (`everyone`, `the camera`) do not. Editor, panels and exports all ask {@link castOf} or the two
 * functions it is made of, so that a person has one colour everywhere:
 *
 *     cast [Mina 1, Jun 2], turns of Mina, Zed and Jun  →  [Mina 1, Jun 2, Zed 3], wherever Zed's turn stands
 *
 * A colour is written down as soon as the writer changes the draft. Until then (older drafts, imported files) it follows from
 * the order of the cast and of the turns.
 */

/** Returns the names in the turns of a node, each once, in order of appearance: speakers and addressees. */
export function namesInTurns(node: NodeJSON): string[] {
  const names = new Set<string>()
  const walk = (at: NodeJSON): void => {
    const [speaker, addressee] = [attribute(at, 'speaker'), attribute(at, 'addressee')]
    if (speaker !== '') names.add(speaker)
    if (addressee !== '' && !isUnnamedAddressee(addressee)) names.add(addressee)
    for (const child of children(at)) walk(child)
  }
  walk(node)
  return [...names]
}

/** Returns a person who is in the cast only because a turn names them. */
function personFromTurn(name: string): Person {
  return { ...person(name), joinedByTurn: true }
}

/** Returns everybody whom the turns of blocks name, in order of appearance; spellings that compare alike are one. */
export function castFromTurns(
  body: readonly NodeJSON[],
  otherNames: ReadonlyMap<string, readonly string[]> = new Map(),
): Person[] {
  const names = new Map<string, string>()
  for (const name of body.flatMap(namesInTurns))
    if (!names.has(comparable(name))) names.set(comparable(name), name)
  return [...names.values()].map((name) => ({
    ...personFromTurn(name),
    otherNames: otherNames.get(name) ?? [],
  }))
}

/**
 * Returns the cast of an article that is read: one entry a person, whose other spellings are other names. The turns keep the
 * spelling they have.
 * @param cast the people whom the article names itself; nobody is added to a cast that has anybody in it
 */
export function castOfBody(body: readonly NodeJSON[], cast: readonly Person[] = []): readonly Person[] {
  const read = withOneSpelling(body, cast)
  if (cast.length === 0) return castFromTurns(read.body, read.otherNames)
  return cast.map((member) => {
    const others = read.otherNames.get(member.name) ?? []
    return others.length === 0 ? member : { ...member, otherNames: [...member.otherNames, ...others] }
  })
}

/** Returns all names of a person. */
export function spellingsOf({ name, otherNames }: Person): string[] {
  return [name, ...otherNames]
}

/** Returns the colour that the fewest people have; of several, the one with the lowest number. */
function freeColour(cast: readonly Person[]): number {
  const users = Array.from({ length: COLOURS }, () => 0)
  for (const { colour } of cast) if (colour !== null) users[colour - 1] = (users[colour - 1] ?? 0) + 1
  return users.indexOf(Math.min(...users)) + 1
}

/** Colours by name, from 1 to {@link COLOURS}. */
export type ColoursByName = ReadonlyMap<string, number>

/**
 * Returns the cast with these people in it, everybody with a colour: the newcomers stand last, in order. Who has a colour
 * keeps it; the others get the one remembered for them, if nobody else has it, or else the next free one.
 * @param remembered the colours that people had before, such as before an undo
 * @returns the same array if nothing changes
 */
export function joinCast(
  cast: readonly Person[],
  names: readonly string[],
  remembered: ColoursByName = new Map(),
): readonly Person[] {
  const known = new Set(cast.flatMap(spellingsOf))
  // Who was shown before, such as in an older draft that had no cast, comes before who is new.
  const newcomers = names
    .filter((name) => name !== '' && !known.has(name))
    .toSorted((one, other) => Number(remembered.has(other)) - Number(remembered.has(one)))
  if (newcomers.length === 0 && cast.every(({ colour }) => colour !== null)) return cast
  const people = [...cast, ...[...new Set(newcomers)].map(personFromTurn)]
  const give = (colourOf: (member: Person) => number | null): void => {
    for (const [index, member] of people.entries())
      if (member.colour === null) people[index] = { ...member, colour: colourOf(member) }
  }
  const isTaken = (wanted: number): boolean => people.some(({ colour }) => colour === wanted)
  // Remembered colours first: a newcomer must not get the colour of somebody who comes back in the same moment.
  give(({ name }) => {
    const before = remembered.get(name)
    return before === undefined || isTaken(before) ? null : before
  })
  give(() => freeColour(people))
  return people
}

/**
 * Returns the cast that fits an article's turns: {@link joinCast} with everybody they name, without those who had joined by a
 * turn and are named by none now.
 * @param names the names in the turns, as {@link namesInTurns} returns them
 * @returns the same array if nothing changes
 */
export function settleCast(
  cast: readonly Person[],
  names: readonly string[],
  remembered?: ColoursByName,
): readonly Person[] {
  const named = new Set(names)
  const staying = cast.filter(
    (member) => member.joinedByTurn !== true || spellingsOf(member).some((name) => named.has(name)),
  )
  return joinCast(staying.length === cast.length ? cast : staying, names, remembered)
}

/** Returns everybody in an article's cast or turns, each with their colour, in the order of the cast. */
export function castOf({ metadata, doc }: Article): readonly Person[] {
  return settleCast(metadata.cast, namesInTurns(doc))
}
