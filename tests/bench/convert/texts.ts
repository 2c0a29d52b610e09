import { chanceFrom, sentence, vocabulary } from '../library/text.ts'

/** Words of a paragraph. */
const PARAGRAPH = 40
const SPEAKERS = ['Ines', 'Otto', 'Mina', 'Jun']

/** One text in the forms that are converted, each of about as many words. The same every time. */
export interface Texts {
  /** GitHub's Markdown with what articles have: headings, emphasis, links, lists, quotes, tables, code. */
  readonly md: string
  /** A recap as plain text: two of three paragraphs are turns of a dialogue. */
  readonly dialogue: string
  /** Plain text without a turn. */
  readonly prose: string
}

/** Returns the texts of `words` words each. */
export function textsOf(words: number): Texts {
  const { en } = vocabulary()
  const chance = chanceFrom(words)
  const line = (length: number): string => sentence(en, length, chance)
  const paragraphs = Array.from({ length: Math.ceil(words / PARAGRAPH) }, () => line(PARAGRAPH))
  const headline = line(6).slice(0, -1)
  return {
    md: [`# ${headline}`, ...paragraphs.map(asMarkdown)].join('\n\n'),
    dialogue: [headline, ...paragraphs.map(asTurn)].join('\n\n'),
    prose: [headline, ...paragraphs].join('\n\n'),
  }
}

/** Every eighth paragraph becomes another block, the others have emphasis and a link. */
function asMarkdown(text: string, at: number): string {
  const words = text.split(' ')
  const cut = (from: number, to: number): string => words.slice(from, to).join(' ')
  switch (at % 8) {
    case 1:
      return `## ${cut(0, 5)}\n\n${cut(5, 40)}`
    case 3:
      return `- ${cut(0, 13)}\n- ${cut(13, 26)}\n- ${cut(26, 40)}`
    case 5:
      return `> ${cut(0, 20)}\n> ${cut(20, 40)}`
    case 7:
      return at % 16 === 7
        ? `| ${cut(0, 5)} | ${cut(5, 10)} |\n| --- | --- |\n| ${cut(10, 25)} | ${cut(25, 40)} |`
        : `\`\`\`\n${cut(0, 20)}\n${cut(20, 40)}\n\`\`\``
    default:
      return `${cut(0, 10)} **${cut(10, 13)}** ${cut(13, 20)} *${cut(20, 22)}* [${cut(22, 25)}](https://example.com/${String(at)}) ${cut(25, 40)}`
  }
}

function asTurn(text: string, at: number): string {
  return at % 3 === 0 ? text : `${SPEAKERS[at % SPEAKERS.length] ?? ''}: “${text}”`
}
