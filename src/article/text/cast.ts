import { attribute, children, type NodeJSON } from '../../blocks/node.ts'
import { comparable } from '../../text/unicode.ts'
import { person, type Person } from '../metadata.ts'

/** Everybody who speaks or is spoken to, in order of appearance; spellings that compare alike are one. */
export function castFromTurns(body: readonly NodeJSON[]): Person[] {
  const names = new Map<string, string>()
  const walk = (node: NodeJSON): void => {
    for (const name of [attribute(node, 'speaker'), attribute(node, 'addressee')]) {
      const key = comparable(name)
      if (key !== '' && !names.has(key)) names.set(key, name)
    }
    for (const child of children(node)) walk(child)
  }
  for (const node of body) walk(node)
  return [...names.values()].map(person)
}
