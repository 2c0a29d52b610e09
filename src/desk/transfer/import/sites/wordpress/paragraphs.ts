import type { Element, ElementContent, Root } from 'hast'
import { append } from '../../../../../text/append.ts'
import { element, findElement, isBlank } from '../../../../../blocks/hast.ts'

/*
 * WordPress' older editor kept paragraphs as blank lines, and made elements of them when a page was shown:
 *
 *     At dusk the kettles start.          <p>At dusk the kettles start.</p>
 *                                         <p>The tram leaves<br>at ten.</p>
 *     The tram leaves
 *     at ten.
 */

/** Elements that are no part of a paragraph. */
const BLOCK =
  /^(?:p|div|h[1-6]|ul|ol|dl|li|blockquote|figure|pre|table|hr|section|article|aside|header|footer|nav|main|form|fieldset|address|details|script|style|template)$/

/** Blocks with paragraphs inside. */
const CONTAINER = /^(?:div|blockquote|section|article|aside|main)$/

/** Makes paragraphs of blank lines, and line breaks of line ends, in the body of a tree. */
export function makeParagraphs(root: Root): void {
  const body = findElement(root, ({ tagName }) => tagName === 'body')
  const open: Element[] = body === undefined ? [] : [body]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    at.children = paragraphsOf(at.children)
    for (const child of at.children)
      if (child.type === 'element' && CONTAINER.test(child.tagName)) open.push(child)
  }
}

function paragraphsOf(content: readonly ElementContent[]): ElementContent[] {
  const out: ElementContent[] = []
  let run: ElementContent[] = []
  const flush = (): void => {
    const words = trimmed(run)
    if (!isBlank(words)) out.push(element('p', {}, words))
    run = []
  }
  for (const child of content) {
    if (child.type === 'element' && BLOCK.test(child.tagName)) {
      flush()
      out.push(child)
    } else if (child.type !== 'text') run.push(withBreaks(child))
    else
      for (const [index, part] of child.value.split(/\n[ \t\r]*\n\s*/).entries()) {
        if (index > 0) flush()
        append(run, brokenText(part))
      }
  }
  flush()
  return out
}

/** Returns text with line breaks for its line ends. */
function brokenText(text: string): ElementContent[] {
  const lines = text.split(/\r?\n/)
  return lines.flatMap((line, index): ElementContent[] => [
    ...(index === 0 ? [] : [element('br', {})]),
    ...(line === '' ? [] : [{ type: 'text' as const, value: line }]),
  ])
}

/** Returns inline content with line breaks for the line ends in it. */
function withBreaks(content: ElementContent): ElementContent {
  if (content.type !== 'element' || content.tagName === 'code') return content
  return {
    ...content,
    children: content.children.flatMap((child) =>
      child.type === 'text' ? brokenText(child.value) : [withBreaks(child)],
    ),
  }
}

/** Returns the content of a paragraph without breaks at its ends, nor two for one: WordPress wrote `<br />` and a line end. */
function trimmed(run: readonly ElementContent[]): ElementContent[] {
  const isBreak = (at: ElementContent | undefined): boolean => at?.type === 'element' && at.tagName === 'br'
  const isNothing = (at: ElementContent): boolean => isBreak(at) || (at.type !== 'element' && isBlank([at]))
  const from = run.findIndex((at) => !isNothing(at))
  const to = run.findLastIndex((at) => !isNothing(at))
  return from < 0
    ? []
    : run.slice(from, to + 1).filter((at, index, all) => !(isBreak(at) && isBreak(all[index - 1])))
}
