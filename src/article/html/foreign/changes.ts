import type { Element, Root } from 'hast'
import type { ReportKind } from '../../../blocks/readingReport.ts'
import { classesOf, elementsIn, property, textContent } from '../../../blocks/hast.ts'

/** Comments and tracked changes of word processors: comments and deletions are left out, insertions stay. */

/** Word's comments, and the marks of their places. */
const COMMENT_CLASSES = new Set([
  'MsoCommentReference',
  'msocomanchor',
  'msocomtxt',
  'msocomoff',
  'MsoCommentText',
])

const msoElement = (element: Element): string =>
  /mso-element\s*:\s*(comment(?:-list)?)\b/i.exec(property(element, 'style'))?.[1]?.toLowerCase() ?? ''

/** Google Docs ends an exported page with its comments: `<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>…`. */
function isGoogleComment(element: Element): boolean {
  if (element.tagName !== 'div') return false
  for (const below of elementsIn(element))
    if (below.tagName === 'a') return property(below, 'href').startsWith('#cmnt_ref')
    else if (below.tagName !== 'p' && below.tagName !== 'span') return false
  return false
}

const isGoogleMark = (element: Element): boolean =>
  element.tagName === 'a' && /^#cmnt\d/.test(property(element, 'href'))

/** Returns the words of a comment without the mark of its place. */
const commentWords = (element: Element): string =>
  textContent(element).replace(/^\s*\[[\p{L}\p{N}]{1,5}\]/u, '')

/** Returns what an element is among changes and comments; '' for any other, `mark` for the place of a comment. */
function kindOf(element: Element): 'comment' | 'mark' | 'deletedText' | 'insertion' | '' {
  const mso = msoElement(element)
  if (mso === 'comment' || isGoogleComment(element)) return 'comment'
  const classes = classesOf(element)
  if (classes.some((name) => COMMENT_CLASSES.has(name)) || isGoogleMark(element)) return 'mark'
  if (element.tagName === 'del' || classes.includes('msoDel')) return 'deletedText'
  return element.tagName === 'ins' || classes.includes('msoIns') ? 'insertion' : ''
}

/** Signs of a document in which `del` and `ins` are tracked changes, not an author's visible corrections. */
const TRACKS_CHANGES = /\bmso-|class=["']?Mso|urn:schemas-microsoft-com:office|cite=["']?mailto:/

/**
 * Returns the elements of a word processor's document that are no words of the article, and reports them.
 * @param text the document
 */
export function findChanges(
  root: Root,
  text: string,
  report: (kind: ReportKind, element: Element, words?: string) => void,
): Element[] {
  const isTracked = TRACKS_CHANGES.test(text)
  if (!isTracked && !text.includes('#cmnt')) return []
  const found: Element[] = []
  const visit = (parent: Element | Root): void => {
    for (const child of parent.children) {
      if (child.type !== 'element') continue
      const kind = kindOf(child)
      if (kind === 'comment') report('comment', child, commentWords(child))
      if (isTracked && (kind === 'deletedText' || kind === 'insertion') && textContent(child).trim() !== '')
        report(kind, child)
      if (kind === 'comment' || kind === 'mark' || (isTracked && kind === 'deletedText')) found.push(child)
      else if (msoElement(child) === 'comment-list') visitComments(child)
      else visit(child)
    }
  }
  const visitComments = (list: Element): void => {
    visit(list)
    found.push(list)
  }
  visit(root)
  return found
}
