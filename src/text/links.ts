import { webUrl } from './url.ts'

/** A stretch of text, and the address it is when it is one. */
export interface TextPart {
  readonly text: string
  readonly href: string | null
}

const WEB_ADDRESS = /https?:\/\/[^\s<>"“”„«»「」『』]+/giu
/** What ends a sentence or closes a bracket around an address belongs to the sentence. */
const TRAILING_PUNCTUATION = ".,;:!?…。、，！？’'）］】"

/** Returns where an address found in a sentence really ends: a closing bracket is its own when it has an opening one. */
function addressEnd(address: string): number {
  let unopened = address.split(')').length - address.split('(').length
  let end = address.length
  while (end > 0) {
    const last = address.charAt(end - 1)
    if (last === ')' ? unopened <= 0 : !TRAILING_PUNCTUATION.includes(last)) break
    if (last === ')') unopened -= 1
    end -= 1
  }
  return end
}

/** Cuts a text at the web addresses in it. The stretches' texts, joined, are the text. */
export function splitAtLinks(text: string): TextPart[] {
  const parts: TextPart[] = []
  let done = 0
  for (const match of text.matchAll(WEB_ADDRESS)) {
    const end = addressEnd(match[0])
    const href = match[0].slice(0, end)
    if (webUrl(href) === null) continue
    if (match.index > done) parts.push({ text: text.slice(done, match.index), href: null })
    parts.push({ text: href, href })
    done = match.index + end
  }
  if (done < text.length) parts.push({ text: text.slice(done), href: null })
  return parts
}
