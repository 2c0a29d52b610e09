import { Readability } from '@mozilla/readability'
import type { Root } from 'hast'
import { parseHTML } from 'linkedom/worker'
import { parseHtml } from '../parse.ts'

/**
 * Chooses the article of a whole web page, without the menus, teasers and comments around it: Firefox's reader view, over a
 * small document model that needs no browser. Both libraries are large: they are loaded at the first such page (`isWebPage.ts`).
 */

/** Elements of a page. Reader view takes some milliseconds for a hundred. */
const MAX_ELEMENTS = 30_000

/** In UTF-16 code units: what reader view finds below is no article. */
const MIN_LENGTH = 250

/** Returns the tree of the article in a web page; null where none is found. */
export function chooseArticle(text: string): Root | null {
  try {
    // The types of both libraries name the browser's Document, which this room does not know; `never` fits it in every other.
    const { document } = parseHTML(text) as unknown as { readonly document: never }
    const read = new Readability(document, {
      maxElemsToParse: MAX_ELEMENTS,
      keepClasses: true,
      // Players of any site: the reader knows what is an advertisement.
      allowedVideoRegex: /^https?:/,
    }).parse()
    if (typeof read?.content !== 'string' || (read.textContent ?? '').trim().length < MIN_LENGTH) return null
    return parseHtml(read.content)
  } catch {
    // Too many elements, or a page that its model cannot hold: the page is read as a whole.
    return null
  }
}
