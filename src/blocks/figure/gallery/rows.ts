import { cropOf } from '../../crop.ts'
import type { AttributeValue } from '../../node.ts'
import { MAX_PHOTOS, MIN_PHOTOS } from './schema.ts'

/** The most photos in one row. */
const MAX_IN_ROW = 3

/** The shape of a photo whose size is not known: width by height. */
const USUAL_RATIO = 1.5

/** Narrower and wider photos are cut to these, or one of them would leave the others no room. */
const MIN_RATIO = 0.4
const MAX_RATIO = 3

/** Splits a list evenly into the fewest pieces of at most `most`: 4 into 2 and 2, 7 into 3, 2 and 2. */
function evenly<T>(list: readonly T[], most: number): T[][] {
  const count = Math.ceil(list.length / most)
  return Array.from({ length: count }, (_, index) =>
    list.slice(Math.ceil((index * list.length) / count), Math.ceil(((index + 1) * list.length) / count)),
  )
}

/** Returns the photos of a gallery in rows of two or three. */
export function inRows<T>(photos: readonly T[]): T[][] {
  return evenly(photos, MAX_IN_ROW)
}

/** Returns photos in groups, each of which fits one gallery; a single photo is a group that is none. */
export function inGalleries<T>(photos: readonly T[]): T[][] {
  return photos.length < MIN_PHOTOS ? photos.map((photo) => [photo]) : evenly(photos, MAX_PHOTOS)
}

/** Returns the width of a figure's picture by its height, after crop and rotation. */
export function ratioOf(attrs: Readonly<Record<string, AttributeValue>>): number {
  const shown = cropOf(attrs)
  const ratio = shown === null ? USUAL_RATIO : shown.width / shown.height
  return Math.min(MAX_RATIO, Math.max(MIN_RATIO, ratio))
}

/**
 * Returns for each photo the share of its row, from 0 to 1, that it takes so that all in a row are of one height, and how many gaps
 * the row has.
 */
export function widthShares(ratios: readonly number[]): { readonly share: number; readonly gaps: number }[] {
  return inRows(ratios).flatMap((row) => {
    const whole = row.reduce((sum, ratio) => sum + ratio, 0)
    return row.map((ratio) => ({ share: ratio / whole, gaps: row.length - 1 }))
  })
}
