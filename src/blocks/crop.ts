import type { AttributeValue } from './node.ts'

/**
 * Crop, rotation and focal point of a picture, as a figure's attributes keep them. The picture's file is never changed: the
 * desk shows the attributes, and an export applies them.
 *
 *     crop      "0.1 0.25 0.5 0.5"   left, top, width and height, as fractions of the picture as its file shows it
 *     rotation  90                   degrees clockwise, applied to what the crop leaves
 *     focus     "0.3 0.4"            the point that must stay in sight, as fractions of the picture as its file shows it
 *
 * "As its file shows it" is upright by the file's EXIF orientation, and not rotated. So crop and focus stay where they are
 * when the rotation changes.
 */

/** Degrees clockwise. */
export const ROTATIONS = [0, 90, 180, 270] as const
export type Rotation = (typeof ROTATIONS)[number]

/** A rectangle in fractions (0 to 1) of a picture, or in pixels. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A point in fractions (0 to 1) of a picture. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** The smallest width and height of a crop, as fractions. */
export const MIN_CROP = 0.01

/** Decimals of a fraction: exact to a pixel in a picture of 100,000. */
const DECIMALS = 5
const FRACTION = /^(?:0|1|0\.\d{1,5})$/

/** Returns the fractions in a text; null unless there are exactly `count`, each from 0 to 1. */
function fractions(text: string, count: number): readonly number[] | null {
  const parts = text.split(' ')
  return parts.length === count && parts.every((part) => FRACTION.test(part)) ? parts.map(Number) : null
}

/** Returns a fraction as the attributes write it: no more than five decimals, no trailing zeros. */
function fractionText(value: number): string {
  return String(Number(Math.min(1, Math.max(0, value)).toFixed(DECIMALS)))
}

/** Reads the attribute `crop`; null if it is none: null, not four fractions, or partly outside the picture. */
export function readCrop(value: unknown): Rectangle | null {
  const numbers = typeof value === 'string' ? fractions(value, 4) : null
  if (numbers === null) return null
  const [x = 0, y = 0, width = 0, height = 0] = numbers
  const isInside = x + width <= 1 + 1e-9 && y + height <= 1 + 1e-9
  return isInside && width >= MIN_CROP && height >= MIN_CROP ? { x, y, width, height } : null
}

/** Writes the attribute `crop`; null for a rectangle that leaves the whole picture. */
export function cropText({ x, y, width, height }: Rectangle): string | null {
  const left = Number(fractionText(x))
  const top = Number(fractionText(y))
  // Rounded down to what is left of the picture: rounding must not move an edge outside it.
  const sizes = [Math.min(width, 1 - left), Math.min(height, 1 - top)]
  const text = [left, top, ...sizes].map(fractionText).join(' ')
  return text === '0 0 1 1' ? null : text
}

/** Reads the attribute `focus`; null if it is none. */
export function readFocus(value: unknown): Point | null {
  const numbers = typeof value === 'string' ? fractions(value, 2) : null
  return numbers === null ? null : { x: numbers[0] ?? 0, y: numbers[1] ?? 0 }
}

/** Writes the attribute `focus`. */
export function focusText({ x, y }: Point): string {
  return `${fractionText(x)} ${fractionText(y)}`
}

/** Returns a rotation; 0 for any other value. Numbers and texts are read: `90`, `"90"`. */
export function readRotation(value: unknown): Rotation {
  return ROTATIONS.find((rotation) => String(rotation) === String(value)) ?? 0
}

/** What an export does to the bytes of a picture: cut out the rectangle, then rotate it. */
export interface Cut {
  /** Whole pixels of the picture as its file shows it: all of it without a crop. At least 1 pixel in each direction. */
  readonly rectangle: Rectangle
  /** Degrees clockwise, after the cut. */
  readonly rotation: Rotation
  /** Size of the result in pixels: the rectangle's, with the sides swapped at 90 and 270 degrees. */
  readonly width: number
  readonly height: number
}

/**
 * Returns what crop and rotation leave of a figure's picture.
 *
 *     cropOf({ width: 6000, height: 4000, crop: '0.5 0 0.5 1', rotation: 90 })
 *     // { rectangle: { x: 3000, y: 0, width: 3000, height: 4000 }, rotation: 90, width: 4000, height: 3000 }
 *
 * @param attrs a figure's attributes: `width`, `height`, `crop`, `rotation`
 * @returns null if the size of the picture is not known
 */
export function cropOf(attrs: Readonly<Record<string, AttributeValue>>): Cut | null {
  const { width: fullWidth, height: fullHeight } = attrs
  if (typeof fullWidth !== 'number' || typeof fullHeight !== 'number') return null
  const crop = readCrop(attrs.crop) ?? { x: 0, y: 0, width: 1, height: 1 }
  const x = Math.min(fullWidth - 1, Math.round(crop.x * fullWidth))
  const y = Math.min(fullHeight - 1, Math.round(crop.y * fullHeight))
  const width = Math.max(1, Math.round((crop.x + crop.width) * fullWidth) - x)
  const height = Math.max(1, Math.round((crop.y + crop.height) * fullHeight) - y)
  const rotation = readRotation(attrs.rotation)
  const isOnItsSide = rotation === 90 || rotation === 270
  return {
    rectangle: { x, y, width, height },
    rotation,
    width: isOnItsSide ? height : width,
    height: isOnItsSide ? width : height,
  }
}

/**
 * Returns a rectangle of a picture as it lies in the picture turned clockwise; both in fractions of their pictures.
 * `turned(turned(area, 90), 270)` is the area again.
 */
export function turned({ x, y, width, height }: Rectangle, rotation: Rotation): Rectangle {
  if (rotation === 90) return { x: 1 - y - height, y: x, width: height, height: width }
  if (rotation === 180) return { x: 1 - x - width, y: 1 - y - height, width, height }
  if (rotation === 270) return { x: y, y: 1 - x - width, width: height, height: width }
  return { x, y, width, height }
}
