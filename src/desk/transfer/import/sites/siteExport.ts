import { ArticleError } from '../../../../article/index.ts'
import { endingOf, WORDPRESS_ENDING } from '../../../../contract/host/documents.ts'
import { nameOf } from '../../paths.ts'
import type { PictureFinder } from '../pictureFinder.ts'
import type { ReadDocument } from '../docx/readDocx.ts'
import { readGhost } from './ghost.ts'
import { articleOfPost } from './sitePost.ts'
import { readWordPress } from './wordpress/readWordPress.ts'

/*
 * Reads the export of a whole site: one file with many articles. `wordpress/` and `ghost.ts` take the file apart into posts,
 * after a look at all of it, so that a damaged file imports nothing; `sitePost.ts` makes an article of each.
 */

/** Gets the articles of an export, one at a time; each call resolves when the next one is wanted. */
export interface SiteSink {
  /** Called once, first. */
  count(posts: number): void
  article(name: string, document: ReadDocument): Promise<void>
  refusal(name: string, error: ArticleError): Promise<void>
}

/**
 * Reads a site's export. A post that is no article is refused by itself.
 * @returns what of the export is not imported
 * @throws ArticleError when it is no export that Galley reads, or damaged; the sink has then got nothing.
 */
export async function readSiteExport(
  path: string,
  bytes: Uint8Array,
  find: PictureFinder,
  sink: SiteSink,
): Promise<readonly string[]> {
  const site = endingOf(nameOf(path)) === WORDPRESS_ENDING ? readWordPress(bytes) : readGhost(bytes)
  sink.count(site.count)
  for (const post of site.posts) {
    let document: ReadDocument
    try {
      document = await articleOfPost(post, find, site.tidy)
    } catch (error) {
      if (!(error instanceof ArticleError)) throw error
      await sink.refusal(post.name, error)
      continue
    }
    await sink.article(post.name, document)
  }
  return site.leftOut
}
