import type { Rectangle } from 'electron'
import { isDraftId } from '../../calls.ts'

/** Where a window was, how large, and what it showed. */
export interface WindowState {
  /** In screen pixels, as if the window were neither maximized nor full screen; null if not known. */
  readonly bounds: Rectangle | null
  readonly maximized: boolean
  readonly fullScreen: boolean
  /** The id of its draft; '' if it showed none; null if not known: the page then opens the last one. */
  readonly draft: string | null
}

/** The window of a new installation. */
export const FIRST_WINDOW: WindowState = { bounds: null, maximized: false, fullScreen: false, draft: null }

/** How far a new window is moved from the one before it, so that both title bars can be seen, in pixels. */
const CASCADE_STEP = 28

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

/** Returns where a second window opens: beside the first one, in the same size. */
export function cascaded(bounds: Rectangle): Rectangle {
  return { ...bounds, x: bounds.x + CASCADE_STEP, y: bounds.y + CASCADE_STEP }
}

/** Returns true if a window can be reached on one of the screens: enough of it can be seen to drag it. */
export function isReachable(bounds: Rectangle, areas: readonly Rectangle[]): boolean {
  return areas.some((area) => {
    const { width, height } = overlap(bounds, area)
    return width >= MIN_VISIBLE.width && height >= MIN_VISIBLE.height
  })
}

/** Returns saved states, from whatever a file has. `restoredBounds` checks the bounds. */
export function windowStatesFrom(value: unknown): WindowState[] {
  if (!Array.isArray(value)) return []
  return value
    .filter((each): each is object => typeof each === 'object' && each !== null)
    .slice(0, MAX_RESTORED)
    .map((each) => {
      const given: Partial<Record<keyof WindowState, unknown>> = each
      const { bounds, draft } = given
      return {
        bounds: isRectangle(bounds) ? bounds : null,
        maximized: given.maximized === true,
        fullScreen: given.fullScreen === true,
        draft: typeof draft === 'string' && (draft === '' || isDraftId(draft)) ? draft : null,
      }
    })
}

/** More windows than this are not opened again at a start. */
const MAX_RESTORED = 12

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
