import { parseArgs } from 'node:util'

export const HOSTS = ['browser', 'desktop'] as const
export type HostName = (typeof HOSTS)[number]

export const LIBRARIES = ['empty', 'large'] as const
export type LibraryName = (typeof LIBRARIES)[number]

export interface Options {
  readonly hosts: readonly HostName[]
  readonly libraries: readonly LibraryName[]
  /** Drafts of the large library. */
  readonly drafts: number
  /** Starts of each program that count; one more before them is discarded. */
  readonly rounds: number
  /** Holds the large library and its index between runs. */
  readonly folder: string
  readonly out: string
}

export const USAGE = `npm run bench:startup -- [options]
  --hosts browser,desktop         the browser host, and the desktop app on the stand-in for Electron
  --libraries empty,large         a library without drafts, and one of --drafts whose last draft opens again
  --drafts 10000                  drafts of the large library
  --rounds 7                      starts of each program that count; one more before them does not
  --folder DIR                    keeps the large library; by default in the folder for temporary files
  --out out/bench/startup.json    where the figures go`

function list<T extends string>(given: string, known: readonly T[], option: string): T[] {
  return given.split(',').map((one) => {
    const name = known.find((each) => each === one.trim())
    if (name === undefined) throw new Error(`--${option} does not know “${one}”.\n${USAGE}`)
    return name
  })
}

function count(given: string, option: string): number {
  const value = Number(given)
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${option} ${given} is no count.\n${USAGE}`)
  return value
}

/**
 * Returns the options of a command line.
 * @param folder the default of `--folder`
 * @throws Error with the usage if an option is unknown or has no such value
 */
export function readOptions(args: readonly string[], folder: string): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      hosts: { type: 'string', default: HOSTS.join(',') },
      libraries: { type: 'string', default: LIBRARIES.join(',') },
      drafts: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '7' },
      folder: { type: 'string', default: folder },
      out: { type: 'string', default: 'out/bench/startup.json' },
    },
  })
  return {
    hosts: list(values.hosts, HOSTS, 'hosts'),
    libraries: list(values.libraries, LIBRARIES, 'libraries'),
    drafts: count(values.drafts, 'drafts'),
    rounds: count(values.rounds, 'rounds'),
    folder: values.folder,
    out: values.out,
  }
}
