import { type Article, PICTURE_FIELDS } from '../../article/index.ts'
import { IMAGES_FOLDER } from '../context.ts'

/** Returns the names of the pictures in `images/` that an article shows and its metadata names, each once, in their order. */
export function picturesShown(article: Article): string[] {
  const names = new Set<string>()
  const walk = (node: Article['doc']): void => {
    const src = node.attrs?.src
    if (typeof src === 'string' && src.startsWith(`${IMAGES_FOLDER}/`))
      names.add(src.slice(IMAGES_FOLDER.length + 1))
    for (const child of node.content ?? []) walk(child)
  }
  walk(article.doc)
  for (const field of PICTURE_FIELDS) walk({ type: 'metadata', attrs: { src: article.metadata[field] } })
  return [...names]
}
