import type { Element, Nodes } from 'hast'
import { toLine } from '../../text/unicode.ts'
import type { HtmlFace, HtmlReading } from '../block.ts'
import { classesOf, element, findElement, property } from '../hast.ts'
import { attribute, inlineText, node, type NodeJSON, textOf } from '../node.ts'
import { style } from './style.ts'

/** As the schema has it: one word, as after a Markdown fence. */
const LANGUAGE = /^[^\s`{}]+$/u

/** `class="language-js"`, as the HTML standard suggests for `code`; highlighters put it on `pre` as well. */
function languageOf(pre: Element): string {
  const code = findElement(pre, ({ tagName }) => tagName === 'code')
  const named = [...(code === undefined ? [] : classesOf(code)), ...classesOf(pre)]
    .map((name) => /^lang(?:uage)?-(.+)$/u.exec(name)?.[1])
    .find((name) => name !== undefined)
  const language = named ?? property(pre, 'dataLanguage')
  return LANGUAGE.test(language) && language === toLine(language) ? language : ''
}

function linesOf(of: Nodes): string {
  if (of.type === 'text') return of.value
  if (of.type === 'element' && of.tagName === 'br') return '\n'
  return 'children' in of ? of.children.map(linesOf).join('') : ''
}

function read(pre: Element, reading: HtmlReading): NodeJSON[] {
  const text = linesOf(pre)
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

export const html: HtmlFace = {
  allowed: { pre: {}, code: { className: [/^language-/] } },
  style,
  nested: { codeBlock: (code, container) => (container === 'listItem' ? paragraphsOf(code) : null) },
  write: {
    codeBlock: (of) => {
      const language = attribute(of, 'language')
      const properties = language === '' ? {} : { className: [`language-${language}`] }
      return [element('pre', {}, element('code', properties, textOf(of)))]
    },
  },
  read: { pre: read },
}
