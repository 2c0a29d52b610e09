import { children, type NodeJSON } from '../../blocks/node.ts'

/** Superscript and subscript in plain text: the characters that Unicode has for them, `m²` and `H₂O`. */

const CHARACTERS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  superscript: pairs('0123456789+-−=()ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ'),
  subscript: pairs('0123456789+-−=()ni', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙᵢ'),
}

function pairs(plain: string, scripts: string): ReadonlyMap<string, string> {
  return new Map(Array.from(plain, (character, at) => [character, scripts.charAt(at)]))
}

/** Returns the text in script characters; as it is if Unicode lacks one of them: `1st` is better than `1ˢt`. */
function inScript(text: string, characters: ReadonlyMap<string, string>): string {
  const found = Array.from(text, (character) => characters.get(character))
  return found.every((character) => character !== undefined) ? found.join('') : text
}

/** Returns a node with its superscripts and subscripts as characters. A node without any is returned as it is. */
export function withScriptCharacters(node: NodeJSON): NodeJSON {
  if (node.text !== undefined) {
    const characters = node.marks?.map(({ type }) => CHARACTERS[type]).find((known) => known !== undefined)
    return characters === undefined ? node : { ...node, text: inScript(node.text, characters) }
  }
  const content = children(node)
  const written = content.map(withScriptCharacters)
  return written.every((child, at) => child === content[at]) ? node : { ...node, content: written }
}
