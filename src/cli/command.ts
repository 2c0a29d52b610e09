import { parseArgs } from 'node:util'
import { type Kind, readers, type Target, targets } from '../article/index.ts'
import { Mistake } from './mistake.ts'

export const HELP = `Usage: galley convert IN --to md|html|json [--profile NAME] [-o OUT]
       galley outline IN

Reads an article and writes it in another form, or says what it is made of.

  IN              a .txt, .md, .html or .json file, or - for standard input
  --from KIND     what IN is, whatever it is called: ${Object.keys(readers).join(', ')}
  --to FORMAT     ${formatList()}
  --profile NAME  ${profileList()}
  -o, --output OUT  the file to write (default and -: standard output)
  --help          print this
  --version       print Galley's version

Bad input is told in one line on standard error; the exit code is then 2 and no file is touched.
`

export type Command =
  | { readonly name: 'help' | 'version' }
  | { readonly name: 'outline'; readonly input: string; readonly from: Kind | null }
  | {
      readonly name: 'convert'
      readonly input: string
      readonly from: Kind | null
      readonly target: Target
      readonly output: string
    }

const TRY = '`galley --help` tells how.'

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  profile: { type: 'string' },
  output: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const

/**
 * What a command line asks for.
 * @throws Mistake when it asks for nothing Galley does
 */
export function commandFrom(args: readonly string[]): Command {
  const { values, positionals } = parsed(args)
  if (values.help === true) return { name: 'help' }
  if (values.version === true) return { name: 'version' }
  const [name, input, ...others] = positionals
  if (name === undefined) throw new Mistake('', 'nothing to do', `Say convert or outline; ${TRY}`)
  if (name !== 'convert' && name !== 'outline')
    throw new Mistake(name, 'no such command', `There are convert and outline; ${TRY}`)
  if (input === undefined || input === '')
    throw new Mistake(name, 'no input given', `Name a file, or - for standard input; ${TRY}`)
  if (others.length > 0)
    throw new Mistake(others.join(' '), `${name} reads one file at a time`, 'Run it once for each file.')
  const from = kindNamed(values.from)
  if (values.output === '')
    throw new Mistake('--output', 'it names no file', 'Name one, or - for standard output.')
  if (name === 'convert')
    return { name, input, from, target: targetFor(values.to, values.profile), output: values.output ?? '-' }
  const idle = (['to', 'profile', 'output'] as const).find((flag) => values[flag] !== undefined)
  if (idle !== undefined)
    throw new Mistake(`--${idle}`, 'outline takes no such option', 'Leave it out, or say convert.')
  return { name, input, from }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (cause) {
    const said = cause instanceof Error ? (cause.message.split(/\. |\n/, 1)[0] ?? '') : String(cause)
    throw new Mistake(
      '',
      said.charAt(0).toLowerCase() + said.slice(1).replace(/\.$/, ''),
      `Correct it; ${TRY}`,
    )
  }
}

function kindNamed(name: string | undefined): Kind | null {
  if (name === undefined) return null
  const kind = (Object.keys(readers) as Kind[]).find((each) => each === name)
  if (kind !== undefined) return kind
  throw new Mistake(
    `--from ${name}`,
    'no such kind of input',
    `Give one of ${Object.keys(readers).join(', ')}.`,
  )
}

function targetFor(format: string | undefined, profile: string | undefined): Target {
  if (format === undefined)
    throw new Mistake('convert', 'no --to given', `Add --to ${formatList().replace(/, /g, '|')}.`)
  const there = targets.filter((target) => target.format === format)
  const target = profile === undefined ? there[0] : there.find((each) => each.profile === profile)
  if (target !== undefined) return target
  if (there.length === 0)
    throw new Mistake(`--to ${format}`, 'Galley does not write that format', `Give one of ${formatList()}.`)
  const names = there.map((each) => each.profile).join(', ')
  throw new Mistake(`--profile ${profile ?? ''}`, `${format} has no such profile`, `Give one of ${names}.`)
}

function formatList(): string {
  return [...new Set(targets.map(({ format }) => format))].join(', ')
}

function profileList(): string {
  return [...new Set(targets.map(({ format }) => format))]
    .map((format) => targets.filter((target) => target.format === format).map(({ profile }) => profile))
    .map(([first, ...others], index) => {
      const format = [...new Set(targets.map((target) => target.format))][index] ?? ''
      return `${format}: ${[`${first ?? ''} (default)`, ...others].join(', ')}`
    })
    .join('; ')
}
