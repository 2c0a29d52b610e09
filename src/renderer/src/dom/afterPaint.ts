/** A page that is not drawn, such as a tab in the background, has no frames: then the act runs after this time. */
const MAX_FRAME_MS = 200

/** Calls `act` once, in the task after the next frame has been painted. */
export function afterNextPaint(act: () => void): void {
  const once = onceOrLate(act)
  requestAnimationFrame(() => setTimeout(once))
}

/**
 * Calls `act` once, when the page's first text is on the screen. That is some frames after {@link afterNextPaint}: what is read and
 * compiled meanwhile would delay it.
 */
export function afterFirstPaint(act: () => void): void {
  const once = onceOrLate(act)
  new PerformanceObserver((list, observer) => {
    if (list.getEntriesByName('first-contentful-paint').length === 0) return
    observer.disconnect()
    once()
  }).observe({ type: 'paint', buffered: true })
}

/** Returns a function that calls `act` the first time; without a call, it is made after {@link MAX_FRAME_MS}. */
function onceOrLate(act: () => void): () => void {
  let isDone = false
  const once = (): void => {
    if (isDone) return
    isDone = true
    act()
  }
  setTimeout(once, MAX_FRAME_MS)
  return once
}
