import type { Article, Target } from '../../../article/index.ts'
import { useHost } from '../stores/host.ts'
import type { Look } from './mediaLook.ts'
import { type PreviewPage, previewPage } from './previewDocument.ts'

/** An article as a target leaves it, to look at. */
export type Preview =
  /** A page. `draft` is the draft's id: a page of another draft needs another frame. */
  | ({ readonly kind: 'page'; readonly draft: string } & PreviewPage)
  /** The text of a target that is no page. */
  | { readonly kind: 'code'; readonly text: string; readonly format: Target['format'] }
  /** The target could not be written. */
  | { readonly kind: 'failed'; readonly reason: string }

/**
 * Returns an article in the form of a target, to look at. Takes as long as writing the target: some 50 ms for 5,000 words.
 * @param draft the id of the draft that the article is of; its pictures are shown
 */
export function renderPreview(draft: string, article: Article, target: Target, look: Look): Preview {
  try {
    if (target.format !== 'html') return { kind: 'code', text: target.write(article), format: target.format }
    const source = `${window.location.origin}/drafts/${encodeURIComponent(draft)}/images/`
    const url = (src: string): string | null => useHost().imageUrl(draft, src)
    return { kind: 'page', draft, ...previewPage(article, target, look, { url, source }) }
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}
