import type { Element, ElementContent, Root, RootContent } from 'hast'
import {
  classesOf,
  element,
  elementsIn,
  findElement,
  hasClass,
  isBlank,
  property,
} from '../../../../blocks/hast.ts'
import { NUMBER_MARK } from './listNumbers.ts'

/*
 * What mammoth makes of a document, made into what the reader of HTML knows:
 *
 *     <p class="title">Gulls</p><h1>Morning</h1>        <p class="title">Gulls</p><h2>Morning</h2>
 *     <li><a id="galley-number-5"></a>One                <li value="5">One
 *     <p><img></p><p class="caption">At night</p>       <figure><img><figcaption>At night</figcaption></figure>
 */

/** Returns the tree with figures around pictures and their captions, and headings below a title. */
export function tidyHtml(root: Root): Root {
  const hasTitle = findElement(root, (each) => hasClass(each, 'title')) !== undefined
  const body = findElement(root, ({ tagName }) => tagName === 'body')
  for (const each of [...elementsIn(root)]) {
    if (each.tagName === 'li') takeNumber(each)
    if (each.tagName === 'span' && hasClass(each, 'hidden')) each.properties.hidden = true
    if (hasTitle) each.tagName = each.tagName.replace(/^h[1-5]$/, (name) => `h${String(Number(name[1]) + 1)}`)
  }
  if (body !== undefined) body.children = withFigures(body.children)
  return root
}

/** Makes the bookmark with the number of an item (`listNumbers.ts`) its `value`. */
function takeNumber(item: Element): void {
  const mark = item.children.find(
    (child) =>
      child.type === 'element' && child.tagName === 'a' && property(child, 'id').startsWith(NUMBER_MARK),
  )
  if (mark?.type !== 'element') return
  item.properties.value = property(mark, 'id').slice(NUMBER_MARK.length)
  item.children = item.children.filter((child) => child !== mark)
}

/** Returns paragraphs with a picture and the caption below it as one figure. */
function withFigures(content: readonly ElementContent[]): ElementContent[] {
  const out: ElementContent[] = []
  for (const child of content) {
    const picture = isCaption(child) ? pictureAlone(out.at(-1)) : undefined
    if (picture === undefined) out.push(child)
    else out.splice(-1, 1, element('figure', {}, picture, element('figcaption', {}, childrenOf(child))))
  }
  return out
}

function isCaption(child: ElementContent): boolean {
  return child.type === 'element' && classesOf(child).includes('caption')
}

function childrenOf(child: ElementContent | RootContent): readonly ElementContent[] {
  return child.type === 'element' ? child.children : []
}

/** Returns the picture of a paragraph that has one and no words. */
function pictureAlone(paragraph: ElementContent | undefined): Element | undefined {
  if (paragraph?.type !== 'element' || paragraph.tagName !== 'p') return undefined
  const content = paragraph.children.filter((child) => !isBlank([child]))
  const [only] = content
  return content.length === 1 && only?.type === 'element' && only.tagName === 'img' ? only : undefined
}
