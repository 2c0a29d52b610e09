import type { MarkdownFace } from '../block.ts'
import { isLine, toLine } from '../../text/unicode.ts'
import { attribute, inlineText, node, textNode, textOf } from '../node.ts'
import { joinedLines } from '../inlineLines.ts'

/** Returns true if a fence's info string is a language that the schema accepts: one word. */
function isLanguage(word: string): boolean {
  return /^[^\s`{}]*$/u.test(word) && isLine(word)
}

/** Returns code with its line ends and tabs; other control characters become spaces, as everywhere. */
function cleaned(text: string): string {
  return text
    .split(/([\n\t])/)
    .map((part) => (part === '\n' || part === '\t' ? part : toLine(part)))
    .join('')
}

/**
 * Code in Markdown: a fence with its language. A quote or list cannot hold a code block, so there each line becomes text with
 * the mark `code`, with hard breaks between lines and four spaces for a tab.
 */
export const markdown: MarkdownFace = {
  flatten: {
    codeBlock: (code) => {
      const lines = textOf(code).replaceAll('\t', '    ').split('\n')
      const marked = lines.map((line) => (line === '' ? [] : [textNode(line, [{ type: 'code' }])]))
      return [node('paragraph', null, joinedLines(marked))]
    },
  },
  write: {
    codeBlock: (block) => [
      { type: 'code', lang: attribute(block, 'language') || null, value: textOf(block) },
    ],
  },
  read: {
    code: ({ lang, value }) => {
      const language = lang !== null && lang !== undefined && isLanguage(lang) ? lang : ''
      return { nodes: [node('codeBlock', { language }, inlineText(cleaned(value)))], consumed: 1 }
    },
  },
}
