/** A page that is not drawn, such as a tab in the background, has no frames: then the act runs after this time. */
const MAX_FRAME_MS = 200

/** Calls `act` once, in the task after the next frame has been painted. */
export function afterNextPaint(act: () => void): void {
  let isDone = false
  const once = (): void => {
    if (!isDone) act()
    isDone = true
  }
  requestAnimationFrame(() => setTimeout(once))
  setTimeout(once, MAX_FRAME_MS)
}
