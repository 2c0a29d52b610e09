import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type Article, decodeText, type Kind, kindOf, readers } from '../article/index.ts'
import { Mistake } from './mistake.ts'

/** What the command calls its input when it speaks of it. */
function named(input: string): string {
  return input === '-' ? 'standard input' : input
}

/**
 * The article in a file, or on standard input for `-`.
 * @throws Mistake when there is no such file; ArticleError when it is no text, or no article
 */
export async function readInput(input: string, from: Kind | null): Promise<Article> {
  // Before the file is read: a wrong ending is told at once, however big the file.
  const byEnding = from ?? (input === '-' ? null : kindByEnding(input))
  const text = decodeText(await bytesOf(input))
  return readers[byEnding ?? sniff(text)](text)
}

function kindByEnding(path: string): Kind {
  const kind = kindOf(path)
  if (kind !== null) return kind
  const ending = extname(path)
  const what =
    ending === '' ? 'its name has no ending that says what it is' : `${ending} is no kind of article`
  throw new Mistake(
    path,
    what,
    `Give a .txt, .md, .html or .json file, or add --from ${Object.keys(readers).join('|')}.`,
  )
}

/** Standard input has no name to go by: its first characters decide, and what shows no sign of markup is plain text. */
export function sniff(text: string): Kind {
  const start = text.trimStart()
  if (/^\{\s*"/.test(start)) return 'json'
  if (/^<(?:!doctype|!--|\?xml|\/?[a-z][a-z0-9]*[\s/>])/i.test(start)) return 'html'
  if (/^(?:---\r?\n|#{1,6} |:::)/.test(start)) return 'md'
  return 'txt'
}

async function bytesOf(input: string): Promise<Uint8Array> {
  try {
    return await (input === '-' ? buffer(process.stdin) : readFile(input))
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : ''
    if (code === 'ENOENT') throw new Mistake(input, 'no such file', 'Check the name and the folder.')
    if (code === 'EISDIR') throw new Mistake(input, 'that is a folder', 'Name a file in it.')
    if (code === 'EACCES' || code === 'EPERM')
      throw new Mistake(input, 'it may not be read', 'Ask its owner for the right to.')
    throw new Mistake(
      named(input),
      `it cannot be read (${String(code)})`,
      'Check the disk, or take a copy of it.',
    )
  }
}
