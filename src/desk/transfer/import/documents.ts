import { fromMarkdown } from 'mdast-util-from-markdown'
import {
  type Article,
  ArticleError,
  articleFrom,
  decodeText,
  fileKindOf,
  parts,
  readers,
} from '../../../article/index.ts'
import { textOf } from '../../../blocks/node.ts'
import { nameOf } from '../paths.ts'

/** Looks a picture up by its address as the document gives it: the `src` it has in the draft, or null. */
export type PictureFinder = (address: string) => Promise<string | null>

/**
 * The article in a file, its kind told by the name's ending. A Markdown file's relative pictures are asked for, and
 * shown from where they will be. A headline that is missing is the file's name.
 * @throws ArticleError when it is none.
 */
export async function readDocument(path: string, bytes: Uint8Array, find: PictureFinder): Promise<Article> {
  const kind = fileKindOf(nameOf(path))
  if (kind === null) throw new ArticleError('it is no kind of article', path, 'Save it as Markdown.')
  const read = readers[kind]
  const given = decodeText(bytes)
  // Read before its pictures are looked for: the reader refuses what would tie a parser up.
  const plain = read(given)
  const text = kind === 'md' ? await withPictures(given, find) : given
  return named(text === given ? plain : read(text), nameOf(path).replace(/\.[^.]*$/, ''))
}

function named(article: Article, name: string): Article {
  const { headline, standfirst, body } = parts(article.doc)
  if ((headline.content ?? []).length > 0) return article
  return articleFrom({
    headline: name,
    standfirst: textOf(standfirst),
    body: body.content ?? [],
    metadata: article.metadata,
  })
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
