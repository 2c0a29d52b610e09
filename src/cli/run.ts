import { readFile } from 'node:fs/promises'
import { ArticleError, outline } from '../article/index.ts'
import { commandFrom, HELP, type Command } from './command.ts'
import { readInput } from './input.ts'
import { Mistake } from './mistake.ts'
import { writeOutput } from './output.ts'

/**
 * Runs one command line.
 * @returns the exit code: 0, or 2 after a line on standard error about what was given
 */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await obey(commandFrom(args))
    return 0
  } catch (error) {
    if (!(error instanceof Mistake)) throw error
    process.stderr.write(`galley: ${error.message}\n`)
    return 2
  }
}

async function obey(command: Command): Promise<void> {
  switch (command.name) {
    case 'help':
      return writeOutput('-', HELP)
    case 'version':
      return writeOutput('-', `galley ${await version()}\n`)
    case 'outline':
      // Byte for byte the outline format, which ends at its bracket; a terminal gets its line end.
      return writeOutput(
        '-',
        JSON.stringify(await reading(command, outline), null, 1) + (process.stdout.isTTY ? '\n' : ''),
      )
    case 'convert':
      return writeOutput(command.output, await reading(command, (article) => command.target.write(article)))
  }
}

/** What `use` makes of the article a command names; an article that is none becomes a mistake that names the file. */
async function reading<T>(
  { input, from }: Extract<Command, { readonly input: string }>,
  use: (article: Awaited<ReturnType<typeof readInput>>) => T,
): Promise<T> {
  try {
    return use(await readInput(input, from))
  } catch (cause) {
    if (!(cause instanceof ArticleError)) throw cause
    throw new Mistake(input === '-' ? 'standard input' : input, `${cause.what} (${cause.where})`, cause.mend)
  }
}

/** From the package this module lies in: two folders up, built or not. */
async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  const { version: number } = JSON.parse(text) as { readonly version: string }
  return number
}
