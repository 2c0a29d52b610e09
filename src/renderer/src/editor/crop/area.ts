import type { Rectangle } from '../../../../blocks/crop.ts'

/**
 * The area that is cropped, as it is moved and resized in the dialog: a rectangle in fractions of the picture. A ratio is
 * width divided by height in the same fractions, null for a free one. No result reaches outside the picture.
 */

/** The edges that a handle moves, as in CSS cursors: `n` the upper one, `se` the right and the lower one. */
export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const
export type Handle = (typeof HANDLES)[number]

export const WHOLE: Rectangle = { x: 0, y: 0, width: 1, height: 1 }

/** The smallest side of an area. */
const MIN_SIDE = 0.04

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value))

/** Returns the area moved, as far as the picture reaches. */
export function moved(area: Rectangle, x: number, y: number): Rectangle {
  return {
    ...area,
    x: clamp(area.x + x, 0, 1 - area.width),
    y: clamp(area.y + y, 0, 1 - area.height),
  }
}

/** Returns the largest area of a ratio within the picture, its middle as near to the old one's as it can be. */
export function fitted(area: Rectangle, ratio: number | null): Rectangle {
  if (ratio === null) return area
  const width = Math.min(1, ratio)
  const height = width / ratio
  const [middleX, middleY] = [area.x + area.width / 2, area.y + area.height / 2]
  return moved({ x: middleX - width / 2, y: middleY - height / 2, width, height }, 0, 0)
}

/** A side along one axis: where it begins, how long it is, and how long it may become. */
interface Side {
  readonly start: number
  readonly length: number
}

/**
 * Returns a side after one of its ends moved.
 * @param end -1 moves its start, 1 its end, 0 neither
 */
function dragged({ start, length }: Side, end: -1 | 0 | 1, by: number): Side {
  if (end === 0) return { start, length }
  if (end === 1) return { start, length: clamp(length + by, MIN_SIDE, 1 - start) }
  const moving = clamp(start + by, 0, start + length - MIN_SIDE)
  return { start: moving, length: start + length - moving }
}

/** How long a side may become while its fixed end stays, or its middle if neither end is moved. */
function room({ start, length }: Side, end: -1 | 0 | 1): number {
  if (end === 1) return 1 - start
  if (end === -1) return start + length
  return 2 * Math.min(start + length / 2, 1 - start - length / 2)
}

/** Returns a side of another length, with its fixed end or its middle in place. */
function sized({ start, length }: Side, end: -1 | 0 | 1, to: number): Side {
  if (end === 1) return { start, length: to }
  if (end === -1) return { start: start + length - to, length: to }
  return { start: start + (length - to) / 2, length: to }
}

/** Returns the area after a handle was dragged by these fractions. */
export function resized(
  area: Rectangle,
  handle: Handle,
  by: { readonly x: number; readonly y: number },
  ratio: number | null,
): Rectangle {
  const endX = handle.includes('w') ? -1 : handle.includes('e') ? 1 : 0
  const endY = handle.includes('n') ? -1 : handle.includes('s') ? 1 : 0
  const before = {
    across: { start: area.x, length: area.width },
    down: { start: area.y, length: area.height },
  }
  let across = dragged(before.across, endX, by.x)
  let down = dragged(before.down, endY, by.y)
  if (ratio !== null) {
    const wanted = endX === 0 ? down.length * ratio : across.length
    const most = Math.min(room(before.across, endX), room(before.down, endY) * ratio)
    const width = clamp(wanted, Math.min(most, MIN_SIDE * Math.max(1, ratio)), most)
    across = sized(before.across, endX, width)
    down = sized(before.down, endY, width / ratio)
  }
  return { x: across.start, y: down.start, width: across.length, height: down.length }
}
