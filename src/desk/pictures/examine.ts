import { DeskProblem } from '../problems.ts'
import { withoutNotes } from './pictureClean.ts'
import { KINDS, pictureKind, pictureSize } from './pictureHeader.ts'

export const MAX_PICTURE_BYTES = 50 * 1024 * 1024
/** On one side: beyond it browsers and print both give up. */
const MAX_PIXELS = 20_000

/** A picture that is not taken. `why` continues a sentence whose subject is the picture: "is larger than 50 MB". */
export class RefusedPicture extends DeskProblem {
  readonly why: string

  constructor(name: string, why: string, mend: string) {
    super('invalid', `“${name.slice(0, 100)}” ${why}.`, 'The draft is as it was.', mend)
    this.why = why
  }
}

/** A picture ready to be stored. Width and height in pixels, as shown. */
export interface CleanPicture {
  readonly bytes: Uint8Array
  /** Of its file, without the dot. */
  readonly extension: string
  readonly width: number
  readonly height: number
}

/**
 * Size and clean bytes of a picture; nothing is looked at before its size in bytes and pixels is known to be sane.
 * @throws RefusedPicture when it is no picture we take, too large, or damaged.
 */
export function examine(name: string, bytes: Uint8Array): CleanPicture {
  if (bytes.length > MAX_PICTURE_BYTES)
    throw new RefusedPicture(
      name,
      'is larger than 50 MB',
      'Make it smaller in an image editor and add it again.',
    )
  const kind = pictureKind(bytes)
  if (kind === null)
    throw new RefusedPicture(
      name,
      'is not a PNG, JPEG, GIF, WebP or AVIF picture',
      'Save it as one of these (JPEG for photos) and add it again.',
    )
  try {
    const { width, height, orientation } = pictureSize(kind, bytes)
    if (Math.max(width, height) > MAX_PIXELS)
      throw new RefusedPicture(
        name,
        `is ${String(width)} × ${String(height)} pixels; Galley takes up to ${String(MAX_PIXELS)} on a side`,
        'Make it smaller in an image editor and add it again.',
      )
    const upright = orientation < 5
    return {
      bytes: withoutNotes(kind, bytes, orientation),
      extension: KINDS[kind].extension,
      width: upright ? width : height,
      height: upright ? height : width,
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new RefusedPicture(name, 'is damaged or breaks off', 'Take it from its source again.')
  }
}
