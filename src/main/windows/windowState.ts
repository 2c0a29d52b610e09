import type { Rectangle } from 'electron'

/** Where the window was, and how large. */
export interface WindowState {
  readonly bounds: Rectangle | null
  readonly maximized: boolean
}

export const DEFAULT_SIZE = { width: 1280, height: 840 } as const
export const SMALLEST = { width: 720, height: 480 } as const

/** So much of a window must be on a screen for a hand to reach it. */
const REACHABLE = { width: 120, height: 60 }

/**
 * The bounds to open with: as they were where that is on a screen that is still there, cut to its size; else the
 * default size, wherever the system puts it.
 * @param areas the work areas of the screens there are
 */
export function restoredBounds(
  bounds: unknown,
  areas: readonly Rectangle[],
): Partial<Rectangle> & { readonly width: number; readonly height: number } {
  if (!isRectangle(bounds)) return DEFAULT_SIZE
  const home = areas.find((area) => {
    const { width, height } = overlap(bounds, area)
    return width >= REACHABLE.width && height >= REACHABLE.height
  })
  if (home === undefined) return DEFAULT_SIZE
  const width = between(SMALLEST.width, bounds.width, home.width)
  const height = between(SMALLEST.height, bounds.height, home.height)
  return {
    width,
    height,
    // The title bar is what a window is dragged by: it may not be above its screen.
    x: between(home.x - width + REACHABLE.width, bounds.x, home.x + home.width - REACHABLE.width),
    y: between(home.y, bounds.y, home.y + home.height - REACHABLE.height),
  }
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false
  const given = value as Readonly<Record<string, unknown>>
  return ['x', 'y', 'width', 'height'].every((key) => Number.isSafeInteger(given[key]))
}

function overlap(one: Rectangle, other: Rectangle): { width: number; height: number } {
  return {
    width: Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x),
    height: Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y),
  }
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
