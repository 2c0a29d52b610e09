import type { MarkdownFace } from '../block.ts'
import { isLine, toLine } from '../../text/unicode.ts'
import { attribute, inlineText, node, textNode, textOf } from '../node.ts'
import { joinedLines } from '../inlineLines.ts'

/** A language is one word, as the schema demands. */
function isLanguage(word: string): boolean {
  return /^[^\s`{}]*$/u.test(word) && isLine(word)
}

/** Code keeps its line ends and tabs; other controls become spaces as everywhere. */
function cleaned(text: string): string {
  return text
    .split(/([\n\t])/)
    .map((part) => (part === '\n' || part === '\t' ? part : toLine(part)))
    .join('')
}

export const markdown: MarkdownFace = {
  flatten: {
    codeBlock: (code) => {
      const lines = textOf(code).replaceAll('\t', '    ').split('\n')
      const marked = lines.map((line) => (line === '' ? [] : [textNode(line, [{ type: 'code' }])]))
      return [node('paragraph', null, joinedLines(marked))]
    },
  },
  write: {
    codeBlock: (of) => [{ type: 'code', lang: attribute(of, 'language') || null, value: textOf(of) }],
  },
  read: {
    code: ({ lang, value }) => {
      const language = lang !== null && lang !== undefined && isLanguage(lang) ? lang : ''
      return { nodes: [node('codeBlock', { language }, inlineText(cleaned(value)))], consumed: 1 }
    },
  },
}
