import { type Article, PICTURE_FIELDS, pictureSources } from '../../article/index.ts'
import { IMAGES_FOLDER } from '../context.ts'

/** Returns the names of the pictures in `images/` that an article shows and its metadata names, each once, in their order. */
export function picturesShown({ doc, metadata }: Article): string[] {
  const sources = [...pictureSources(doc), ...PICTURE_FIELDS.map((field) => metadata[field])]
  const prefix = `${IMAGES_FOLDER}/`
  const names = sources.filter((src) => src.startsWith(prefix)).map((src) => src.slice(prefix.length))
  return [...new Set(names)]
}
