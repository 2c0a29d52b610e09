import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { t } from './messages.ts'

/** The command line, read: `--library ~/Drafts --port 8080 --no-open`. */
export interface Options {
  /** The drafts folder; undefined for the one that the writer chose in the desktop app, or the default one. */
  readonly library: string | undefined
  /** 0 for the port that the library's host had last if it is free, else any free one. */
  readonly port: number
  /** True if the default browser is to be opened at the address. */
  readonly open: boolean
  /** The folder of the built page. */
  readonly page: string
  /** A folder for settings and the host's address; undefined for the system's own folders. */
  readonly settings: string | undefined
}

/** A command line that the host cannot carry out. Its message says why, and how the options are written. */
export class UsageError extends Error {}

/**
 * Returns the options of a command line.
 * @param args the arguments after the script's name
 * @throws UsageError for an unknown option, a port out of range, or an empty folder name
 */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args)
  const port = Number(values.port ?? 0)
  if (!/^\d{1,5}$/.test(values.port ?? '0') || port > 65_535)
    throw new UsageError(t('options.noPort', { port: values.port ?? '', usage: t('options.usage') }))
  for (const name of ['library', 'page', 'settings'] as const)
    if (values[name]?.trim() === '')
      throw new UsageError(t('options.noFolder', { name, usage: t('options.usage') }))
  return {
    library: values.library,
    port,
    open: values['no-open'] !== true,
    page: values.page ?? fileURLToPath(new URL(BUILT_PAGE, import.meta.url)),
    settings: values.settings,
  }
}

/** The page's folder from this module: beside the built host, or in the build's folder when run from the source. */
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
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(t('options.unknown', { reason, usage: t('options.usage') }), { cause: error })
  }
}
