import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { MarkdownFace, MarkdownReading, MarkdownWriting } from '../block.ts'
import { comparable, toLine } from '../../text/unicode.ts'
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
import { attribute, children, hasText, node, textOf, type NodeJSON } from '../node.ts'
import { candidateOf } from './recognition/parseLine.ts'
import { isSpeaker, parseTurnParagraph } from './turnParagraph.ts'
import { labelledContent } from '../inlineLines.ts'

/** In characters. Longer names are written as an attribute. */
const MAX_LABEL_LENGTH = 200

/** Returns true if a name can be a directive's label. Others become an attribute: `:turn{name=" Mina "}`. */
function fitsLabel(name: string): boolean {
  return name !== '' && name === name.trim() && name.length <= MAX_LABEL_LENGTH
}

/** Writes `:turn[Name]{to="Other" aside="laughing"} text`. */
function structuredTurn(turn: NodeJSON, writing: MarkdownWriting): Paragraph {
  const speaker = attribute(turn, 'speaker')
  const isLabel = fitsLabel(speaker)
  const attributes = attributesOf(turn, {
    ...(isLabel ? {} : { name: 'speaker' }),
    to: 'addressee',
    aside: 'parenthetical',
    role: 'role',
    time: 'time',
  })
  const text = writing.inline(children(turn))
  return paragraphOf([
    textDirectiveOf('turn', attributes, isLabel ? speaker : ''),
    ...(text.length === 0 ? [] : withPrefix(' ', text)),
  ])
}

/** Writes `**Name** (to Other, laughing): text`; a turn without a speaker as its text alone. */
function portableTurn(turn: NodeJSON, writing: MarkdownWriting): Paragraph[] {
  const text = writing.inline(children(turn))
  const speaker = attribute(turn, 'speaker').trim()
  if (speaker === '') return hasText(turn) ? [paragraphOf(text)] : []
  const addressee = attribute(turn, 'addressee')
  const asides = [addressee && `${writing.labels.to} ${addressee}`, attribute(turn, 'parenthetical')]
  const aside = asides.filter(Boolean).join(', ')
  const name: PhrasingContent = { type: 'strong', children: [{ type: 'text', value: speaker }] }
  return [paragraphOf([name, ...withPrefix(aside === '' ? ': ' : ` (${aside}): `, text)])]
}

/** The parts of a turn besides speaker and words; '' for those that it lacks. */
interface TurnParts {
  readonly addressee?: string
  readonly parenthetical?: string
  readonly role?: string
  readonly time?: string
}

/** Returns a turn. */
function turnOf(speaker: string, parts: TurnParts, text: NodeJSON[]): NodeJSON {
  const attributes = {
    speaker: toLine(speaker),
    addressee: toLine(parts.addressee ?? '') || null,
    parenthetical: toLine(parts.parenthetical ?? '') || null,
    role: toLine(parts.role ?? '') || null,
    time: toLine(parts.time ?? '') || null,
  }
  return node('turn', attributes, text)
}

/** Reads a paragraph of the form `**Name**: text`; returns null for any other. */
function spokenTurn(paragraph: Paragraph, reading: MarkdownReading): NodeJSON | null {
  const parts = parseTurnParagraph(paragraph, reading)
  if (parts === null) return null
  return turnOf(parts.speaker, parts, reading.inline(parts.text))
}

/** Reads a block inside `:::dialogue` as a turn; one without a name becomes a turn without a speaker. */
function turnIn(block: RootContent, reading: MarkdownReading): NodeJSON {
  if (!isParagraph(block)) return turnOf('', {}, reading.lines([block]))
  const [first, ...rest] = block.children
  if (first?.type !== 'textDirective' || first.name !== 'turn')
    return spokenTurn(block, reading) ?? turnOf('', {}, reading.inline(block.children))
  const speaker = reading.inline(first.children).map(textOf).join('') || directiveAttribute(first, 'name')
  const text = withoutPrefix(leadingText(rest).startsWith(' ') ? 1 : 0, rest)
  return turnOf(
    speaker,
    {
      addressee: directiveAttribute(first, 'to'),
      parenthetical: directiveAttribute(first, 'aside'),
      role: directiveAttribute(first, 'role'),
      time: directiveAttribute(first, 'time'),
    },
    reading.inline(text),
  )
}

/**
 * The index up to which a body's paragraphs are known to be no dialogue, by the body's own array. Without it, a run of n
 * paragraphs that is no dialogue would be read again from each of its paragraphs: quadratic time.
 */
const rejectedUntil = new WeakMap<readonly RootContent[], number>()

/**
 * Reads the run of paragraphs `**Name**: text` that starts at an index as turns, if at least one of the names counts as a
 * speaker; else returns []. One certain speaker is enough for the run: `**Mina**: “Hi.”` makes `**Kettle**: hiss` below it a turn.
 */
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

/** Returns true for a line with a name, a colon and words behind it. */
function isTurnLine(line: string): boolean {
  const candidate = candidateOf({ raw: line, matchable: comparable(line) })
  return candidate?.form === 'colon' && candidate.grade === 'sure'
}

/** Dialogue in Markdown: `:::dialogue` around `:turn` paragraphs when structured, bold names when portable. */
export const markdown: MarkdownFace = {
  directives: ['dialogue'],
  standsAlone: isTurnLine,
  flatten: {
    dialogue: (dialogue, flatten) => children(dialogue).flatMap(flatten),
    turn: (turn) => [node('paragraph', null, labelledContent(attribute(turn, 'speaker'), turn))],
  },
  write: {
    dialogue: (block, writing) =>
      writing.profile === 'structured'
        ? [containerOf('dialogue', {}, writing.blocks(children(block)) as Paragraph[])]
        : writing.blocks(children(block)),
    turn: (block, writing) =>
      writing.profile === 'structured' ? [structuredTurn(block, writing)] : portableTurn(block, writing),
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
