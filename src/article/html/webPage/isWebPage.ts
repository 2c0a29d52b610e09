import type { Root } from 'hast'
import { elementsIn, hasClass, property } from '../../../blocks/hast.ts'

/** In UTF-16 code units: where a program says what it is. */
const HEAD_LENGTH = 2_000

/** Programs whose documents are the writer's own. */
const WRITING_PROGRAM =
  /\b(?:word|google docs|libreoffice|openoffice|pages|cocoa|textedit|evernote|notion|pandoc|galley|scrivener|ulysses|obsidian)\b/i

/** Signs of their documents where nothing names them. A page of the web can have words in it that were pasted from Word. */
const WRITTEN =
  /\bmso-|class=["']?Mso|urn:schemas-microsoft-com|docs-internal-guid|class="[^"]*\bdoc-content\b|lst-kix_/

/**
 * Returns true for a page that was saved from the web, with menus and the like around its article. What Galley, a word processor
 * or a writer made is none, nor is a fragment.
 */
export function isWebPage(text: string, root: Root): boolean {
  if (!/<(?:html|head|body)[\s>]/i.test(text) || WRITTEN.test(text.slice(0, HEAD_LENGTH))) return false
  let furniture = 0
  let signs = 0
  for (const element of elementsIn(root)) {
    const { tagName } = element
    if (tagName === 'meta' && property(element, 'name').toLowerCase() === 'generator')
      if (WRITING_PROGRAM.test(property(element, 'content'))) return false
    if (tagName === 'article' && hasClass(element, 'galley')) return false
    if (tagName === 'meta' && /^(?:og|article|twitter):/.test(property(element, 'property'))) signs += 1
    if (tagName === 'link' && /\b(?:canonical|icon|alternate)\b/.test(property(element, 'rel'))) signs += 1
    if (tagName === 'script') signs += 1
    if (/^(?:nav|aside|footer|form|header)$/.test(tagName)) furniture += 1
  }
  return signs > 0 && (furniture > 0 || signs > 3)
}
