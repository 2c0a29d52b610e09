import type { Element, Nodes } from 'hast'
import { toLine } from '../../text/unicode.ts'
import type { HtmlFace, HtmlReading } from '../block.ts'
import { classesOf, element, findElement, property, textContent } from '../hast.ts'
import { attribute, inlineText, node, type NodeJSON, textOf } from '../node.ts'
import { style } from './style.ts'

/** A language as the schema accepts it, but not empty: one word, as after a Markdown fence. */
const LANGUAGE = /^[^\s`{}]+$/u

/**
 * Returns the language of a `pre`, '' if there is none: `class="language-js"`, which the HTML standard suggests for `code` and
 * highlighters put on `pre` as well.
 */
function languageOf(pre: Element): string {
  const code = findElement(pre, ({ tagName }) => tagName === 'code')
  const fromClass = [...(code === undefined ? [] : classesOf(code)), ...classesOf(pre)]
    .map((name) => /^lang(?:uage)?-(.+)$/u.exec(name)?.[1])
    .find((name) => name !== undefined)
  const language = fromClass ?? property(pre, 'dataLanguage')
  return LANGUAGE.test(language) && language === toLine(language) ? language : ''
}

/** Elements that begin and end a line, as highlighters write each line of code. */
const LINE_TAGS = new Set(['div', 'li', 'p', 'tr', 'ol', 'ul', 'table', 'dd', 'dt'])

/** Classes of line numbers and of the labels above code. */
const NO_CODE_CLASS =
  /^(?:line-?numbers?|lineno|linenos|line-number|gutter|blob-num|copy-?(?:code|button|btn)|code-copy)$/i

/** Returns true for what a site adds to code: buttons, line numbers, and a bar that holds a button. */
function isAddedToCode(element: Element): boolean {
  if (/^(?:button|svg|script|style)$/.test(element.tagName)) return true
  if (classesOf(element).some((name) => NO_CODE_CLASS.test(name))) return true
  if (!/^(?:div|header|figcaption)$/.test(element.tagName)) return false
  const holds = (name: string): boolean =>
    findElement(element, ({ tagName }) => tagName === name) !== undefined
  return holds('button') && !holds('code')
}

/** Returns true for the name of the language above code, as ChatGPT shows it: `<div>python</div>` beside the `code`. */
function isLabel(element: Element, language: string): boolean {
  if (language === '' || findElement(element, ({ tagName }) => tagName === 'code') !== undefined) return false
  return element.tagName !== 'code' && textContent(element).trim().toLowerCase() === language.toLowerCase()
}

/** Returns the text of a `pre`: `br` elements are line ends, and elements that are lines begin and end one. */
function textOfPre(pre: Element): string {
  const out: string[] = []
  const code = findElement(pre, ({ tagName }) => tagName === 'code')
  const language = languageOf(pre)
  let isInCode = false
  let isAtStart = true
  const visit = (tree: Nodes): void => {
    if (tree.type === 'text') {
      out.push(tree.value)
      if (tree.value !== '') isAtStart = /[\n\r]$/.test(tree.value)
    } else if (tree.type === 'element') visitElement(tree)
  }
  const endLine = (): void => {
    if (!isAtStart) out.push('\n')
    isAtStart = true
  }
  const visitElement = (element: Element): void => {
    if (isAddedToCode(element) || (code !== undefined && !isInCode && isLabel(element, language))) return
    if (element === code) isInCode = true
    if (element.tagName === 'br') out.push('\n')
    if (element.tagName === 'br') isAtStart = true
    const isLine = LINE_TAGS.has(element.tagName)
    if (isLine) endLine()
    element.children.forEach(visit)
    if (isLine) endLine()
    if (element === code) isInCode = false
  }
  pre.children.forEach(visit)
  return out.join('')
}

/** Reads a `pre`. Other tools end it with a line end that is not shown, so it is dropped. */
function read(pre: Element, reading: HtmlReading): NodeJSON[] {
  const text = textOfPre(pre)
    .replace(/\r\n?/g, '\n')
    .split(/([\n\t])/)
    .map((part) => (part === '\n' || part === '\t' ? part : toLine(part)))
    .join('')
  const shown = reading.own ? text : text.replace(/\n$/, '')
  return [node('codeBlock', { language: languageOf(pre) }, inlineText(shown))]
}

/** Code inside a list item: a paragraph for each line. A quote cannot hold code, so it stands outside. */
function paragraphsOf(code: NodeJSON): NodeJSON[] {
  return textOf(code)
    .split('\n')
    .map((line) => node('paragraph', null, inlineText(line.replaceAll('\t', '  '))))
}

/** Code blocks in HTML: `<pre><code class="language-js">`. */
export const html: HtmlFace = {
  allowed: { pre: {}, code: { className: [/^language-/] } },
  styles: [{ elements: ['pre'], css: style }],
  nested: { codeBlock: (code, container) => (container === 'listItem' ? paragraphsOf(code) : null) },
  write: {
    codeBlock: (block) => {
      const language = attribute(block, 'language')
      const properties = language === '' ? {} : { className: [`language-${language}`] }
      return [element('pre', {}, element('code', properties, textOf(block)))]
    },
  },
  read: { pre: read },
}
