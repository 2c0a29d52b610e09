import { t } from '../messages.ts'
import { DeskProblem, problemWords } from '../problems.ts'
import { withoutNotes } from './withoutNotes.ts'
import { MAX_SIDE_PIXELS, PICTURE_FORMATS, pictureKind, pictureSize } from './pictureHeader.ts'

/** Of one picture, as it comes in. The messages name it: 50 MB. */
export const MAX_PICTURE_BYTES = 50 * 1024 * 1024

/** A picture that Galley does not take. `why` is a clause whose subject is the picture: “is larger than 50 MB”. */
export class PictureError extends DeskProblem {
  readonly why: string

  constructor(name: string, why: string, mend: string) {
    const words = problemWords('pictureRefused', { name: name.slice(0, 100), why, mend })
    super('invalid', words.what, words.safe, words.mend)
    this.why = why
  }
}

/** A picture ready to be stored, without its camera's notes. Width and height in pixels, as shown. */
export interface CleanPicture {
  readonly bytes: Uint8Array
  /** Of its file, without the dot. */
  readonly extension: string
  readonly width: number
  readonly height: number
}

/**
 * Checks a picture and returns it without the notes of its camera. The sizes in bytes and pixels are checked before
 * anything else is read.
 * @param name what the writer knows it by, for the words of a refusal
 * @throws PictureError when it is of an unknown kind, too large, or damaged.
 */
export function cleanPicture(name: string, bytes: Uint8Array): CleanPicture {
  if (bytes.length > MAX_PICTURE_BYTES)
    throw new PictureError(name, t('pictures.refused.tooLarge'), t('pictures.mend.makeSmaller'))
  const kind = pictureKind(bytes)
  if (kind === null)
    throw new PictureError(name, t('pictures.refused.unknownKind'), t('pictures.mend.convert'))
  try {
    const { width, height, orientation } = pictureSize(kind, bytes)
    if (Math.max(width, height) > MAX_SIDE_PIXELS)
      throw new PictureError(
        name,
        t('pictures.refused.tooManyPixels', {
          width: String(width),
          height: String(height),
          limit: String(MAX_SIDE_PIXELS),
        }),
        t('pictures.mend.makeSmaller'),
      )
    const upright = orientation < 5
    return {
      bytes: withoutNotes(kind, bytes, orientation),
      extension: PICTURE_FORMATS[kind].extension,
      width: upright ? width : height,
      height: upright ? height : width,
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new PictureError(name, t('pictures.refused.damaged'), t('pictures.mend.fromSource'))
  }
}
