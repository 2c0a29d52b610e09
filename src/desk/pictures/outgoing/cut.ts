import { type Article, type Cut, cropOf, focusText, readFocus } from '../../../article/index.ts'
import type { Picture } from '../folder.ts'
import { pictureKind, pictureSize } from '../pictureHeader.ts'

/** The part of a picture that a figure shows, and how it is turned. */
export interface PictureCut extends Cut {
  /** The whole picture in pixels, as its file shows it. */
  readonly whole: { readonly width: number; readonly height: number }
}

/**
 * Returns the crop and rotation of a figure in pixels of its file, whatever size the article notes; null if the picture is shown
 * whole, or its size cannot be read.
 */
export function figureCut(attrs: Article['doc']['attrs'], picture: Picture | undefined): PictureCut | null {
  const { crop = null, rotation = 0 } = attrs ?? {}
  if (picture === undefined || (crop === null && rotation === 0)) return null
  const whole = shownSize(picture.bytes)
  const cut = whole === null ? null : cropOf({ ...whole, crop, rotation })
  if (whole === null || cut === null) return null
  const isWhole = cut.rectangle.width === whole.width && cut.rectangle.height === whole.height
  return isWhole && cut.rotation === 0 ? null : { ...cut, whole }
}

/** Returns the size of a picture in pixels as its file shows it, turned as its EXIF says; null if it cannot be read. */
export function shownSize(bytes: Uint8Array): { width: number; height: number } | null {
  const kind = pictureKind(bytes)
  try {
    if (kind === null) return null
    const { width, height, orientation } = pictureSize(kind, bytes)
    return orientation < 5 ? { width, height } : { width: height, height: width }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Returns the focal point within what a cut leaves, as the attribute writes it; null without one, or if it was cut off. */
export function focusAfter({ rectangle, rotation, whole }: PictureCut, focus: unknown): string | null {
  const point = readFocus(focus)
  if (point === null) return null
  const x = (point.x * whole.width - rectangle.x) / rectangle.width
  const y = (point.y * whole.height - rectangle.y) / rectangle.height
  if (Math.min(x, y) < 0 || Math.max(x, y) > 1) return null
  const turned = { 0: { x, y }, 90: { x: 1 - y, y: x }, 180: { x: 1 - x, y: 1 - y }, 270: { x: y, y: 1 - x } }
  return focusText(turned[rotation])
}
