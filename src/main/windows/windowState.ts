import type { Rectangle } from 'electron'

/** Where the window was, and how large. */
export interface WindowState {
  /** In screen pixels, as if the window were not maximized; null if not known. */
  readonly bounds: Rectangle | null
  readonly maximized: boolean
}

/** The size of the first window, in screen pixels. */
export const DEFAULT_SIZE = { width: 1280, height: 840 } as const
/** The smallest size in which the page is usable. */
export const MIN_SIZE = { width: 720, height: 480 } as const

/** How much of a window must be on a screen for the writer to be able to drag it. */
const MIN_VISIBLE = { width: 120, height: 60 }

/**
 * Returns the bounds to open the window with. If enough of the old bounds is on a connected screen, these, reduced to the
 * screen's size and moved so that the title bar can be reached. Else the default size, wherever the system puts it.
 * @param bounds the saved bounds; anything else counts as none
 * @param areas the work areas of the connected screens
 */
export function restoredBounds(
  bounds: unknown,
  areas: readonly Rectangle[],
): Partial<Rectangle> & { readonly width: number; readonly height: number } {
  if (!isRectangle(bounds)) return DEFAULT_SIZE
  const screen = areas.find((area) => {
    const { width, height } = overlap(bounds, area)
    return width >= MIN_VISIBLE.width && height >= MIN_VISIBLE.height
  })
  if (screen === undefined) return DEFAULT_SIZE
  const width = clamp(MIN_SIZE.width, bounds.width, screen.width)
  const height = clamp(MIN_SIZE.height, bounds.height, screen.height)
  return {
    width,
    height,
    // A window is dragged by its title bar, so that must not be above the screen.
    x: clamp(screen.x - width + MIN_VISIBLE.width, bounds.x, screen.x + screen.width - MIN_VISIBLE.width),
    y: clamp(screen.y, bounds.y, screen.y + screen.height - MIN_VISIBLE.height),
  }
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false
  const fields = value as Readonly<Record<string, unknown>>
  return ['x', 'y', 'width', 'height'].every((key) => Number.isSafeInteger(fields[key]))
}

/** Returns the size of the common area; negative where there is a gap. */
function overlap(one: Rectangle, other: Rectangle): { width: number; height: number } {
  return {
    width: Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x),
    height: Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y),
  }
}

/** Returns the value within its limits; `min` if they contradict each other. */
function clamp(min: number, value: number, max: number): number {
  return Math.max(min, Math.min(value, max))
}
