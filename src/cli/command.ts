import { parseArgs } from 'node:util'
import {
  type Encoding,
  encodingNamed,
  ENCODINGS,
  type FileKind,
  readers,
  type Target,
  targets,
} from '../article/index.ts'
import { t } from './messages.ts'
import { UsageError } from './usageError.ts'

/** A command line, read: what to do, with which file. */
export type Command =
  | { readonly name: 'help' | 'version' }
  | {
      readonly name: 'outline'
      /** A path, or `-` for standard input. */
      readonly input: string
      /** The kind of input that `--from` names; null to tell it by the name or the content. */
      readonly from: FileKind | null
      /** The encoding that `--encoding` names; null to recognise it. */
      readonly encoding: Encoding | null
    }
  | {
      readonly name: 'convert'
      readonly input: string
      readonly from: FileKind | null
      readonly encoding: Encoding | null
      readonly target: Target
      /** A path, or `-` for standard output. */
      readonly output: string
    }

const OPTIONS = {
  from: { type: 'string' },
  encoding: { type: 'string' },
  to: { type: 'string' },
  profile: { type: 'string' },
  output: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const

/** Returns what `galley --help` prints. */
export function helpText(): string {
  return t('help', { kinds: kindNames.join(', '), formats: formats().join(', '), profiles: profileList() })
}

/**
 * Reads a command line.
 * @param args the arguments after the command's name: `['convert', 'a.txt', '--to', 'md']`
 * @throws UsageError if it cannot be carried out
 */
export function commandFrom(args: readonly string[]): Command {
  const { values, positionals } = parse(args)
  if (values.help === true) return { name: 'help' }
  if (values.version === true) return { name: 'version' }
  const [name, input, ...others] = positionals
  if (name === undefined) throw new UsageError('', t('nothingToDo.what'), t('nothingToDo.mend'))
  if (name !== 'convert' && name !== 'outline')
    throw new UsageError(name, t('unknownCommand.what'), t('unknownCommand.mend'))
  if (input === undefined || input === '') throw new UsageError(name, t('noInput.what'), t('noInput.mend'))
  if (others.length > 0)
    throw new UsageError(others.join(' '), t('manyInputs.what', { command: name }), t('manyInputs.mend'))
  const from = kindNamed(values.from)
  const encoding = encodingGiven(values.encoding)
  if (values.output === '') throw new UsageError('--output', t('emptyOutput.what'), t('emptyOutput.mend'))
  if (name === 'convert')
    return {
      name,
      input,
      from,
      encoding,
      target: targetFor(values.to, values.profile),
      output: values.output ?? '-',
    }
  const unused = (['to', 'profile', 'output'] as const).find((flag) => values[flag] !== undefined)
  if (unused !== undefined)
    throw new UsageError(`--${unused}`, t('outlineOption.what'), t('outlineOption.mend'))
  return { name, input, from, encoding }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (cause) {
    // Node's first sentence says what is wrong; the others suggest how to pass the option as a positional argument.
    const reason = cause instanceof Error ? (cause.message.split(/\. |\n/, 1)[0] ?? '') : String(cause)
    const what = reason.charAt(0).toLowerCase() + reason.slice(1).replace(/\.$/, '')
    throw new UsageError('', what, t('badOption.mend'))
  }
}

/** The kinds of input, as `--from` names them. */
export const kindNames = Object.keys(readers) as readonly FileKind[]

function kindNamed(name: string | undefined): FileKind | null {
  if (name === undefined) return null
  const kind = kindNames.find((known) => known === name)
  if (kind !== undefined) return kind
  const kinds = kindNames.join(', ')
  throw new UsageError(`--from ${name}`, t('unknownKind.what'), t('unknownKind.mend', { kinds }))
}

function encodingGiven(name: string | undefined): Encoding | null {
  if (name === undefined) return null
  const encoding = encodingNamed(name)
  if (encoding !== null) return encoding
  const encodings = Object.keys(ENCODINGS).join(', ')
  throw new UsageError(
    `--encoding ${name}`,
    t('unknownEncoding.what'),
    t('unknownEncoding.mend', { encodings }),
  )
}

/** Returns the target of a format and a profile; without a profile, the format's first one. */
function targetFor(format: string | undefined, profile: string | undefined): Target {
  if (format === undefined)
    throw new UsageError('convert', t('noFormat.what'), t('noFormat.mend', { formats: formats().join('|') }))
  const ofFormat = targets.filter((target) => target.format === format)
  const target = profile === undefined ? ofFormat[0] : ofFormat.find((known) => known.profile === profile)
  if (target !== undefined) return target
  if (ofFormat.length === 0) {
    const mend = t('unknownFormat.mend', { formats: formats().join(', ') })
    throw new UsageError(`--to ${format}`, t('unknownFormat.what'), mend)
  }
  const profiles = ofFormat.map((known) => known.profile).join(', ')
  throw new UsageError(
    `--profile ${profile ?? ''}`,
    t('unknownProfile.what', { format }),
    t('unknownProfile.mend', { profiles }),
  )
}

/** Returns each format once, in the order of the targets. */
function formats(): readonly string[] {
  return [...new Set(targets.map(({ format }) => format))]
}

/** Returns the profiles by format: `md: plain (default), site; html: …`. */
function profileList(): string {
  return formats()
    .map((format) => {
      const profiles = targets.filter((target) => target.format === format).map(({ profile }) => profile)
      const [first = '', ...others] = profiles
      return `${format}: ${[t('defaultProfile', { name: first }), ...others].join(', ')}`
    })
    .join('; ')
}
