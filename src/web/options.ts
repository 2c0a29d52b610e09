import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { defaultLibrary } from '../desk/index.ts'

export interface Options {
  readonly library: string
  /** 0: the one that the library's host had last if it is free, else any. */
  readonly port: number
  /** Whether the browser is opened at the address. */
  readonly open: boolean
  /** The folder of the built page. */
  readonly page: string
  /** Where settings and the host's address are kept instead of the system's places; undefined: there. */
  readonly settings: string | undefined
}

/** What was asked for on the command line is not what this host can do. */
export class UsageError extends Error {}

const USAGE = 'Usage: [--library DIR] [--port N] [--no-open] [--page DIR] [--settings DIR]'

/**
 * The options of a command line.
 * @throws UsageError that says which option is wrong and how it is written.
 */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args)
  const port = Number(values.port ?? 0)
  if (!/^\d{1,5}$/.test(values.port ?? '0') || port > 65_535)
    throw new UsageError(
      `--port ${values.port ?? ''} is no port: give a number from 0 (any) to 65535. ${USAGE}`,
    )
  for (const name of ['library', 'page', 'settings'] as const)
    if (values[name]?.trim() === '') throw new UsageError(`--${name} names no folder. ${USAGE}`)
  return {
    library: values.library ?? defaultLibrary(),
    port,
    open: values['no-open'] !== true,
    page: values.page ?? fileURLToPath(new URL(BUILT_PAGE, import.meta.url)),
    settings: values.settings,
  }
}

/** Beside the built host; from the source, in the build's folder. */
const BUILT_PAGE = import.meta.url.endsWith('.ts') ? '../../out/renderer' : '../renderer'

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        library: { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        page: { type: 'string' },
        settings: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`, {
      cause: error,
    })
  }
}
