import type { Element, Nodes } from 'hast'
import { toLine } from '../../text/unicode.ts'
import type { HtmlFace, HtmlReading } from '../block.ts'
import { classesOf, element, findElement, property } from '../hast.ts'
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

/** Returns the text of a `pre`, `br` elements as line ends. */
function textOfPre(tree: Nodes): string {
  if (tree.type === 'text') return tree.value
  if (tree.type === 'element' && tree.tagName === 'br') return '\n'
  return 'children' in tree ? tree.children.map(textOfPre).join('') : ''
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
