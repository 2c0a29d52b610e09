import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { MarkdownFace, MarkdownReading, MarkdownWriting } from '../block.ts'
import { toLine } from '../../text/unicode.ts'
import {
  attributesOf,
  containerOf,
  isParagraph,
  leadingText,
  paragraphOf,
  directiveAttribute,
  textDirectiveOf,
  withPrefix,
  withoutPrefix,
} from '../mdast.ts'
import { attribute, children, node, textOf, type NodeJSON } from '../node.ts'
import { isSpeaker, parseTurnParagraph } from './turnParagraph.ts'
import { labelledContent } from '../inlineLines.ts'

/** A label holds a name of ordinary length; edge spaces and the rare long one are kept by an attribute. */
function fitsLabel(name: string): boolean {
  return name !== '' && name === name.trim() && name.length <= 200
}

/** `:turn[Name]{to="Other" aside="laughing"} text` */
function structuredTurn(turn: NodeJSON, writing: MarkdownWriting): Paragraph {
  const speaker = attribute(turn, 'speaker')
  const labelled = fitsLabel(speaker)
  const attributes = attributesOf(turn, {
    ...(labelled ? {} : { name: 'speaker' }),
    to: 'addressee',
    aside: 'parenthetical',
  })
  const text = writing.inline(children(turn))
  return paragraphOf([
    textDirectiveOf('turn', attributes, labelled ? speaker : ''),
    ...(text.length === 0 ? [] : withPrefix(' ', text)),
  ])
}

/** `**Name** (to Other, laughing): text`; a turn nobody speaks yet is its text. */
function portableTurn(turn: NodeJSON, writing: MarkdownWriting): Paragraph[] {
  const text = writing.inline(children(turn))
  const speaker = attribute(turn, 'speaker').trim()
  if (speaker === '') return textOf(turn).trim() === '' ? [] : [paragraphOf(text)]
  const addressee = attribute(turn, 'addressee')
  const asides = [addressee && `${writing.labels.to} ${addressee}`, attribute(turn, 'parenthetical')]
  const aside = asides.filter(Boolean).join(', ')
  const name: PhrasingContent = { type: 'strong', children: [{ type: 'text', value: speaker }] }
  return [paragraphOf([name, ...withPrefix(aside === '' ? ': ' : ` (${aside}): `, text)])]
}

function turnOf(speaker: string, addressee: string, parenthetical: string, text: NodeJSON[]): NodeJSON {
  const attributes = {
    speaker: toLine(speaker),
    addressee: toLine(addressee) || null,
    parenthetical: toLine(parenthetical) || null,
  }
  return node('turn', attributes, text)
}

function spokenTurn(paragraph: Paragraph, reading: MarkdownReading): NodeJSON | null {
  const spoken = parseTurnParagraph(paragraph, reading)
  if (spoken === null) return null
  return turnOf(spoken.speaker, spoken.addressee, spoken.parenthetical, reading.inline(spoken.text))
}

/** What stands in a `:::dialogue`: turns; words without a speaker are a turn of nobody yet. */
function turnIn(block: RootContent, reading: MarkdownReading): NodeJSON {
  if (!isParagraph(block)) return turnOf('', '', '', reading.lines([block]))
  const [first, ...rest] = block.children
  if (first?.type !== 'textDirective' || first.name !== 'turn')
    return spokenTurn(block, reading) ?? turnOf('', '', '', reading.inline(block.children))
  const speaker = reading.inline(first.children).map(textOf).join('') || directiveAttribute(first, 'name')
  const text = withoutPrefix(leadingText(rest).startsWith(' ') ? 1 : 0, rest)
  return turnOf(
    speaker,
    directiveAttribute(first, 'to'),
    directiveAttribute(first, 'aside'),
    reading.inline(text),
  )
}

/** Up to where paragraphs of a body have been looked at and nobody was believed: asking each again takes their square. */
const rejectedUntil = new WeakMap<readonly RootContent[], number>()

/** Paragraphs of the form `**Name**: text` in a row, when one of them at least is believed, are one dialogue. */
function readRun(reading: MarkdownReading, siblings: readonly RootContent[], index: number): NodeJSON[] {
  if (index < (rejectedUntil.get(siblings) ?? 0)) return []
  const turns: NodeJSON[] = []
  let isDialogue = false
  let at = index
  for (; at < siblings.length; at += 1) {
    const paragraph = siblings[at]
    const turn = isParagraph(paragraph) ? spokenTurn(paragraph, reading) : null
    if (turn === null) break
    turns.push(turn)
    isDialogue ||= isSpeaker(turn, reading)
  }
  if (isDialogue) return turns
  rejectedUntil.set(siblings, at)
  return []
}

export const markdown: MarkdownFace = {
  directives: ['dialogue'],
  flatten: {
    dialogue: (dialogue, flatten) => children(dialogue).flatMap(flatten),
    turn: (turn) => [node('paragraph', null, labelledContent(attribute(turn, 'speaker'), turn))],
  },
  write: {
    dialogue: (of, writing) =>
      writing.profile === 'structured'
        ? [containerOf('dialogue', {}, writing.blocks(children(of)) as Paragraph[])]
        : writing.blocks(children(of)),
    turn: (of, writing) =>
      writing.profile === 'structured' ? [structuredTurn(of, writing)] : portableTurn(of, writing),
  },
  read: {
    containerDirective: ({ name, children: content }, reading) => {
      if (name !== 'dialogue') return null
      const turns = content.map((block) => turnIn(block, reading))
      return { nodes: turns.length === 0 ? [] : [node('dialogue', null, turns)], consumed: 1 }
    },
    paragraph: (_paragraph, reading, siblings, index) => {
      const turns = reading.readsForms ? readRun(reading, siblings, index) : []
      return turns.length === 0 ? null : { nodes: [node('dialogue', null, turns)], consumed: turns.length }
    },
  },
}
