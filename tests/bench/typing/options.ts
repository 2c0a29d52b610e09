import { parseArgs } from 'node:util'

export const PEERS = [
  'app',
  'app, saving off',
  'tiptap',
  'tiptap again',
  'prosemirror',
  'node views',
  'lexical',
  'codemirror',
  'contenteditable',
] as const
export type PeerName = (typeof PEERS)[number]

export interface Options {
  readonly words: readonly number[]
  readonly peers: readonly PeerName[]
  readonly kinds: readonly ('prose' | 'dialogue')[]
  /** Keys a round. */
  readonly keys: number
  readonly rounds: number
  /** Milliseconds between a key's paint and the next key. */
  readonly pause: number
  /** Keeps Chromium at the screen's rate, as writers have it; without, a slow key is not rounded up to a frame. */
  readonly frameLimit: boolean
  /** Turns of the speaker that is renamed; 0 leaves that out. */
  readonly rename: number
  readonly out: string
}

export const USAGE = `npm run bench:typing -- [options]
  --words 1000,10000,50000,100000   lengths of text
  --kinds prose,dialogue            what it is of
  --peers app,tiptap,…              of: ${PEERS.map((name) => name.replace(', ', '+')).join(', ')}
  --keys 40 --rounds 3 --pause 40   keys a round; each round opens every editor anew
  --frame-limit                     keep the screen's frame rate (else none: --no-frame-limit)
  --rename 5000                     turns to rename a speaker in; 0: not
  --out out/bench/typing.json       where the figures go`

function list<T extends string>(given: string, known: readonly T[], option: string): T[] {
  return given.split(',').map((one) => {
    const name = known.find((each) => each === one.trim().replace('+', ', '))
    if (name === undefined) throw new Error(`--${option} does not know “${one}”.\n${USAGE}`)
    return name
  })
}

function count(given: string, option: string): number {
  const value = Number(given)
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${option} ${given} is no count.\n${USAGE}`)
  return value
}

/** @throws Error with the usage when the command line cannot be meant */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      words: { type: 'string', default: '1000,10000,50000,100000' },
      kinds: { type: 'string', default: 'prose,dialogue' },
      peers: { type: 'string', default: PEERS.map((name) => name.replace(', ', '+')).join(',') },
      keys: { type: 'string', default: '40' },
      rounds: { type: 'string', default: '3' },
      pause: { type: 'string', default: '40' },
      'frame-limit': { type: 'boolean', default: false },
      'no-frame-limit': { type: 'boolean', default: true },
      rename: { type: 'string', default: '5000' },
      out: { type: 'string', default: 'out/bench/typing.json' },
    },
  })
  return {
    words: values.words.split(',').map((one) => count(one, 'words')),
    peers: list(values.peers, PEERS, 'peers'),
    kinds: list(values.kinds, ['prose', 'dialogue'], 'kinds'),
    keys: count(values.keys, 'keys'),
    rounds: count(values.rounds, 'rounds'),
    pause: count(values.pause, 'pause'),
    frameLimit: values['frame-limit'],
    rename: count(values.rename, 'rename'),
    out: values.out,
  }
}
