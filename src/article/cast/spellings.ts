import type { CastPerson } from '../../blocks/castPerson.ts'
import { attribute, children, type NodeJSON } from '../../blocks/node.ts'
import { comparable, withoutAccents } from '../../text/unicode.ts'

/**
 * One person, one name: spellings that differ only in case, width, accents or the spacing of Hangul are one person, with one entry
 * in the cast and one colour. What is pasted into an article takes the name that its cast has:
 *
 *     MINA: “Yes.” · Mina: “No.” · ＭＩＮＡ: “Oh.”      →  Mina, with the other names MINA and ＭＩＮＡ
 *     김 민아, 김민아 · Renée, Renee                     →  one person each
 *
 * Two spellings that answer each other are two people: they alternate in one dialogue, or one of them is spoken to by the other.
 */

const NAMES = ['speaker', 'addressee'] as const
const HANGUL_ONLY = /^[\p{sc=Hangul}\s]+$/u

/** The spellings of one key. */
interface Group {
  /** How often each spelling stands in a turn, in order of appearance. */
  readonly counts: Map<string, number>
  /** How often two turns below each other have different spellings. */
  switches: number
  areApart: boolean
}

/** The blocks with one spelling a person, and the other spellings by the name that was kept. */
export interface OneSpelling {
  readonly body: readonly NodeJSON[]
  readonly otherNames: ReadonlyMap<string, readonly string[]>
}

/** Returns the key that spellings of one name share. */
function spellingKey(name: string): string {
  const plain = withoutAccents(comparable(name.normalize('NFKC')))
    .toLowerCase()
    .replace(/[’ʼ]/gu, "'")
  return HANGUL_ONLY.test(plain) ? plain.replace(/\s/gu, '') : plain
}

/** Returns the names of a person that are one spelling but for case, width, accents or the spacing of Hangul; their own first. */
export function foldedSpellings({ name, otherNames }: Pick<CastPerson, 'name' | 'otherNames'>): string[] {
  return [name, ...otherNames.filter((other) => spellingKey(other) === spellingKey(name))]
}

/** Returns how well a spelling reads: mixed case before capitals, plain width before full, accents before none. */
function rank(name: string): number {
  const isPlain = name.normalize('NFKC') === name.normalize('NFC')
  const [isUpper, isLower] = [name === name.toUpperCase(), name === name.toLowerCase()]
  const byCase = isUpper === isLower ? 2 : Number(isUpper)
  return Number(isPlain) * 8 + byCase * 2 + Number(withoutAccents(name) !== name.normalize('NFC'))
}

/** Returns the spellings in the turns of blocks, by key. */
function groupsIn(body: readonly NodeJSON[]): Map<string, Group> {
  const groups = new Map<string, Group>()
  let above = ''
  const groupOf = (name: string): Group => {
    const key = spellingKey(name)
    const group = groups.get(key) ?? { counts: new Map<string, number>(), switches: 0, areApart: false }
    groups.set(key, group)
    group.counts.set(name, (group.counts.get(name) ?? 0) + 1)
    return group
  }
  const visit = (node: NodeJSON): void => {
    const [speaker, addressee] = [attribute(node, 'speaker'), attribute(node, 'addressee')]
    if (speaker !== '') {
      const group = groupOf(speaker)
      if (above !== '' && above !== speaker && spellingKey(above) === spellingKey(speaker))
        group.switches += 1
    }
    if (addressee !== '') {
      const group = groupOf(addressee)
      group.areApart ||= addressee !== speaker && spellingKey(addressee) === spellingKey(speaker)
    }
    if (node.attrs?.speaker !== undefined) above = attribute(node, 'speaker')
    for (const child of children(node)) visit(child)
  }
  for (const block of body) {
    above = ''
    visit(block)
  }
  return groups
}

/** Returns the name to keep: the one in the cast, else the most frequent, else the one that reads best. */
function nameOf({ counts }: Group, known: ReadonlyMap<string, string>, key: string): string {
  const inCast = known.get(key)
  if (inCast !== undefined) return inCast
  const [best = ['']] = [...counts].toSorted(
    ([one, times], [other, otherTimes]) => otherTimes - times || rank(other) - rank(one),
  )
  return best[0]
}

/** Returns a node with the names of its turns replaced; the same node if none of them is. */
function renamed(node: NodeJSON, names: ReadonlyMap<string, string>): NodeJSON {
  const changes = NAMES.flatMap((name): [string, string][] => {
    const kept = names.get(attribute(node, name))
    return kept === undefined ? [] : [[name, kept]]
  })
  const content = children(node)
  const inner = content.map((child) => renamed(child, names))
  const isSame = changes.length === 0 && inner.every((child, at) => child === content[at])
  if (isSame) return node
  return {
    ...node,
    ...(changes.length === 0 ? {} : { attrs: { ...node.attrs, ...Object.fromEntries(changes) } }),
    ...(content.length === 0 ? {} : { content: inner }),
  }
}

/**
 * Returns blocks in which each person has one spelling.
 * @param cast the people of the article that the blocks are for; their names are kept
 */
export function withOneSpelling(body: readonly NodeJSON[], cast: readonly CastPerson[] = []): OneSpelling {
  const inCast = new Set(cast.flatMap(({ name, otherNames }) => [name, ...otherNames]))
  const known = new Map(cast.map(({ name }) => [spellingKey(name), name]))
  const names = new Map<string, string>()
  const otherNames = new Map<string, readonly string[]>()
  for (const [key, group] of groupsIn(body)) {
    if (group.areApart || group.switches > 1) continue
    const kept = nameOf(group, known, key)
    const others = [...group.counts.keys()].filter((name) => name !== kept && !inCast.has(name))
    for (const name of others) names.set(name, kept)
    if (others.length > 0) otherNames.set(kept, others)
  }
  return names.size === 0
    ? { body, otherNames }
    : { body: body.map((block) => renamed(block, names)), otherNames }
}
