import {
  type Article,
  type HeadFields,
  targetById,
  withHeadFields,
  writeText,
} from '../../../../article/index.ts'
import { t } from '../../i18n.ts'

/** An article for editors with formatting, and for those without. */
export interface RichCopy {
  readonly html: string
  readonly text: string
  /** How many photos are not in it: a line in brackets marks the place of each. */
  readonly photos: number
}

/**
 * Returns an article as it is pasted into a CMS or a document: clean HTML, as `HTML for a CMS` is exported, and plain text. Photos
 * that are files of the draft cannot be on a clipboard, because their addresses mean nothing elsewhere; each leaves its place
 * marked, `[Photo: pier.jpg]`, with its caption below.
 */
export function richCopy(article: Article, fields: HeadFields): RichCopy {
  const shown = withHeadFields(article, fields)
  const html = targetById('html-fragment')?.write(shown) ?? ''
  const document = new DOMParser().parseFromString(html, 'text/html')
  let photos = 0
  for (const img of document.querySelectorAll('img')) {
    const src = img.getAttribute('src') ?? ''
    if (!src.startsWith('images/')) continue
    // An embed is its link: a mark in the place of its picture would only be in the way.
    if (img.closest('figure.embed') !== null) {
      img.remove()
      continue
    }
    const mark = document.createElement('p')
    mark.textContent = t('stores.export.photoMark', { name: src.slice('images/'.length) })
    img.replaceWith(mark)
    photos += 1
  }
  return { html: document.body.innerHTML.trim(), text: writeText(shown), photos }
}
