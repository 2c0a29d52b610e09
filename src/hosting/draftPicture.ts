import { isDraftId } from '../calls.ts'
import type { Outcome } from '../desk.ts'
import type { Picture } from '../desk/index.ts'
import { isImageSource } from '../text/url.ts'

/** Reads a picture file of a draft by its name in `images/`. */
export type ReadImage = (id: string, name: string) => Promise<Outcome<Picture>>

/**
 * Returns the picture of a request path: `/drafts/ID/images/NAME`.
 * @param path as the request spells it; each part is decoded once, so that `%252e` stays `%2e`, a name nothing has
 * @returns null if the path names no picture (the desk is not asked then), or one that cannot be read
 */
export async function draftPicture(readImage: ReadImage, path: string): Promise<Picture | null> {
  const [root, drafts, id = '', images, name = '', ...more] = path.split('/').map(decoded)
  const hasPictureShape = root === '' && drafts === 'drafts' && images === 'images' && more.length === 0
  if (!hasPictureShape || !isDraftId(id) || !isImageSource(`images/${name}`)) return null
  const picture = await readImage(id, name)
  return picture.ok ? picture.value : null
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // No name of a draft or of a picture.
    return ''
  }
}
