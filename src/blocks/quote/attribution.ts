import { children, type NodeJSON, textOf } from '../node.ts'

/** The words that say who is quoted: `— Jun`, `– Jun, Ferryman`, `―ジュン`. */
const ATTRIBUTION = /^[—–―]\s*\S/u

/** Returns true for a pull quote whose last paragraph says whose words the ones above are. */
export function endsInAttribution(quote: NodeJSON): boolean {
  const content = children(quote)
  const last = content.at(-1)
  if (last?.type !== 'paragraph' || content.length < 2) return false
  return quote.attrs?.pull === true && ATTRIBUTION.test(textOf(last))
}
