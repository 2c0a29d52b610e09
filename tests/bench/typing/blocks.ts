/** What every editor of the comparison is given to hold: as plain as it can be said. */
export interface Block {
  readonly kind: 'paragraph' | 'heading' | 'turn'
  /** Who speaks; '' for what is not a turn. */
  readonly speaker: string
  readonly text: string
}

export const KINDS = ['prose', 'dialogue'] as const
export type Kind = (typeof KINDS)[number]

const SPEAKERS = ['Mina Solis', 'Jun Harrow', 'Mrs. Abel', 'Teo Brandt'] as const
const WORDS =
  'the tram kettle night scene laughs again before nobody remembered which window held light and rain while a director of small quiet rooms asked for one more take until every cup was cold'.split(
    ' ',
  )

/** A generator of numbers below 1 that is the same for every editor and every run (mulberry32). */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A text of about `words` words: paragraphs with a heading now and then; or two thirds of it in turns of 14 words. */
export function blocksOf(kind: Kind, words: number): Block[] {
  const next = dice(words)
  const sentence = (count: number): string =>
    Array.from({ length: count }, () => WORDS[Math.floor(next() * WORDS.length)] ?? '').join(' ')
  const blocks: Block[] = []
  let held = 0
  const add = (block: Block, count: number): void => {
    blocks.push(block)
    held += count
  }
  while (held < words) {
    if (blocks.length % 9 === 4) add({ kind: 'heading', speaker: '', text: sentence(5) }, 5)
    add({ kind: 'paragraph', speaker: '', text: `${sentence(60)}.` }, 60)
    if (kind === 'prose') continue
    for (let turn = 0; turn < 9; turn += 1) {
      const speaker = SPEAKERS[Math.floor(next() * SPEAKERS.length)] ?? SPEAKERS[0]
      add({ kind: 'turn', speaker, text: `“${sentence(14)}.”` }, 14)
    }
  }
  return blocks
}

/** The same turns with a paragraph before every ten: dialogues as an article has them. */
export function dialoguesOf(count: number): Block[] {
  const between: Block = { kind: 'paragraph', speaker: '', text: 'Rain on the tram, and nobody minds.' }
  return turnsOf(count).flatMap((turn, index) => (index % 10 === 0 ? [between, turn] : [turn]))
}

/** Turns alone, every other one spoken by the first speaker: what a rename is measured on. */
export function turnsOf(count: number): Block[] {
  return Array.from({ length: count * 2 }, (_, index) => ({
    kind: 'turn',
    speaker: SPEAKERS[index % 2 === 0 ? 0 : 1],
    text: `“${String(index)} cups of tea, and none of them mine.”`,
  }))
}

/** A block as one line of plain text, for editors that know no turns. */
export function lineOf({ speaker, text }: Block): string {
  return speaker === '' ? text : `${speaker}: ${text}`
}

/** What is typed, a letter a key. */
export const TYPED = 'and so they wrote for a while without a pause of any length '
