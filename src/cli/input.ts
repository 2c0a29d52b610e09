import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { parseArticle, readHtml, readMarkdown, readText, type Article } from '../article/index.ts'
import { Mistake } from './mistake.ts'

/** What Galley reads, by the name `--from` gives it. */
export const KINDS = { txt: readText, md: readMarkdown, html: readHtml, json: parseArticle } as const

export type Kind = keyof typeof KINDS

const ENDINGS: Readonly<Record<string, Kind>> = {
  '.txt': 'txt',
  '.text': 'txt',
  '.md': 'md',
  '.markdown': 'md',
  '.html': 'html',
  '.htm': 'html',
  '.json': 'json',
}

/** What the command calls its input when it speaks of it. */
function named(input: string): string {
  return input === '-' ? 'standard input' : input
}

/**
 * The article in a file, or on standard input for `-`.
 * @throws Mistake when there is no such file, it is no text, or no article
 */
export async function readInput(input: string, from: Kind | null): Promise<Article> {
  // Before the file is read: a wrong ending is told at once, however big the file.
  const byEnding = from ?? (input === '-' ? null : kindByEnding(input))
  const text = decode(await bytesOf(input), named(input))
  if (text.trim() === '') throw new Mistake(named(input), 'there is nothing in it', 'Give an article.')
  return KINDS[byEnding ?? sniff(text)](text)
}

function kindByEnding(path: string): Kind {
  const ending = extname(path)
  const kind = ENDINGS[ending.toLowerCase()]
  if (kind !== undefined) return kind
  const what =
    ending === '' ? 'its name has no ending that says what it is' : `${ending} is no kind of article`
  throw new Mistake(
    path,
    what,
    `Give a .txt, .md, .html or .json file, or add --from ${Object.keys(KINDS).join('|')}.`,
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

const BOMS = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
]

/**
 * Bytes as text: by their byte order mark, else UTF-8.
 * @throws Mistake when they are neither
 */
export function decode(bytes: Uint8Array, where: string): string {
  const bom = BOMS.find((each) => each.bytes.every((byte, index) => bytes[index] === byte))
  const encoding = bom?.encoding ?? 'utf-8'
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    const line = new TextDecoder(encoding).decode(bytes).split('\uFFFD', 1)[0]?.split('\n').length ?? 1
    throw new Mistake(
      where,
      `line ${String(line)} is not ${encoding.toUpperCase()} text`,
      'Save it as UTF-8.',
    )
  }
  if (text.includes('\0'))
    throw new Mistake(where, 'it holds binary data, not text', 'Save the article as UTF-8 text first.')
  return text
}
