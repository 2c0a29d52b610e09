import type { Element, ElementContent } from 'hast'
import type { HtmlFace, HtmlReading, HtmlWriting } from '../block.ts'
import { element, hasClass, isBlank } from '../hast.ts'
import { attribute, children, node, type NodeJSON, textOf } from '../node.ts'
import { append } from '../../text/append.ts'
import { toLine } from '../../text/unicode.ts'
import { style } from './style.ts'

/**
 * Dialogue in HTML, as the standard marks up conversations (4.14.3): a paragraph for each turn, its speaker in `b`. Without a
 * style it reads as plain text does: `Name to Other (laughing): “…”`.
 */

/** The class of a turn's paragraph that no speaker begins. */
const BARE_TURN = 'turn'

/** Writes the part of a turn before its words: speaker, addressee, aside and colon. */
function cue(turn: NodeJSON, { labels, profile }: HtmlWriting): Element {
  const addressee = attribute(turn, 'addressee')
  const parenthetical = attribute(turn, 'parenthetical')
  const aside = (name: string, text: string): (ElementContent | string)[] =>
    text === '' ? [] : [' ', element('span', { className: [name] }, text)]
  return element(
    'b',
    { className: ['speaker'] },
    attribute(turn, 'speaker'),
    ...aside('addressee', addressee === '' ? '' : `${labels.to} ${addressee}`),
    ...aside('parenthetical', parenthetical === '' ? '' : `(${parenthetical})`),
    // A page sets speakers in a column of their own, where its style can take the colon away.
    profile === 'page' ? element('span', { className: ['colon'] }, ':') : ':',
  )
}

/** Returns role and time of a turn as data: a reader of the page does not see them. */
function dataOf(turn: NodeJSON): { dataRole?: string; dataTime?: string } {
  const [role, time] = [attribute(turn, 'role'), attribute(turn, 'time')]
  return { ...(role === '' ? {} : { dataRole: role }), ...(time === '' ? {} : { dataTime: time }) }
}

/** Returns an attribute of an element as one line; null if it is absent or empty. */
function lineOf(p: Element, name: string): string | null {
  const value = p.properties[name]
  return typeof value === 'string' ? toLine(value) || null : null
}

/** Returns true for a turn whose words have nothing before them: a colon alone would be published. */
function hasCue(turn: NodeJSON): boolean {
  return ['speaker', 'addressee', 'parenthetical'].some((name) => attribute(turn, name) !== '')
}

/**
 * Writes a turn as a paragraph, with the class of its speaker's colour if the page has colours. One without a speaker, as the
 * question of a magazine's interview, is `<p class="turn">`.
 */
function writeTurn(turn: NodeJSON, writing: HtmlWriting): Element {
  const words = writing.inline(children(turn))
  if (!hasCue(turn)) return element('p', { className: [BARE_TURN], ...dataOf(turn) }, words)
  const voice = writing.voice(attribute(turn, 'speaker'))
  return element(
    'p',
    {
      ...(voice === null ? {} : { className: [`voice-${String(voice)}`] }),
      ...dataOf(turn),
    },
    cue(turn, writing),
    words.length === 0 ? '' : ' ',
    words,
  )
}

/** Returns true for a part of the cue that follows the speaker: addressee, parenthetical or colon. */
const isAside = (child: ElementContent): child is Element =>
  child.type === 'element' && ['addressee', 'parenthetical', 'colon'].some((name) => hasClass(child, name))

/**
 * Reads a turn's attributes from the `b` element that {@link cue} wrote. Only the one colon and the one space that it added
 * are removed, so that names with colons or spaces at their end survive.
 */
function readCue(b: Element, reading: HtmlReading): NonNullable<NodeJSON['attrs']> {
  const line = (content: readonly ElementContent[]): string =>
    reading
      .inline(content)
      .map((inline) => textOf(inline).replaceAll('\n', ' '))
      .join('')
  const textOfAside = (name: string): string | null => {
    const aside = b.children.find((child) => isAside(child) && hasClass(child, name))
    return aside?.type === 'element' ? line(aside.children) : null
  }
  const asideIndex = b.children.findIndex(isAside)
  const leading = line(asideIndex === -1 ? b.children : b.children.slice(0, asideIndex))
  const hasAsides = b.children.filter(isAside).some((child) => !hasClass(child, 'colon'))
  const speaker =
    asideIndex === -1 ? leading.replace(/:$/, '') : hasAsides ? leading.replace(/ $/, '') : leading
  return {
    speaker,
    // `to Other`, `→ Other`: no language's word for it holds a space.
    addressee: textOfAside('addressee')?.replace(/^\S* /, '') ?? null,
    parenthetical: textOfAside('parenthetical')?.replace(/^\(/, '').replace(/\)$/, '') ?? null,
  }
}

/** Reads a turn from a paragraph that begins with `b.speaker` or is `p.turn`; returns null for any other. */
function readTurn(child: ElementContent, reading: HtmlReading): NodeJSON | null {
  if (child.type !== 'element' || child.tagName !== 'p') return null
  const data = { role: lineOf(child, 'dataRole'), time: lineOf(child, 'dataTime') }
  if (hasClass(child, BARE_TURN))
    return node(
      'turn',
      { speaker: '', addressee: null, parenthetical: null, ...data },
      reading.inline(child.children),
    )
  const cueIndex = child.children.findIndex((content) => !isBlank([content]))
  const b = child.children[cueIndex]
  if (b?.type !== 'element' || !hasClass(b, 'speaker')) return null
  const [space, ...rest] = child.children.slice(cueIndex + 1)
  const words: ElementContent[] =
    space?.type === 'text'
      ? [{ ...space, value: space.value.replace(/^ /, '') }, ...rest]
      : [...(space ? [space] : []), ...rest]
  return node('turn', { ...readCue(b, reading), ...data }, reading.inline(words))
}

/** Reads `div.dialogue`. Anything in it that is no turn ends the dialogue and stands between two. */
function read(div: Element, reading: HtmlReading): NodeJSON[] | null {
  if (!hasClass(div, 'dialogue')) return null
  const out: NodeJSON[] = []
  let turns: NodeJSON[] = []
  const close = (): void => {
    if (turns.length > 0) out.push(node('dialogue', null, turns))
    turns = []
  }
  for (const child of div.children) {
    const turn = readTurn(child, reading)
    if (turn !== null) turns.push(turn)
    else if (!isBlank([child])) {
      close()
      append(out, reading.blocks([child]))
    }
  }
  close()
  return out
}

/** Dialogue in HTML: `<div class="dialogue">` around a paragraph for each turn. Fragments have no colours and no `span.colon`. */
export const html: HtmlFace = {
  allowed: {
    div: { className: ['dialogue'] },
    p: { className: [/^voice-[1-8]$/, BARE_TURN], dataRole: 'any', dataTime: 'any' },
    b: { className: ['speaker'] },
    span: { className: ['addressee', 'parenthetical', 'colon'] },
  },
  styles: [{ elements: ['.dialogue'], css: style }],
  write: {
    dialogue: (block, writing) => [
      element(
        'div',
        { className: ['dialogue'] },
        children(block).map((turn) => writeTurn(turn, writing)),
      ),
    ],
  },
  read: { div: read },
}
