import { fromMarkdown } from 'mdast-util-from-markdown'
import {
  type Article,
  ArticleError,
  articleFrom,
  parseArticle,
  parts,
  readHtml,
  readMarkdown,
  readText,
} from '../../article/index.ts'
import { nameOf } from './paths.ts'

const READERS: Readonly<Record<string, (text: string) => Article>> = {
  md: readMarkdown,
  markdown: readMarkdown,
  txt: readText,
  text: readText,
  html: readHtml,
  htm: readHtml,
  json: parseArticle,
}

/** Looks a picture up by its address as the document gives it: the `src` it has in the draft, or null. */
export type PictureFinder = (address: string) => Promise<string | null>

/**
 * The article in a file, its kind told by the name's ending. A Markdown file's relative pictures are asked for, and
 * shown from where they will be. A headline that is missing is the file's name.
 * @throws ArticleError when it is none.
 */
export async function readDocument(path: string, bytes: Uint8Array, find: PictureFinder): Promise<Article> {
  const kind = nameOf(path).split('.').at(-1)?.toLowerCase() ?? ''
  const read = READERS[kind]
  if (read === undefined) throw new ArticleError('it is no kind of article', path, 'Save it as Markdown.')
  const given = decoded(bytes)
  if (given.trim() === '') throw new ArticleError('there is nothing in it', 'line 1', 'Leave it out.')
  // Read before its pictures are looked for: the reader refuses what would tie a parser up.
  const plain = read(given)
  const text = read === readMarkdown ? await withPictures(given, find) : given
  return named(text === given ? plain : read(text), nameOf(path).replace(/\.[^.]*$/, ''))
}

function named(article: Article, name: string): Article {
  const { headline, body } = parts(article.doc)
  if ((headline.content ?? []).length > 0) return article
  const standfirst = (parts(article.doc).standfirst.content ?? []).map(({ text }) => text ?? '').join('')
  return articleFrom({ headline: name, standfirst, body: body.content ?? [], metadata: article.metadata })
}

const MARKS = [
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
]

/** UTF-8, or what a byte order mark says. */
function decoded(bytes: Uint8Array): string {
  const mark = MARKS.find((each) => each.bytes.every((byte, index) => bytes[index] === byte))
  let text: string
  try {
    text = new TextDecoder(mark?.encoding ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new ArticleError('it is not UTF-8 text', 'the whole file', 'Save it as UTF-8.', { cause })
  }
  if (text.includes('\0'))
    throw new ArticleError('it holds binary data, not text', 'the whole file', 'Leave it out.')
  return text
}

interface Address {
  readonly from: number
  readonly to: number
}

/** The text with the addresses of pictures that are at hand in place of the ones given. */
async function withPictures(text: string, find: PictureFinder): Promise<string> {
  let out = ''
  let at = 0
  for (const { from, to } of addressesIn(text)) {
    const src = await find(text.slice(from, to))
    if (src === null) continue
    out += text.slice(at, from) + src
    at = to
  }
  return out + text.slice(at)
}

/** Where the addresses of pictures, links and definitions stand. */
function addressesIn(text: string): Address[] {
  // Only what has a picture in it is parsed twice.
  if (!text.includes('![')) return []
  const found: Address[] = []
  fromMarkdown(text, {
    mdastExtensions: [
      {
        enter: {
          resourceDestinationString(token) {
            found.push({ from: token.start.offset, to: token.end.offset })
            this.buffer()
          },
          definitionDestinationString(token) {
            found.push({ from: token.start.offset, to: token.end.offset })
            this.buffer()
          },
        },
      },
    ],
  })
  return found.sort((one, other) => one.from - other.from)
}
