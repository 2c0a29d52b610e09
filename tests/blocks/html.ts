import { parts, readHtml, type Article } from '../../src/article/index.ts'
import { writeHtml } from '../../src/article/html/write.ts'
import { children, type NodeJSON } from '../../src/blocks/node.ts'
import { withMetadata, article } from '../build.ts'

/** Writes and reads blocks as an article's HTML, for tests of one block's face. */

/** Returns blocks as the lines of HTML inside the fragment's `article` element. */
export function html(...blocks: NodeJSON[]): string {
  return inside(article('', '', ...blocks))
}

/** As {@link html}, in an article of another language. */
export function htmlIn(language: string, ...blocks: NodeJSON[]): string {
  return inside(withMetadata({ language }, article('', '', ...blocks)))
}

function inside(source: Article): string {
  const lines = writeHtml(source, 'fragment').trimEnd().split('\n').slice(1, -1)
  return lines.map((line) => line.replace(/^ {2}/, '')).join('\n')
}

/** Returns the blocks read from another site's HTML. */
export function read(foreign: string): readonly NodeJSON[] {
  return children(parts(readHtml(foreign).doc).body)
}

/** Returns the blocks read from HTML that Galley wrote. */
export function readOwn(own: string): readonly NodeJSON[] {
  return read(`<article class="galley" lang="en">${own}</article>`)
}

/** Returns blocks in canonical form, every attribute present. */
export function body(...blocks: NodeJSON[]): readonly NodeJSON[] {
  return children(parts(article('', '', ...blocks).doc).body)
}
