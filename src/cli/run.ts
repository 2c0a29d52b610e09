import { readFile } from 'node:fs/promises'
import { type Article, ArticleError, outline, reportLine } from '../article/index.ts'
import { commandFrom, helpText, type Command } from './command.ts'
import { inputName, readInput } from './input.ts'
import { t } from './messages.ts'
import { writeOutput } from './output.ts'
import { UsageError } from './usageError.ts'

/**
 * Runs one command line.
 * @returns the exit code: 0, or 2 after a line on standard error about what was given
 * @throws any error that is not the user's to correct
 */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await carryOut(commandFrom(args))
    return 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`galley: ${error.message}\n`)
    return 2
  }
}

async function carryOut(command: Command): Promise<void> {
  switch (command.name) {
    case 'help':
      return writeOutput('-', helpText())
    case 'version':
      return writeOutput('-', `galley ${await version()}\n`)
    case 'outline':
      // The outline format ends at its bracket, without a line end. A terminal gets one.
      return writeOutput(
        '-',
        JSON.stringify(await withArticle(command, outline), null, 1) + (process.stdout.isTTY ? '\n' : ''),
      )
    case 'convert':
      return writeOutput(
        command.output,
        await withArticle(command, (article) => command.target.write(article)),
      )
  }
}

/**
 * Returns the result of `use` for the article that a command names. What reading it changed, left out or guessed is on
 * standard error, a line for each kind: `galley: notes.html: 2 comments left out, the first “Are we sure?”`.
 * @throws UsageError if the input cannot be read, or is no article
 */
async function withArticle<T>(
  { input, from, encoding }: Extract<Command, { readonly input: string }>,
  use: (article: Article) => T,
): Promise<T> {
  try {
    const { article, report } = await readInput(input, from, encoding)
    const result = use(article)
    for (const entry of report) process.stderr.write(`galley: ${inputName(input)}: ${reportLine(entry)}\n`)
    return result
  } catch (cause) {
    if (!(cause instanceof ArticleError)) throw cause
    const { what, where, mend } = cause
    throw new UsageError(inputName(input), t('notAnArticle.what', { what, where }), mend)
  }
}

/** Returns Galley's version, from the package.json two folders up: of the source as of the built command. */
async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  const { version: number } = JSON.parse(text) as { readonly version: string }
  return number
}
